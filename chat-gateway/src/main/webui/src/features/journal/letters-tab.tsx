import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { ArrowLeft, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { Link, useSearchParams } from 'wouter';
import { useNow } from '@/shared/clock';
import { formatAgo, formatBytes, formatClock, formatStamp } from '@/shared/format';
import type { T } from '@/shared/i18n/i18n';
import { useT } from '@/shared/i18n/i18n';
import { EmptyState, FailedState, Skeleton } from '@/shared/ui/states';
import type { Standing } from './api/decision';
import { standings } from './api/decision';
import type { LetterTopic } from './api/letter-topics';
import { letterTopicsQuery, QUARANTINE_TOPIC } from './api/letter-topics';
import type { Letter } from './api/letters';
import { lettersQuery } from './api/letters';
import { useOpened } from './opened';
import { Choice, counted, DecisionNote, More, reasonOf, When } from './parts';
import { RawText } from './raw-text';
import { RecordSheet } from './record-sheet';
import { Row, Rows, useReturnTo, useSelection } from './rows';
import { DismissDialog, RedriveAll, SettleBar, SettleResult, SettleRow, useSettle } from './settle';

/** Records that a consumer could not take: topics first, then the records of one. */
export function LettersTab() {
  const [parameters] = useSearchParams();
  const topic = parameters.get('topic');
  return topic === null ? <Topics /> : <Letters key={topic} topic={topic} />;
}

const named = [
  'webhook.quarantine',
  'webhook.deliveries',
  'message.inbound',
  'message.receipts',
  'conversation.events',
  'number.records',
  'campaign.records',
] as const;

/** What the records of a topic are, in words. */
function topicText(topic: string, t: T): string | null {
  const known = named.find((one) => topic === one || topic === `${one}.dlq`);
  return known === undefined ? null : t(`journal.letters.name.${known}`);
}

function Topics() {
  const { t } = useT();
  const topics = useQuery(letterTopicsQuery);
  return (
    <>
      <p className="mb-3 max-w-3xl text-sm text-ink-2">{t('journal.letters.lead')}</p>
      {topics.data !== undefined ? (
        topics.data.length === 0 ? (
          <EmptyState title={t('journal.letters.none')} text={t('journal.letters.noneText')} />
        ) : (
          <ul aria-label={t('journal.letters.topics')} className="grid gap-2.5 sm:grid-cols-2 xl:grid-cols-3">
            {topics.data
              .toSorted((a, b) => b.open - a.open)
              .map((topic) => (
                <li key={topic.topic}>
                  <TopicCard topic={topic} />
                </li>
              ))}
          </ul>
        )
      ) : topics.isError ? (
        <FailedState
          text={t('journal.letters.failed', { reason: reasonOf(topics.error, t) })}
          retryLabel={t('journal.retry')}
          onRetry={() => void topics.refetch()}
        />
      ) : (
        <Skeleton label={t('journal.loading')}>
          <div className="grid gap-2.5 sm:grid-cols-2 xl:grid-cols-3">
            {Array.from({ length: 6 }, (_, index) => (
              <div key={index} className="h-28 rounded-2xl bg-line" />
            ))}
          </div>
        </Skeleton>
      )}
    </>
  );
}

function TopicCard({ topic }: { topic: LetterTopic }) {
  const { t, language } = useT();
  const words = topicText(topic.topic, t);
  const now = useNow(60_000);
  const waits = topic.open > 0;
  return (
    <div
      data-topic={topic.topic}
      data-open={topic.open}
      className={`relative flex h-full flex-col rounded-2xl border p-4 hover:bg-hover has-[a:focus-visible]:outline-2 has-[a:focus-visible]:outline-thread ${waits ? 'border-danger/50' : 'border-line'}`}
    >
      <div className="flex items-start gap-2">
        <Link
          href={
            topic.topic === QUARANTINE_TOPIC
              ? '/journal/quarantine'
              : `/journal/letters?topic=${encodeURIComponent(topic.topic)}`
          }
          aria-label={t('journal.letters.choose', { topic: words ?? topic.topic })}
          className="min-w-0 flex-1 font-semibold outline-none after:absolute after:inset-0"
        >
          {words ?? topic.topic}
        </Link>
        <ChevronRight className="mt-0.5 size-4 shrink-0 text-ink-3" aria-hidden="true" />
      </div>
      <p className="font-mono text-xs [overflow-wrap:anywhere] text-ink-3">{topic.topic}</p>
      <p className="mt-2.5 flex flex-wrap items-baseline gap-x-3 text-sm">
        <span className={waits ? 'font-semibold text-danger' : 'text-ink-2'}>
          {t('journal.letters.open')}: {counted(topic.open, language).formatted}
        </span>
        <span className="text-ink-3">
          {t('journal.letters.total')}: {counted(topic.total, language).formatted}
        </span>
      </p>
      {topic.oldestOpenAt != null && (
        <p className="text-xs text-ink-3">
          {t('journal.letters.oldest')}:{' '}
          <time dateTime={topic.oldestOpenAt} title={formatStamp(new Date(topic.oldestOpenAt), language)}>
            {formatAgo(now - Date.parse(topic.oldestOpenAt), language)}
          </time>
        </p>
      )}
      {topic.reasons.length > 0 && (
        <ul aria-label={t('journal.letters.reasons')} className="mt-2 space-y-0.5 text-xs text-ink-2">
          {topic.reasons.slice(0, 3).map((one) => (
            <li key={one.reason} className="flex gap-2">
              <span lang="en" className="line-clamp-2 min-w-0 flex-1 [overflow-wrap:anywhere]">
                {one.reason}
              </span>
              <span className="font-semibold tabular-nums">{counted(one.count, language).formatted}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

const GRID = 'lg:grid-cols-[1.25rem_10rem_minmax(0,16rem)_minmax(0,1fr)_14rem]';
const WITHOUT_TICK = 'lg:grid-cols-[10rem_minmax(0,16rem)_minmax(0,1fr)_14rem]';

function Letters({ topic }: { topic: string }) {
  const { t, language } = useT();
  const opened = useOpened('record');
  const [state, setState] = useState<Standing>('open');
  const [dismissing, setDismissing] = useState<readonly string[] | null>(null);
  const list = useInfiniteQuery(lettersQuery(topic, state));
  const topics = useQuery(letterTopicsQuery);
  const settling = useSettle();
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const selection = useSelection(items.filter((item) => item.decision == null).map((item) => item.place));
  useReturnTo(opened.id);
  const open = topics.data?.find((one) => one.topic === topic)?.open ?? 0;
  const tickable = state !== 'settled';
  const grid = tickable ? GRID : WITHOUT_TICK;

  return (
    <>
      <div className="mb-3 flex flex-wrap items-center gap-x-3 gap-y-1">
        <Link
          href="/journal/letters"
          className="inline-flex min-h-8 items-center gap-1.5 rounded-lg text-sm font-medium text-thread-strong hover:underline"
        >
          <ArrowLeft className="size-4" aria-hidden="true" />
          {t('journal.letters.back')}
        </Link>
        <h2 className="text-lg font-semibold">{topicText(topic, t) ?? topic}</h2>
        <span className="font-mono text-xs text-ink-3">{topic}</span>
      </div>
      <div className="mb-3 flex flex-wrap items-center justify-between gap-2">
        <Choice
          label={t('journal.standings')}
          values={standings}
          value={state}
          textOf={(one) => t(`journal.standing.${one}`)}
          onChange={setState}
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
          text={t('journal.letters.failed', { reason: reasonOf(list.error, t) })}
          retryLabel={t('journal.retry')}
          onRetry={() => void list.refetch()}
        />
      ) : items.length === 0 ? (
        <EmptyState
          title={t(`journal.letters.empty.${state}.title`)}
          text={t(`journal.letters.empty.${state}.text`)}
        />
      ) : (
        <Rows
          label={topicText(topic, t) ?? topic}
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
            const name = t('journal.letters.record', { time: formatClock(new Date(item.at), language) });
            return (
              <Row
                key={item.place}
                id={item.place}
                grid={grid}
                href={opened.addressOf(item.place)}
                name={name}
                selection={tickable ? selection : null}
                tickable={item.decision == null}
                first={<When at={item.at} beside={formatBytes(item.bytes, language)} />}
                cells={[
                  {
                    key: 'reason',
                    className: 'max-lg:w-full max-lg:pl-8 text-[0.8125rem] [overflow-wrap:anywhere]',
                    content: <Why letter={item} />,
                  },
                  {
                    key: 'preview',
                    className:
                      'max-lg:w-full max-lg:pl-8 font-mono text-xs text-ink-2 [overflow-wrap:anywhere]',
                    content: (
                      <span className="line-clamp-3">
                        <RawText text={item.preview ?? ''} lines={false} />
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
      {opened.id !== null && <RecordSheet place={opened.id} onClose={opened.close} />}
    </>
  );
}

function Why({ letter }: { letter: Letter }) {
  const { t } = useT();
  return (
    <>
      <span lang="en" className="block font-medium text-danger">
        {letter.reason}
      </span>
      <span className="block text-xs text-ink-3">
        {[
          letter.type,
          letter.from == null ? null : t('journal.letters.origin', letter.from),
          letter.key == null || letter.key === '' ? null : `${t('journal.letters.key')}: ${letter.key}`,
        ]
          .filter((part) => part != null && part !== '')
          .join(' · ')}
      </span>
    </>
  );
}
