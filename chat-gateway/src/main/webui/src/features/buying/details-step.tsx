import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useId } from 'react';
import { formatPhone } from '@/shared/format';
import { useT } from '@/shared/i18n/i18n';
import { CampaignSelect } from '@/shared/provisioning/campaign-select';
import { campaignsQuery } from '@/shared/provisioning/campaigns';
import { Card } from '@/shared/ui/card';
import { TeamsField } from '@/shared/provisioning/teams-field';
import { Button, IconButton } from '@/shared/ui/button';
import { letGo, setCampaign, setName, setTeams, useCart } from './cart';
import { placeOf } from './place';
import { useChoices } from './use-choices';

/** What the numbers are to be called, whose they are, and in which campaign they send. */
export function DetailsStep({ onBack, onGoOn }: { onBack: () => void; onGoOn: () => void }) {
  const { t, language } = useT();
  const id = useId();
  const { held, names } = useCart();
  const { teams, knownTeams, campaignId } = useChoices();
  const campaigns = useQuery(campaignsQuery);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onGoOn();
      }}
      className="grid grid-cols-1 gap-4"
    >
      <Card title={t('campaigns.details.names')}>
        <p className="mb-3 text-sm text-ink-2">{t('campaigns.details.namesHint')}</p>
        <ul className="grid gap-2.5">
          {held.map((number) => (
            <li key={number.did} className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <label htmlFor={`${id}-${number.did}`} className="w-full text-sm sm:w-56">
                <span className="block font-semibold tabular-nums">{formatPhone(number.did)}</span>
                <span className="block truncate text-xs text-ink-3">{placeOf(number, language)}</span>
              </label>
              <input
                id={`${id}-${number.did}`}
                value={names[number.did] ?? ''}
                maxLength={60}
                autoComplete="off"
                placeholder={t('campaigns.details.name')}
                onChange={(event) => setName(number.did, event.target.value)}
                className="h-10 min-w-0 flex-1 rounded-xl border border-line-strong bg-raised px-3 text-sm focus:border-thread focus:outline-2 focus:outline-thread/30"
              />
              <IconButton
                small
                label={t('campaigns.basket.remove', { number: formatPhone(number.did) })}
                onClick={({ currentTarget }) => {
                  // The button goes with its row; without any row the page has another heading, which gets the focus.
                  const row = currentTarget.closest('li');
                  (row?.nextElementSibling ?? row?.previousElementSibling)?.querySelector('input')?.focus();
                  letGo(number.did);
                }}
              >
                <X className="size-4" aria-hidden="true" />
              </IconButton>
            </li>
          ))}
        </ul>
      </Card>
      <Card title={t('campaigns.details.forAll')}>
        <div className="grid gap-5">
          <div className="max-w-xl">
            <TeamsField known={knownTeams} teams={teams} onChange={setTeams} />
            <p className="mt-1 text-xs text-ink-3">
              {teams.length === 0 ? t('campaigns.details.noTeam') : t('campaigns.details.teamsHint')}
            </p>
          </div>
          <div className="max-w-xl">
            <CampaignSelect
              campaigns={campaigns.data ?? []}
              value={campaignId}
              places={held.length}
              onChange={setCampaign}
            />
          </div>
        </div>
      </Card>
      <div className="flex flex-wrap justify-end gap-2">
        <Button look="plain" onClick={onBack}>
          {t('campaigns.steps.back')}
        </Button>
        <Button type="submit">{t('campaigns.steps.toConfirm')}</Button>
      </div>
    </form>
  );
}
