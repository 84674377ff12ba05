import { useQuery } from '@tanstack/react-query';
import { useMe } from '@/shared/me';
import { bestCampaign, campaignsQuery } from '@/shared/provisioning/campaigns';
import { numbersQuery } from '@/shared/provisioning/numbers';
import { teamsOf } from '@/shared/provisioning/teams-field';
import { useCart } from './cart';

/** Teams and campaign as chosen, or as they are offered before anybody has chosen. */
export function useChoices() {
  const me = useMe();
  const cart = useCart();
  const campaigns = useQuery(campaignsQuery);
  const numbers = useQuery(numbersQuery);
  return {
    teams: cart.teams ?? [],
    knownTeams: teamsOf([me, ...(numbers.data ?? [])]),
    campaignId:
      cart.campaignId ?? bestCampaign(campaigns.data ?? [], Math.max(1, cart.held.length))?.id ?? '',
  };
}
