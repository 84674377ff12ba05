import type { InfiniteData } from '@tanstack/react-query';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { RefreshCw, RotateCcw } from 'lucide-react';
import { useMemo, useState } from 'react';
import { formatClock, formatDate } from '@/shared/format';
import { useT } from '@/shared/i18n/i18n';
import { Button } from '@/shared/ui/button';
import { EmptyState, FailedState, Skeleton } from '@/shared/ui/states';
import type { Delivery, DeliveryPage } from './api/deliveries';
import { deliveriesQuery } from './api/deliveries';
import type { ReplayScope } from './api/replay';
import { MOST_CHOSEN } from './api/replay';
import { DeliverySheet } from './delivery-sheet';
import { FilterBar } from './filter-bar';
import type { JournalFilter } from './journal-filter';
import { isNarrow, sinceOf, useJournalFilter } from './journal-filter';
import { useOpened } from './opened';
import {
  counted,
  KindBadge,
  MessageLink,
  More,
  Notice,
  Numbers,
  Preview,
  reasonOf,
  VerdictMark,
  When,
  Day,
} from './parts';
import { ReplayDialog } from './replay-dialog';
import { Row, Rows, useReturnTo, useSelection } from './rows';

const FOLLOW_MS = 5_000;
const GRID = 'lg:grid-cols-[1.25rem_10rem_5.5rem_10.5rem_minmax(0,1fr)_11rem]';

/** Everything the carrier posted, newest first. */
export function DeliveriesTab() {
  const [filter, change] = useJournalFilter();
  return (
    <>
      <FilterBar filter={filter} onChange={change} />
      <Deliveries key={JSON.stringify(filter)} filter={filter} />
    </>
  );
}

