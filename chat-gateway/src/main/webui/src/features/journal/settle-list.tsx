import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useT } from '@/shared/i18n/i18n';
import { EmptyState, FailedState, Skeleton } from '@/shared/ui/states';
import type { Decision, Standing } from './api/decision';
import { standings } from './api/decision';
import { letterTopicsQuery } from './api/letter-topics';
import { Choice, DecisionNote, More, reasonOf, When, Day } from './parts';
import { RawText } from './raw-text';
import { Row, Rows, useSelection } from './rows';
import { DismissDialog, RedriveAll, SettleBar, SettleResult, SettleRow, useSettle } from './settle';

const GRID = 'lg:grid-cols-[1.25rem_10rem_minmax(0,16rem)_minmax(0,1fr)_14rem]';
const WITHOUT_TICK = 'lg:grid-cols-[10rem_minmax(0,16rem)_minmax(0,1fr)_14rem]';

/** A record that was put aside, and what somebody decided about it. */
interface PutAside {
  place: string;
  at: string;
  decision?: Decision | null | undefined;
}

/** What one kind of record says in the list. */
interface Words<Item> {
  name: (item: Item) => string;
  /** Below the time. */
  beside: (item: Item) => string | null;
  reason: (item: Item) => ReactNode;
  preview: (item: Item) => string;
  /** Where it opens; empty for one that cannot be opened. */
  address: (item: Item) => string;
}

interface SettleListProps<Item extends PutAside> {
  /** Where they stand. */
  topic: string;
  label: string;
  /** Whose texts are said when there is nothing, or it cannot be read. */
  texts: 'quarantine' | 'letters';
  state: Standing;
  onState: (state: Standing) => void;
  list: UseInfiniteQueryResult<InfiniteData<{ items: Item[] }>>;
  words: Words<Item>;
}

/** Records that wait for a decision: sent on their way again or dismissed, one, some or all of them. */
export function SettleList<Item extends PutAside>({
  topic,
  label,
  texts,
  state,
  onState,
  list,
  words,
}: SettleListProps<Item>) {
  const { t } = useT();
  const [dismissing, setDismissing] = useState<readonly string[] | null>(null);
  const topics = useQuery(letterTopicsQuery);
  const settling = useSettle();
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const selection = useSelection(items.filter((item) => item.decision == null).map((item) => item.place));
  const open = topics.data?.find((one) => one.topic === topic)?.open ?? 0;
  const tickable = state !== 'settled';
  const grid = tickable ? GRID : WITHOUT_TICK;

  return (
    <>
      <div className="mb-3 flex flex-wrap items-center justify-between gap-2">
        <Choice
          label={t('journal.standings')}
          values={standings}
          value={state}
          textOf={(one) => t(`journal.standing.${one}`)}
          onChange={onState}
        />
        <RedriveAll topic={topic} open={open} settling={settling} />
      </div>
      <SettleResult settling={settling} />
      {list.isPending ? (
        <Skeleton label={t('journal.loading')}>
          {Array.from({ length: 4 }, (_, index) => (
            <div key={index} className="mb-2 h-16 rounded-xl bg-line" />
          ))}
        </Skeleton>
      ) : list.data === undefined ? (
        <FailedState
          text={t(`journal.${texts}.failed`, { reason: reasonOf(list.error, t) })}
          retryLabel={t('journal.retry')}
          onRetry={() => void list.refetch()}
        />
      ) : items.length === 0 ? (
        <EmptyState
          title={t(`journal.${texts}.empty.${state}.title`)}
          text={t(`journal.${texts}.empty.${state}.text`)}
        />
      ) : (
        <Rows
          label={label}
          grid={grid}
          selection={tickable ? selection : null}
          busy={list.isFetching}
          heads={[
            t('journal.column.time'),
            t('journal.column.reason'),
            t('journal.column.preview'),
            t('journal.column.decision'),
          ]}
        >
          {items.map((item) => {
            const name = words.name(item);
            const beside = words.beside(item);
            return (
              <Row
                key={item.place}
                id={item.place}
                grid={grid}
                href={words.address(item)}
                name={name}
                selection={tickable ? selection : null}
                tickable={item.decision == null}
                first={<When at={item.at} />}
                below={<Day at={item.at} {...(beside !== null && { beside })} />}
                cells={[
                  {
                    key: 'reason',
                    className: 'max-lg:w-full max-lg:pl-8 text-[0.8125rem] [overflow-wrap:anywhere]',
                    content: words.reason(item),
                  },
                  {
                    key: 'preview',
                    className:
                      'max-lg:w-full max-lg:pl-8 font-mono text-xs text-ink-2 [overflow-wrap:anywhere]',
                    content: (
                      <span className="line-clamp-3">
                        <RawText text={words.preview(item)} lines={false} />
                      </span>
                    ),
                  },
                  {
                    key: 'decision',
                    className: 'max-lg:w-full max-lg:pl-8',
                    content:
                      item.decision == null ? (
                        <SettleRow
                          place={item.place}
                          name={name}
                          settling={settling}
                          onDismiss={setDismissing}
                        />
                      ) : (
                        <DecisionNote decision={item.decision} />
                      ),
                  },
                ]}
              />
            );
          })}
        </Rows>
      )}
      <More
        has={list.hasNextPage}
        loading={list.isFetchingNextPage}
        error={list.isFetchNextPageError ? list.error : null}
        onMore={() => void list.fetchNextPage()}
      />
      <SettleBar selection={selection} settling={settling} onDismiss={setDismissing} />
      {dismissing !== null && (
        <DismissDialog
          places={dismissing}
          onClose={() => setDismissing(null)}
          onDismiss={(note) => {
            setDismissing(null);
            settling.dismiss(dismissing, note);
          }}
        />
      )}
    </>
  );
}
