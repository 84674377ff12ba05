import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { ArrowLeft, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { Link, useSearchParams } from 'wouter';
import { useNow } from '@/shared/clock';
import { formatAgo, formatBytes, formatClock, formatStamp } from '@/shared/format';
import type { T } from '@/shared/i18n/i18n';
import { useT } from '@/shared/i18n/i18n';
import '@/shared/i18n/talk-texts';
import { EmptyState, FailedState, Skeleton } from '@/shared/ui/states';
import type { Standing } from './api/decision';
import type { LetterTopic } from './api/letter-topics';
import { letterTopicsQuery, QUARANTINE_TOPIC } from './api/letter-topics';
import type { Letter } from './api/letters';
import { lettersQuery } from './api/letters';
import { useOpened } from './opened';
import { counted, reasonOf } from './parts';
import { RecordSheet } from './record-sheet';
import { useReturnTo } from './rows';
import { SettleList } from './settle-list';

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
  'number.orders',
  'workspace.changes',
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

function Letters({ topic }: { topic: string }) {
  const { t, language } = useT();
  const opened = useOpened('record');
  const [state, setState] = useState<Standing>('open');
  const list = useInfiniteQuery(lettersQuery(topic, state));
  useReturnTo(opened.id);

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
      <SettleList
        topic={topic}
        label={topicText(topic, t) ?? topic}
        texts="letters"
        state={state}
        onState={setState}
        list={list}
        words={{
          name: (item) => t('journal.letters.record', { time: formatClock(new Date(item.at), language) }),
          beside: (item) => formatBytes(item.bytes, language),
          reason: (item) => <Why letter={item} />,
          preview: (item) => item.preview ?? '',
          address: (item) => opened.addressOf(item.place),
        }}
      />
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
