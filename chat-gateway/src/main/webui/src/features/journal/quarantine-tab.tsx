import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { formatClock } from '@/shared/format';
import { useT } from '@/shared/i18n/i18n';
import { EmptyState, FailedState, Skeleton } from '@/shared/ui/states';
import type { Standing } from './api/decision';
import { standings } from './api/decision';
import { letterTopicsQuery, QUARANTINE_TOPIC } from './api/letter-topics';
import { quarantineQuery } from './api/quarantine';
import type { ReplayScope } from './api/replay';
import { DeliverySheet } from './delivery-sheet';
import { useOpened } from './opened';
import { Choice, DecisionNote, More, reasonOf, When } from './parts';
import { RawText } from './raw-text';
import { ReplayDialog } from './replay-dialog';
import { Row, Rows, useReturnTo, useSelection } from './rows';
import { DismissDialog, RedriveAll, SettleBar, SettleResult, SettleRow, useSettle } from './settle';

const GRID = 'lg:grid-cols-[1.25rem_10rem_minmax(0,14rem)_minmax(0,1fr)_14rem]';
const WITHOUT_TICK = 'lg:grid-cols-[10rem_minmax(0,14rem)_minmax(0,1fr)_14rem]';

/** Deliveries that nobody could read, and what was decided about them. */
export function QuarantineTab() {
  const { t, language } = useT();
  const opened = useOpened('delivery');
  const [state, setState] = useState<Standing>('open');
  const [dismissing, setDismissing] = useState<readonly string[] | null>(null);
  const [replaying, setReplaying] = useState<ReplayScope | null>(null);
  const list = useInfiniteQuery(quarantineQuery(state));
  const topics = useQuery(letterTopicsQuery);
  const settling = useSettle();
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const selection = useSelection(items.filter((item) => item.decision == null).map((item) => item.place));
  const ids = items.flatMap((item) => (item.delivery == null ? [] : [item.delivery.id]));
  const at = opened.id === null ? -1 : ids.indexOf(opened.id);
  useReturnTo(items.find((item) => item.delivery?.id === opened.id)?.place ?? null);
  const open = topics.data?.find((topic) => topic.topic === QUARANTINE_TOPIC)?.open ?? 0;
  const tickable = state !== 'settled';
  const grid = tickable ? GRID : WITHOUT_TICK;

  return (
    <>
      <p className="mb-3 max-w-3xl text-sm text-ink-2">{t('journal.quarantine.lead')}</p>
      <div className="mb-3 flex flex-wrap items-center justify-between gap-2">
        <Choice
          label={t('journal.standings')}
          values={standings}
          value={state}
          textOf={(one) => t(`journal.standing.${one}`)}
          onChange={setState}
        />
        <RedriveAll topic={QUARANTINE_TOPIC} open={open} settling={settling} />
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
          text={t('journal.quarantine.failed', { reason: reasonOf(list.error, t) })}
          retryLabel={t('journal.retry')}
          onRetry={() => void list.refetch()}
        />
      ) : items.length === 0 ? (
        <EmptyState
          title={t(`journal.quarantine.empty.${state}.title`)}
          text={t(`journal.quarantine.empty.${state}.text`)}
        />
      ) : (
        <Rows
          label={t('journal.tab.quarantine')}
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
            const name = t('journal.deliveries.open', { time: formatClock(new Date(item.at), language) });
            return (
              <Row
                key={item.place}
                id={item.place}
                grid={grid}
                href={item.delivery == null ? '' : opened.addressOf(item.delivery.id)}
                name={name}
                selection={tickable ? selection : null}
                tickable={item.decision == null}
                first={
                  <When at={item.at} {...(item.delivery == null ? {} : { beside: item.delivery.source })} />
                }
                cells={[
                  {
                    key: 'reason',
                    className:
                      'max-lg:w-full max-lg:pl-8 text-[0.8125rem] font-medium text-danger [overflow-wrap:anywhere]',
                    content: (
                      <>
                        <span lang="en">{item.reason}</span>
                        {item.delivery != null &&
                          item.delivery.kind !== 'quarantined' &&
                          item.decision == null && (
                            <span data-readable className="block text-good">
                              {t('journal.quarantine.readable')}
                            </span>
                          )}
                      </>
                    ),
                  },
                  {
                    key: 'preview',
                    className:
                      'max-lg:w-full max-lg:pl-8 font-mono text-xs text-ink-2 [overflow-wrap:anywhere]',
                    content: (
                      <span className="line-clamp-3">
                        <RawText text={item.delivery?.preview ?? ''} lines={false} />
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
      {opened.id !== null && (
        <DeliverySheet
          id={opened.id}
          newer={at > 0 ? (ids[at - 1] ?? null) : null}
          older={at === -1 ? null : (ids[at + 1] ?? null)}
          onShow={opened.show}
          onReplay={(id) => setReplaying({ kind: 'chosen', ids: [id] })}
          onClose={opened.close}
        />
      )}
      {replaying !== null && (
        <ReplayDialog scope={replaying} narrower={false} onClose={() => setReplaying(null)} />
      )}
    </>
  );
}
