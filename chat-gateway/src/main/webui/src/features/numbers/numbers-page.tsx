import { useQuery } from '@tanstack/react-query';
import { Check, Minus } from 'lucide-react';
import { formatPhone } from '@/shared/format';
import { useT } from '@/shared/i18n/i18n';
import { isManager, useMe } from '@/shared/me';
import { PageHeader } from '@/shared/ui/page-header';
import { EmptyState, FailedState, Skeleton } from '@/shared/ui/states';
import type { OwnNumber } from './api/numbers';
import { campaignsQuery, numbersQuery } from './api/numbers';
import { ProvisionForm } from './provision-form';

const states = ['provisioning', 'active', 'failed', 'released'] as const;

/** For managers: which numbers there are, what they can do, and getting another. */
export function NumbersPage() {
  const { t } = useT();
  const me = useMe();
  const { data, isError, refetch } = useQuery({ ...numbersQuery, enabled: isManager(me) });
  const campaigns = useQuery({ ...campaignsQuery, enabled: isManager(me) });

  if (!isManager(me)) {
    return <EmptyState title={t('app.numbers')} text={t('numbers.refused')} />;
  }
  return (
    <main id="main" className="h-full overflow-y-auto bg-paper">
      <div className="mx-auto max-w-5xl px-4 py-6 md:px-8 md:py-8">
        <div className="mb-6">
          <PageHeader title={t('numbers.title')} lead={t('numbers.lead')} />
        </div>

        {data === undefined && !isError && (
          <Skeleton label={t('numbers.loading')}>
            {Array.from({ length: 4 }, (_, index) => (
              <div key={index} className="mb-2 h-12 rounded-xl bg-line" />
            ))}
          </Skeleton>
        )}
        {isError && data === undefined && (
          <FailedState
            text={t('numbers.failed')}
            retryLabel={t('numbers.retry')}
            onRetry={() => void refetch()}
          />
        )}
        {data?.length === 0 && (
          <div className="h-72">
            <EmptyState title={t('numbers.empty')} text={t('numbers.emptyText')} />
          </div>
        )}
        {data !== undefined && data.length > 0 && <NumbersTable numbers={data} />}
        <ProvisionForm campaigns={campaigns.data ?? []} />
      </div>
    </main>
  );
}

function NumbersTable({ numbers }: { numbers: readonly OwnNumber[] }) {
  const { t } = useT();
  const columns = ['number', 'name', 'state', 'channels', 'campaign', 'teams'] as const;
  return (
    // Wide content scrolls inside its own box, by keyboard too.
    /* eslint-disable jsx-a11y/no-noninteractive-tabindex */

    <div
      className="overflow-x-auto rounded-2xl border border-line"
      tabIndex={0}
      role="region"
      aria-label={t('numbers.title')}
    >
      <table className="w-full text-left text-sm">
        <thead className="bg-linen text-xs text-ink-3">
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col" className="px-4 py-2.5 font-semibold whitespace-nowrap">
                {t(`numbers.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {numbers.map((number) => (
            <tr key={number.did} data-did={number.did} className="border-t border-line hover:bg-hover">
              <th scope="row" className="px-4 py-3 font-semibold whitespace-nowrap tabular-nums">
                {formatPhone(number.did)}
              </th>
              <td className="px-4 py-3">{number.name ?? <span className="text-ink-3">–</span>}</td>
              <td className="px-4 py-3">
                <State state={number.state} />
              </td>
              <td className="px-4 py-3">
                <span className="inline-flex gap-3">
                  <Channel name="SMS" on={number.smsEnabled} />
                  <Channel name="MMS" on={number.mmsEnabled} />
                </span>
              </td>
              <td className="px-4 py-3 whitespace-nowrap">
                {number.campaignId ?? <span className="text-ink-3">{t('numbers.none')}</span>}
              </td>
              <td className="px-4 py-3">
                {number.teams.length === 0 ? (
                  <span className="text-ink-3">{t('numbers.none')}</span>
                ) : (
                  <span className="flex flex-wrap gap-1">
                    {number.teams.map((team) => (
                      <span key={team} className="rounded-md bg-linen px-2 py-0.5 text-xs">
                        {team}
                      </span>
                    ))}
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function State({ state }: { state: string }) {
  const { t } = useT();
  const known = states.find((one) => one === state.toLowerCase());
  const look =
    known === 'active'
      ? 'text-good'
      : known === 'failed'
        ? 'text-danger'
        : known === 'released'
          ? 'text-ink-3'
          : 'text-warn';
  return (
    <span className={`inline-flex items-center gap-1.5 font-medium whitespace-nowrap ${look}`}>
      <span className="size-2 rounded-full bg-current" aria-hidden="true" />
      {known === undefined ? state : t(`numbers.state.${known}`)}
    </span>
  );
}

function Channel({ name, on }: { name: string; on: boolean }) {
  const { t } = useT();
  return (
    <span className={`inline-flex items-center gap-1 ${on ? '' : 'text-ink-3'}`}>
      {on ? (
        <Check className="size-4 text-good" aria-hidden="true" />
      ) : (
        <Minus className="size-4" aria-hidden="true" />
      )}
      {name}
      <span className="sr-only">{on ? t('numbers.on') : t('numbers.off')}</span>
    </span>
  );
}
