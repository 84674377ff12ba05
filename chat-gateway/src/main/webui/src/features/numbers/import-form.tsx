import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Search, TriangleAlert } from 'lucide-react';
import { useId, useMemo, useState } from 'react';
import { useT } from '@/shared/i18n/i18n';
import { problemAt, problemBeside, useKeys } from '@/shared/provisioning/asking';
import { CampaignSelect } from '@/shared/provisioning/campaign-select';
import { bestCampaign, campaignKeys, campaignsQuery } from '@/shared/provisioning/campaigns';
import { Card } from '@/shared/ui/card';
import type { UnmanagedNumber } from '@/shared/provisioning/numbers';
import { importNumbers, MOST_IMPORTED, numberKeys, numbersQuery } from '@/shared/provisioning/numbers';
import type { Order } from '@/shared/provisioning/orders';
import { orderKeys } from '@/shared/provisioning/orders';
import { TeamsField, teamsOf } from '@/shared/provisioning/teams-field';
import { Button } from '@/shared/ui/button';
import { counted, listed } from './figures';
import { field } from './filter-bar';
import { ImportTable, isElsewhere } from './import-table';
import { textFilter } from './list-rows';

interface ImportFormProps {
  numbers: readonly UnmanagedNumber[];
  /** Whether the carrier's list is surely all of it. */
  complete: boolean;
  /** The name of our webhook, if it is known. */
  ours: string | null;
  onBegun: (orders: readonly Order[]) => void;
}

/** Which of the account's numbers are to be wired up, for whom and in which campaign. */
export function ImportForm({ numbers, complete, ours, onBegun }: ImportFormProps) {
  const { t, language } = useT();
  const id = useId();
  const client = useQueryClient();
  const keys = useKeys();
  const campaigns = useQuery(campaignsQuery);
  const managed = useQuery(numbersQuery);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [text, setText] = useState('');
  const [teams, setTeams] = useState<readonly string[]>([]);
  const [picked, setPicked] = useState<string | null>(null);
  const [empty, setEmpty] = useState(false);

  const shown = useMemo(() => {
    const fits = textFilter(text);
    return numbers.filter(
      (number) => fits(number) || (number.webhook ?? '').toLowerCase().includes(text.trim().toLowerCase()),
    );
  }, [numbers, text]);
  const chosen = numbers.filter((number) => number.active && ticked.has(number.did));
  const places = Math.max(1, chosen.length);
  const campaign = picked ?? bestCampaign(campaigns.data ?? [], places)?.id ?? '';
  const elsewhere = chosen.filter((number) => isElsewhere(number, ours));
  const moves = chosen.filter(
    ({ campaignId }) => campaignId != null && campaignId !== '' && campaignId !== campaign,
  );
  const tooMany = chosen.length > MOST_IMPORTED;

  const begin = useMutation({
    mutationFn: () => {
      const wish = { dids: chosen.map(({ did }) => did), campaignId: campaign, teams };
      return importNumbers(wish, keys.of(JSON.stringify(wish)));
    },
    onSuccess: (orders) => {
      orders.forEach((order) => client.setQueryData(orderKeys.one(order.did), order));
      onBegun(orders);
    },
    onSettled: (_, error) => {
      keys.answered(error);
      return Promise.all(
        [numberKeys.list, orderKeys.open, campaignKeys.all].map((queryKey) =>
          client.invalidateQueries({ queryKey, exact: true }),
        ),
      );
    },
  });
  const beside = problemBeside(begin.error, ['teams', 'campaignId', 'dids'], t);

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen.length === 0) {
          setEmpty(true);
        } else if (!tooMany && !begin.isPending) {
          begin.mutate();
        }
      }}
      className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_22rem]"
    >
      <div className="min-w-0">
        {!complete && (
          <p
            data-complete="false"
            className="mb-3 flex items-start gap-2 rounded-xl bg-warn-soft px-3.5 py-2 text-sm text-warn"
          >
            <TriangleAlert className="mt-0.5 size-4 shrink-0" aria-hidden="true" />
            {t('numbers.import.incomplete')}
          </p>
        )}
        <div className="relative mb-3 max-w-sm">
          <label htmlFor={`${id}-text`} className="sr-only">
            {t('numbers.import.search')}
          </label>
          <Search
            className="pointer-events-none absolute top-2.5 left-3 size-4 text-ink-3"
            aria-hidden="true"
          />
          <input
            id={`${id}-text`}
            type="search"
            value={text}
            maxLength={64}
            autoComplete="off"
            placeholder={t('numbers.import.search')}
            onChange={(event) => setText(event.target.value)}
            onKeyDown={(event) => {
              // Enter looks; it must not begin an import.
              if (event.key === 'Enter') {
                event.preventDefault();
              }
            }}
            className={`${field} w-full pl-9`}
          />
        </div>
        <ImportTable
          numbers={shown}
          ours={ours}
          ticked={ticked}
          onTicked={(next) => {
            setTicked(next);
            setEmpty(false);
            begin.reset();
          }}
        />
      </div>
      <Card title={t('numbers.import.settings')} className="xl:sticky xl:top-4">
        <p role="status" className="mb-3 text-sm font-medium tabular-nums" data-chosen={chosen.length}>
          {t('numbers.import.chosen', counted(chosen.length, language))}
        </p>
        <TeamsField
          teams={teams}
          known={teamsOf(managed.data ?? [])}
          problem={problemAt(begin.error, 'teams')}
          onChange={(next) => {
            setTeams(next);
            begin.reset();
          }}
        />
        {teams.length === 0 && <p className="mt-1 text-xs text-warn">{t('numbers.teams.nobody')}</p>}
        <div className="mt-4">
          <CampaignSelect
            label={t('numbers.import.campaign')}
            campaigns={campaigns.data ?? []}
            value={campaign}
            places={places}
            problem={problemAt(begin.error, 'campaignId')}
            onChange={(next) => {
              setPicked(next);
              begin.reset();
            }}
          />
        </div>
        {elsewhere.length > 0 && (
          <p
            data-elsewhere={elsewhere.length}
            className="mt-3 flex gap-2 rounded-xl bg-warn-soft px-3 py-2 text-sm text-warn"
          >
            <TriangleAlert className="mt-0.5 size-4 shrink-0" aria-hidden="true" />
            {t('numbers.import.takesAway', {
              ...counted(elsewhere.length, language),
              names: listed([...new Set(elsewhere.map(({ webhook }) => webhook ?? ''))], language),
            })}
          </p>
        )}
        {moves.length > 0 && (
          <p className="mt-2 text-sm text-ink-2">
            {t('numbers.import.moves', counted(moves.length, language))}
          </p>
        )}
        <p role="alert" className="mt-2 text-sm text-danger empty:hidden">
          {empty
            ? t('numbers.import.nothingChosen')
            : tooMany
              ? t('numbers.import.most', counted(MOST_IMPORTED, language))
              : (problemAt(begin.error, 'dids') ??
                (beside === undefined ? null : t('numbers.notDone', { reason: beside })))}
        </p>
        <Button type="submit" className="mt-4 w-full" disabled={tooMany || begin.isPending}>
          {begin.isPending
            ? t('numbers.import.submitting')
            : t('numbers.import.submit', counted(chosen.length, language))}
        </Button>
      </Card>
    </form>
  );
}
