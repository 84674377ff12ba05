import { useId } from 'react';
import { useT } from '@/shared/i18n/i18n';
import type { Campaign } from './campaigns';
import { campaignName, freePlaces } from './campaigns';
import './order-texts';

interface CampaignSelectProps {
  campaigns: readonly Campaign[];
  /** The chosen one's id; empty for none. */
  value: string;
  onChange: (id: string) => void;
  label?: string;
  /** How many places are needed. */
  places?: number;
  /** The one it is in already, where it needs no further place. */
  current?: string | null;
  disabled?: boolean;
  /** What the server said about the choice. */
  problem?: string | undefined;
}

/** Chooses a campaign: who has room, who is approved, and what it means to have none. */
export function CampaignSelect({
  campaigns,
  value,
  onChange,
  label,
  places = 1,
  current = null,
  disabled = false,
  problem,
}: CampaignSelectProps) {
  const { t } = useT();
  const id = useId();
  const chosen = campaigns.find((campaign) => campaign.id === value);
  const roomFor = (campaign: Campaign): boolean => campaign.id === current || freePlaces(campaign) >= places;
  const warning =
    value === ''
      ? t('campaigns.select.noneHint')
      : chosen === undefined
        ? t('campaigns.select.unknown')
        : !roomFor(chosen)
          ? t('campaigns.select.full', { count: freePlaces(chosen) })
          : chosen.approved
            ? undefined
            : t('campaigns.select.notApproved');
  return (
    <div>
      <label htmlFor={id} className="mb-1 block text-sm font-medium">
        {label ?? t('campaigns.select.label')}
      </label>
      <select
        id={id}
        value={value}
        disabled={disabled}
        aria-describedby={`${id}-hint ${id}-problem`}
        aria-invalid={problem !== undefined}
        onChange={(event) => onChange(event.target.value)}
        className="h-10 w-full rounded-xl border border-line-strong bg-raised px-3 text-sm focus:border-thread focus:outline-2 focus:outline-thread/30 disabled:opacity-60 aria-invalid:border-danger"
      >
        <option value="">{t('campaigns.select.none')}</option>
        {chosen === undefined && value !== '' && <option value={value}>{value}</option>}
        {campaigns.map((campaign) => (
          <option
            key={campaign.id}
            value={campaign.id}
            disabled={!roomFor(campaign) && campaign.id !== value}
          >
            {[
              campaignName(campaign),
              freePlaces(campaign) === 0
                ? t('campaigns.select.noPlace')
                : t('campaigns.select.places', { count: freePlaces(campaign) }),
              campaign.approved ? null : t('campaigns.select.pending'),
            ]
              .filter((part) => part !== null)
              .join(' · ')}
          </option>
        ))}
      </select>
      <p
        id={`${id}-hint`}
        data-campaign-hint={warning === undefined ? 'fine' : 'warning'}
        className={`mt-1 text-xs ${warning === undefined ? 'text-ink-3' : 'text-warn'}`}
      >
        {warning ?? (chosen === undefined ? '' : t('campaigns.select.fine', { id: chosen.id }))}
      </p>
      <p id={`${id}-problem`} role="alert" className="mt-1 text-xs text-danger empty:hidden">
        {problem}
      </p>
    </div>
  );
}
