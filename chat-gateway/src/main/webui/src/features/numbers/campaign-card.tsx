import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useT } from '@/shared/i18n/i18n';
import { problemAt, problemBeside } from '@/shared/provisioning/asking';
import { CampaignSelect } from '@/shared/provisioning/campaign-select';
import { campaignKeys, campaignsQuery } from '@/shared/provisioning/campaigns';
import { Card } from '@/shared/ui/card';
import type { OwnNumber } from '@/shared/provisioning/numbers';
import { moveToCampaign } from '@/shared/provisioning/numbers';
import type { Order } from '@/shared/provisioning/orders';
import { rememberOrder } from '@/shared/provisioning/orders';
import { Button } from '@/shared/ui/button';
import { rereadNumber } from './remember';

/** Which campaign the number is in, and moving it. */
export function CampaignCard({ number, order }: { number: OwnNumber; order: Order | undefined }) {
  const { t } = useT();
  const client = useQueryClient();
  const campaigns = useQuery(campaignsQuery);
  const now = number.campaignId ?? '';
  const [picked, setPicked] = useState<string | null>(null);
  const chosen = picked ?? now;
  const moving = order?.kind === 'move' && order.state === 'running';
  const active = number.state === 'active';
  const move = useMutation({
    mutationFn: () => moveToCampaign(number.did, chosen === '' ? null : chosen),
    onSuccess: (answer) => {
      rememberOrder(client, answer);
      setPicked(null);
    },
    onSettled: () =>
      Promise.all([
        rereadNumber(client, number.did),
        client.invalidateQueries({ queryKey: campaignKeys.all, exact: true }),
      ]),
  });
  const wrong = problemAt(move.error, 'campaignId');
  const beside = problemBeside(move.error, ['campaignId'], t);

  return (
    <Card title={t('numbers.campaign.title')}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (chosen !== now && active && !move.isPending) {
            move.mutate();
          }
        }}
      >
        <CampaignSelect
          campaigns={campaigns.data ?? []}
          value={chosen}
          current={now === '' ? null : now}
          disabled={!active || moving || move.isPending}
          problem={wrong}
          onChange={(id) => {
            setPicked(id);
            move.reset();
          }}
        />
        <p className="mt-2 text-xs text-ink-3">
          {moving
            ? t('numbers.campaign.moving')
            : active
              ? t('numbers.campaign.hint')
              : t('numbers.campaign.notNow')}
        </p>
        <div className="mt-4 flex min-h-9 items-center gap-3">
          <Button type="submit" disabled={chosen === now || !active || moving || move.isPending}>
            {chosen === '' && now !== '' ? t('numbers.campaign.takeOut') : t('numbers.campaign.move')}
          </Button>
        </div>
        <p role="alert" className="mt-2 text-sm text-danger empty:hidden">
          {beside === undefined ? null : t('numbers.notDone', { reason: beside })}
        </p>
      </form>
    </Card>
  );
}
