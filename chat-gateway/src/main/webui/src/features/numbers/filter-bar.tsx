import { Search, SlidersHorizontal, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useId, useState } from 'react';
import { formatNumber } from '@/shared/format';
import { useT } from '@/shared/i18n/i18n';
import type { Campaign } from '@/shared/provisioning/campaigns';
import { campaignName } from '@/shared/provisioning/campaigns';
import { numberStates } from '@/shared/provisioning/numbers';
import { Button } from '@/shared/ui/button';
import { attentions } from './attention';
import { counted } from './figures';
import type { ListFilter } from './list-filter';
import { narrowing, NONE, sorts } from './list-filter';
import type { ListRow } from './list-rows';

export const field =
  'h-9 rounded-lg border border-line-strong bg-raised px-2.5 text-sm focus:border-thread focus:outline-2 focus:outline-thread/30';

interface FilterBarProps {
  filter: ListFilter;
  rows: readonly ListRow[];
  campaigns: readonly Campaign[];
  shown: number;
  onChange: (change: Partial<ListFilter>) => void;
}

/** What the table is narrowed by and ordered by, and which of the two lists it is. */
export function FilterBar({ filter, rows, campaigns, shown, onChange }: FilterBarProps) {
  const { t, language } = useT();
  const id = useId();
  const [open, setOpen] = useState(false);
  const active = narrowing(filter);
  const teams = named(
    rows.flatMap(({ number }) => number.teams),
    filter.team,
    language,
  );
  const ids = named(
    rows.flatMap(({ number }) => (number.campaignId == null ? [] : [number.campaignId])),
    filter.campaign,
    language,
  );
  const nameOfCampaign = (one: string): string => {
    const known = campaigns.find((campaign) => campaign.id === one);
    return known === undefined ? one : campaignName(known);
  };
  const attending = rows.filter(({ attention }) => attention.length > 0).length;

  return (
    <section aria-label={t('numbers.list.filter')} className="mb-4">
      <div className="mb-3 flex flex-wrap items-center gap-x-4 gap-y-2">
        <div
          role="group"
          aria-label={t('numbers.list.show')}
          className="inline-flex max-w-full flex-wrap rounded-lg bg-linen p-0.5"
        >
          {([false, true] as const).map((released) => (
            <button
              key={String(released)}
              type="button"
              aria-pressed={released === filter.released}
              onClick={() => onChange({ released, state: null, attention: null })}
              className="min-h-8 rounded-md px-2.5 py-1 text-[0.8125rem] whitespace-nowrap text-ink-2 hover:text-ink aria-pressed:bg-raised aria-pressed:font-semibold aria-pressed:text-ink aria-pressed:shadow-card"
            >
              {t(released ? 'numbers.list.released' : 'numbers.list.used')}
            </button>
          ))}
        </div>
        {attending > 0 && filter.attention === null && (
          <Button
            look="plain"
            className="h-8 bg-warn-soft px-2.5 text-[0.8125rem] text-warn hover:bg-warn-soft hover:text-warn"
            onClick={() => onChange({ attention: 'any' })}
          >
            {t('numbers.attention.any')}: {formatNumber(attending, language)}
          </Button>
        )}
        <p className="ml-auto text-sm text-ink-3 tabular-nums" aria-hidden="true">
          {shown === rows.length
            ? t('numbers.list.shown', counted(rows.length, language))
            : t('numbers.list.shownOf', {
                shown: formatNumber(shown, language),
                formatted: formatNumber(rows.length, language),
              })}
        </p>
      </div>
      <div className="flex flex-wrap items-end gap-x-3 gap-y-2">
        <div className="relative min-w-0 flex-1 basis-60 lg:max-w-sm">
          <label htmlFor={`${id}-text`} className="sr-only">
            {t('numbers.list.search')}
          </label>
          <Search
            className="pointer-events-none absolute top-2.5 left-3 size-4 text-ink-3"
            aria-hidden="true"
          />
          <input
            id={`${id}-text`}
            type="search"
            value={filter.text}
            maxLength={64}
            autoComplete="off"
            placeholder={t('numbers.list.searchHint')}
            onChange={(event) => onChange({ text: event.target.value })}
            onKeyDown={(event) => {
              if (event.key === 'Escape' && filter.text !== '') {
                event.preventDefault();
                onChange({ text: '' });
              }
            }}
            className={`${field} w-full pl-9`}
          />
        </div>
        <Button
          look="soft"
          className="lg:hidden"
          aria-expanded={open}
          aria-controls={`${id}-more`}
          onClick={() => setOpen(!open)}
        >
          <SlidersHorizontal className="size-4" aria-hidden="true" />
          {active === 0 ? t('numbers.list.filter') : t('numbers.list.activeFilters', { count: active })}
        </Button>
        <div
          id={`${id}-more`}
          className={`flex-wrap items-end gap-x-3 gap-y-2 max-lg:w-full lg:flex ${open ? 'flex' : 'max-lg:hidden'}`}
        >
          {!filter.released && (
            <Choice
              id={`${id}-state`}
              label={t('numbers.list.state')}
              value={filter.state ?? ''}
              onChange={(value) => onChange({ state: numberStates.find((one) => one === value) ?? null })}
            >
              <option value="">{t('numbers.list.anyState')}</option>
              {numberStates
                .filter((state) => state !== 'released')
                .map((state) => (
                  <option key={state} value={state}>
                    {t(`numbers.state.${state}`)}
                  </option>
                ))}
            </Choice>
          )}
          <Choice
            id={`${id}-team`}
            label={t('numbers.list.team')}
            value={filter.team ?? ''}
            onChange={(value) => onChange({ team: value === '' ? null : value })}
          >
            <option value="">{t('numbers.list.anyTeam')}</option>
            <option value={NONE}>{t('numbers.list.noTeam')}</option>
            {teams.map((team) => (
              <option key={team} value={team}>
                {team}
              </option>
            ))}
          </Choice>
          <Choice
            id={`${id}-campaign`}
            label={t('numbers.list.campaign')}
            value={filter.campaign ?? ''}
            onChange={(value) => onChange({ campaign: value === '' ? null : value })}
          >
            <option value="">{t('numbers.list.anyCampaign')}</option>
            <option value={NONE}>{t('numbers.list.noCampaign')}</option>
            {ids.map((one) => (
              <option key={one} value={one}>
                {nameOfCampaign(one)}
              </option>
            ))}
          </Choice>
          {!filter.released && (
            <Choice
              id={`${id}-attention`}
              label={t('numbers.list.attention')}
              value={filter.attention ?? ''}
              onChange={(value) =>
                onChange({
                  attention: value === 'any' ? 'any' : (attentions.find((one) => one === value) ?? null),
                })
              }
            >
              <option value="">{t('numbers.list.anyAttention')}</option>
              {(['any', ...attentions] as const).map((one) => (
                <option key={one} value={one}>
                  {t(`numbers.attention.${one}`)}
                </option>
              ))}
            </Choice>
          )}
          <Choice
            id={`${id}-sort`}
            label={t('numbers.list.sort')}
            value={filter.sort}
            onChange={(value) => onChange({ sort: sorts.find((one) => one === value) ?? 'name' })}
          >
            {sorts.map((sort) => (
              <option key={sort} value={sort}>
                {t(`numbers.list.sortBy.${sort}`)}
              </option>
            ))}
          </Choice>
          {(active > 0 || filter.text !== '') && (
            <Button
              look="plain"
              onClick={() => onChange({ text: '', state: null, team: null, campaign: null, attention: null })}
            >
              <X className="size-4" aria-hidden="true" />
              {t('numbers.list.reset')}
            </Button>
          )}
        </div>
      </div>
    </section>
  );
}

/** The names there are, and the one chosen even when it is not among them. */
function named(names: readonly string[], chosen: string | null, language: string): string[] {
  const all = new Set(chosen === null || chosen === NONE ? names : [...names, chosen]);
  return [...all].filter((name) => name !== '').sort(new Intl.Collator(language).compare);
}

interface ChoiceProps {
  id: string;
  label: string;
  value: string;
  onChange: (value: string) => void;
  children: ReactNode;
}

function Choice({ id, label, value, onChange, children }: ChoiceProps) {
  return (
    <div className="min-w-0 max-lg:w-[calc(50%-0.375rem)]">
      <label htmlFor={id} className="mb-0.5 block text-xs font-medium text-ink-2">
        {label}
      </label>
      <select
        id={id}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className={`${field} w-full lg:max-w-40`}
      >
        {children}
      </select>
    </div>
  );
}
