import { useQuery } from '@tanstack/react-query';
import { Download, Plus } from 'lucide-react';
import { useDeferredValue, useMemo } from 'react';
import { Link } from 'wouter';
import { useT } from '@/shared/i18n/i18n';
import { isManager, useMe } from '@/shared/me';
import { reasonOf } from '@/shared/provisioning/asking';
import { campaignsQuery } from '@/shared/provisioning/campaigns';
import { ProvisioningFrame } from '@/shared/provisioning/frame';
import { driftQuery, numbersQuery, releasedQuery, reportsQuery } from '@/shared/provisioning/numbers';
import { openOrdersQuery } from '@/shared/provisioning/orders';
import { buttonClass } from '@/shared/ui/button';
import { EmptyState, FailedState, Skeleton } from '@/shared/ui/states';
import { FilterBar } from './filter-bar';
import { counted, TABLE_DAYS as DAYS } from './figures';
import { narrowing, useListFilter } from './list-filter';
import { rowsOf, shownRows } from './list-rows';
import { NumbersTable } from './numbers-table';
import { OpenOrders } from './open-orders';

/** Which numbers there are, how they are, and what is being done with them. */
export function ListPage() {
  const { t, language } = useT();
  const enabled = isManager(useMe());
  const [filter, change] = useListFilter();
  const used = useQuery({ ...numbersQuery, enabled: enabled && !filter.released });
  const released = useQuery({ ...releasedQuery, enabled: enabled && filter.released });
  const list = filter.released ? released : used;
  const reports = useQuery({ ...reportsQuery(DAYS), enabled });
  const drift = useQuery({ ...driftQuery, enabled });
  const orders = useQuery({ ...openOrdersQuery, enabled });
  const campaigns = useQuery({ ...campaignsQuery, enabled });

  const rows = useMemo(
    () => (list.data === undefined ? undefined : rowsOf(list.data, reports.data, drift.data)),
    [list.data, reports.data, drift.data],
  );
  // Typing stays quick however many rows have to follow.
  const wanted = useDeferredValue(filter);
  const shown = useMemo(
    () => (rows === undefined ? [] : shownRows(rows, wanted, language)),
    [rows, wanted, language],
  );

  return (
    <ProvisioningFrame
      title={t('numbers.title')}
      lead={t('numbers.lead')}
      tab="numbers"
      actions={
        <>
          <Link href="/numbers/import" className={buttonClass('soft')}>
            <Download className="size-4" aria-hidden="true" />
            {t('numbers.list.import')}
          </Link>
          <Link href="/numbers/new" className={buttonClass()}>
            <Plus className="size-4" aria-hidden="true" />
            {t('numbers.list.get')}
          </Link>
        </>
      }
    >
      <OpenOrders orders={orders} numbers={list.data ?? []} />
      <FilterBar
        filter={filter}
        rows={rows ?? []}
        campaigns={campaigns.data ?? []}
        onChange={change}
        shown={shown.length}
      />
      {reports.isError && reports.data === undefined && !filter.released && (
        <p role="status" className="mb-3 rounded-xl bg-warn-soft px-3.5 py-2 text-sm text-warn">
          {t('numbers.list.withoutFigures', { count: DAYS })}
        </p>
      )}
      {list.isPending ? (
        <Skeleton label={t('numbers.loadingNumbers')}>
          {Array.from({ length: 6 }, (_, index) => (
            <div key={index} className="mb-2 h-16 rounded-xl bg-line" />
          ))}
        </Skeleton>
      ) : list.data === undefined ? (
        <FailedState
          text={t('numbers.failed', { reason: reasonOf(list.error, t) })}
          retryLabel={t('numbers.retry')}
          onRetry={() => void list.refetch()}
        />
      ) : list.data.length === 0 ? (
        filter.released ? (
          <EmptyState title={t('numbers.list.emptyReleased')} text={t('numbers.list.emptyReleasedText')} />
        ) : (
          <EmptyState title={t('numbers.list.empty')} text={t('numbers.list.emptyText')}>
            <Link href="/numbers/new" className={`${buttonClass()} mt-3`}>
              {t('numbers.list.get')}
            </Link>
          </EmptyState>
        )
      ) : shown.length === 0 && (filter.text !== '' || narrowing(filter) > 0) ? (
        <EmptyState title={t('numbers.list.emptyNarrow')} text={t('numbers.list.emptyNarrowText')} />
      ) : (
        <NumbersTable
          rows={shown}
          orders={orders.data ?? []}
          campaigns={campaigns.data ?? []}
          label={t(filter.released ? 'numbers.list.released' : 'numbers.title')}
          busy={list.isFetching}
        />
      )}
      <p role="status" className="sr-only">
        {list.data === undefined ? '' : t('numbers.list.shown', counted(shown.length, language))}
      </p>
    </ProvisioningFrame>
  );
}
