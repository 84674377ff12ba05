import { useQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import { Link } from 'wouter';
import { useNow, useToday } from '@/shared/clock';
import type { Message, Thread } from '@/shared/contract';
import { formatPhone, formatWhen } from '@/shared/format';
import { useT } from '@/shared/i18n/i18n';
import { Avatar } from '@/shared/ui/avatar';
import { FailedState } from '@/shared/ui/states';
import { MIN_SEARCH, searchQuery } from './api/search';
import { ConversationRow } from './conversation-row';
import { useOpenThreadId, useThreadAddress } from './list-scope';

/** What a search found: conversations first, then single messages with the words marked. */
export function SearchResults({ words }: { words: string }) {
  const { t } = useT();
  const today = useToday();
  const now = useNow(10_000);
  const openId = useOpenThreadId();
  const addressOf = useThreadAddress();
  const asked = useDeferredValue(words.trim());
  const { data, isError, refetch, isFetching } = useQuery(searchQuery(asked));

  if (asked.length < MIN_SEARCH) {
    return <p className="px-6 py-8 text-center text-sm text-ink-3">{t('search.more')}</p>;
  }
  if (isError) {
    return (
      <FailedState text={t('search.failed')} retryLabel={t('list.retry')} onRetry={() => void refetch()} />
    );
  }
  if (data === undefined) {
    return (
      <p role="status" className="delayed px-6 py-8 text-center text-sm text-ink-3">
        {t('search.searching')}
      </p>
    );
  }
  if (data.threads.length + data.messages.length === 0) {
    return (
      <div role="status" className="px-6 py-10 text-center">
        <p className="font-semibold">{t('search.none', { query: asked })}</p>
        <p className="mt-1 text-sm text-ink-3">{t('search.hint')}</p>
      </div>
    );
  }
  return (
    <div aria-busy={isFetching} className="h-full overflow-y-auto pb-3">
      {data.threads.length > 0 && (
        <section aria-labelledby="found-threads">
          <Heading id="found-threads">{t('search.contacts')}</Heading>
          {data.threads.map((thread) => (
            <ConversationRow
              key={thread.id}
              thread={thread}
              address={addressOf(thread.id)}
              open={thread.id === openId}
              today={today}
              now={now}
            />
          ))}
        </section>
      )}
      {data.messages.length > 0 && (
        <section aria-labelledby="found-messages">
          <Heading id="found-messages">{t('search.messages')}</Heading>
          {data.messages.map(({ message, thread }) => (
            <MessageHit
              key={message.id}
              message={message}
              thread={thread}
              words={asked}
              address={addressOf(thread.id, message.seq)}
              today={today}
            />
          ))}
        </section>
      )}
    </div>
  );
}

function Heading({ id, children }: { id: string; children: string }) {
  return (
    <h2 id={id} className="px-5 pt-3 pb-1.5 text-xs font-bold tracking-wide text-thread uppercase">
      {children}
    </h2>
  );
}

interface HitProps {
  message: Message;
  thread: Thread;
  words: string;
  address: string;
  today: Date;
}

function MessageHit({ message, thread, words, address, today }: HitProps) {
  const { language } = useT();
  return (
    <Link
      href={address}
      className="mx-2 flex items-start gap-3 rounded-xl px-2.5 py-2.5 hover:bg-hover focus-visible:-outline-offset-2"
    >
      <Avatar name={thread.displayName} phone={thread.external} size="lg" />
      <span className="min-w-0 flex-1">
        <span className="flex items-baseline gap-2">
          <span className="truncate text-sm font-semibold">
            {thread.displayName ?? formatPhone(thread.external)}
          </span>
          <time dateTime={message.createdAt} className="ml-auto shrink-0 text-xs text-ink-3 tabular-nums">
            {formatWhen(new Date(message.createdAt), today, language)}
          </time>
        </span>
        <span className="line-clamp-2 text-sm break-words text-ink-2">
          <Marked text={aroundHit(message.body, words)} words={words} />
        </span>
      </span>
    </Link>
  );
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function matcher(words: string): RegExp {
  return new RegExp(`(${words.split(/\s+/u).filter(Boolean).map(escaped).join('|')})`, 'giu');
}

function Marked({ text, words }: { text: string; words: string }) {
  return text.split(matcher(words)).map((part, index) =>
    index % 2 === 1 ? (
      <mark key={index} className="rounded-sm bg-thread-soft font-semibold text-thread-strong">
        {part}
      </mark>
    ) : (
      part
    ),
  );
}

/** Cuts a long text so that the first hit is in view. */
function aroundHit(body: string, words: string): string {
  const at = body.search(matcher(words));
  return at > 60 ? `…${body.slice(at - 40)}` : body;
}