function Deliveries({ filter }: { filter: JournalFilter }) {
  const { t, language } = useT();
  const client = useQueryClient();
  const opened = useOpened('delivery');
  const [following, setFollowing] = useState(false);
  const [replaying, setReplaying] = useState<{ scope: ReplayScope; narrower: boolean } | null>(null);
  const options = deliveriesQuery(filter);
  const list = useInfiniteQuery({ ...options, refetchInterval: following ? FOLLOW_MS : false });
  const pages = list.data?.pages;
  const items = useMemo(() => distinct(pages?.flatMap((page) => page.items) ?? []), [pages]);
  const selection = useSelection(items.map((item) => item.id));
  useReturnTo(opened.id);

  const scanned = pages?.reduce((sum, page) => sum + (page.scanned ?? 0), 0) ?? 0;
  const last = pages?.at(-1);
  const until = last?.until ?? null;
  const at = items.findIndex((item) => item.id === opened.id);

  /** Only the newest page is read again: what was loaded below it is history. */
  function toNewest(): void {
    client.setQueryData<InfiniteData<DeliveryPage, string | null>>(options.queryKey, (data) =>
      data === undefined ? data : { pages: data.pages.slice(0, 1), pageParams: data.pageParams.slice(0, 1) },
    );
  }

  function replayRange(): void {
    const now = Date.now();
    setReplaying({
      scope: {
        kind: 'range',
        from: sinceOf(filter, now),
        // Fixed now, so that the rehearsal and the replay read the same deliveries.
        to: (filter.range === 'custom' ? filter.to : null) ?? new Date(now).toISOString(),
        of: filter.kind,
        number: filter.number,
      },
      narrower: filter.source !== null || filter.verdict !== null,
    });
  }

  return (
    <>
      <div className="mb-3 flex flex-wrap items-center gap-x-2 gap-y-1.5">
        <p role="status" className="mr-auto text-sm text-ink-2">
          {list.data !== undefined &&
            `${t('journal.deliveries.shown', counted(items.length, language))}${
              until === null
                ? ''
                : ` · ${t('journal.deliveries.scanned', { ...counted(scanned, language), time: `${formatDate(new Date(until), language)}, ${formatClock(new Date(until), language)}` })}`
            }`}
        </p>
        <Button
          look="plain"
          aria-pressed={following}
          title={t('journal.deliveries.followHint')}
          className="aria-pressed:bg-thread-soft aria-pressed:text-thread-strong"
          onClick={() => {
            toNewest();
            setFollowing(!following);
          }}
        >
          <span
            className={`size-2 rounded-full ${following ? 'animate-pulse bg-thread' : 'border border-ink-3'}`}
            aria-hidden="true"
          />
          {t('journal.deliveries.follow')}
        </Button>
        <Button
          look="plain"
          disabled={list.isFetching}
          onClick={() => {
            toNewest();
            void list.refetch();
          }}
        >
          <RefreshCw
            className={`size-4 ${list.isFetching && !following ? 'animate-spin' : ''}`}
            aria-hidden="true"
          />
          {t('journal.deliveries.refresh')}
        </Button>
        <Button look="soft" onClick={replayRange}>
          <RotateCcw className="size-4" aria-hidden="true" />
          {t('journal.deliveries.replayRange')}
        </Button>
      </div>

      {pages?.some((page) => page.withoutOutcomes) === true && (
        <Notice>{t('journal.deliveries.withoutOutcomes')}</Notice>
      )}
      {list.isRefetchError && (
        <Notice>{t('journal.deliveries.failed', { reason: reasonOf(list.error, t) })}</Notice>
      )}

      {list.isPending ? (
        <Skeleton label={t('journal.deliveries.loading')}>
          {Array.from({ length: 8 }, (_, index) => (
            <div key={index} className="mb-2 h-14 rounded-xl bg-line" />
          ))}
        </Skeleton>
      ) : list.data === undefined ? (
        <FailedState
          text={t('journal.deliveries.failed', { reason: reasonOf(list.error, t) })}
          retryLabel={t('journal.retry')}
          onRetry={() => void list.refetch()}
        />
      ) : items.length === 0 ? (
        until === null && (
          <EmptyState
            title={isNarrow(filter) ? t('journal.deliveries.emptyNarrow') : t('journal.deliveries.empty')}
            text={
              isNarrow(filter) ? t('journal.deliveries.emptyNarrowText') : t('journal.deliveries.emptyText')
            }
          />
        )
      ) : (
        <Rows
          label={t('journal.tab.deliveries')}
          grid={GRID}
          selection={selection}
          busy={list.isFetching}
          heads={[
            t('journal.column.time'),
            t('journal.column.kind'),
            t('journal.column.numbers'),
            t('journal.column.preview'),
            t('journal.column.outcome'),
          ]}
        >
          {items.map((item) => (
            <Row
              key={item.id}
              id={item.id}
              grid={GRID}
              href={opened.addressOf(item.id)}
              name={t('journal.deliveries.open', { time: formatClock(new Date(item.at), language) })}
              selection={selection}
              first={<When at={item.at} />}
              below={<Day at={item.at} beside={item.source} />}
              cells={[
                { key: 'kind', content: <KindBadge kind={item.kind} /> },
                {
                  key: 'numbers',
                  className: 'max-lg:w-full max-lg:pl-8',
                  content: <Numbers from={item.from} to={item.to} />,
                },
                {
                  key: 'preview',
                  className: 'max-lg:w-full max-lg:pl-8',
                  content: <Preview delivery={item} />,
                },
                {
                  key: 'outcome',
                  className: 'max-lg:w-full max-lg:pl-8',
                  content:
                    item.outcome == null || item.kind === 'quarantined' ? (
                      <span className="text-ink-3">–</span>
                    ) : (
                      <span className="flex flex-wrap items-center gap-x-3 lg:flex-col lg:items-start">
                        <VerdictMark outcome={item.outcome} />
                        <MessageLink outcome={item.outcome} className="relative z-10" />
                      </span>
                    ),
                },
              ]}
            />
          ))}
        </Rows>
      )}

      {last !== undefined && items.length > 0 && last.next === null && (
        <p className="py-4 text-center text-xs text-ink-3">{t('journal.deliveries.end')}</p>
      )}
      <More
        has={list.hasNextPage}
        loading={list.isFetchingNextPage}
        error={list.isFetchNextPageError ? list.error : null}
        label={until === null ? t('journal.more') : t('journal.deliveries.goOn')}
        onMore={() => {
          setFollowing(false);
          void list.fetchNextPage();
        }}
      />

      {selection.ids.length > 0 && (
        <div
          role="region"
          aria-label={t('journal.selected', { count: selection.ids.length })}
          className="pop sticky bottom-3 z-20 mx-auto flex w-fit max-w-full flex-wrap items-center gap-2 rounded-xl border border-line bg-raised py-2 pr-2 pl-4 text-sm shadow-float"
        >
          <span className="font-medium">{t('journal.selected', { count: selection.ids.length })}</span>
          {selection.ids.length > MOST_CHOSEN && (
            <span className="text-warn">{t('journal.deliveries.most', counted(MOST_CHOSEN, language))}</span>
          )}
          <Button
            disabled={selection.ids.length > MOST_CHOSEN}
            onClick={() => setReplaying({ scope: { kind: 'chosen', ids: selection.ids }, narrower: false })}
          >
            <RotateCcw className="size-4" aria-hidden="true" />
            {t('journal.deliveries.replaySelected')}
          </Button>
          <Button look="plain" onClick={selection.clear}>
            {t('journal.clearSelection')}
          </Button>
        </div>
      )}

      {opened.id !== null && (
        <DeliverySheet
          id={opened.id}
          newer={at > 0 ? (items[at - 1]?.id ?? null) : null}
          older={at === -1 ? null : (items[at + 1]?.id ?? null)}
          onShow={opened.show}
          onReplay={(id) => setReplaying({ scope: { kind: 'chosen', ids: [id] }, narrower: false })}
          onClose={opened.close}
        />
      )}
      {replaying !== null && (
        <ReplayDialog
          scope={replaying.scope}
          narrower={replaying.narrower}
          onClose={() => setReplaying(null)}
        />
      )}
    </>
  );
}

/** A page further on may repeat what the one before it showed, when something came in between. */
function distinct(items: readonly Delivery[]): Delivery[] {
  return [...new Map(items.map((item) => [item.id, item])).values()];
}
