import { useInfiniteQuery } from '@tanstack/react-query';
import { StickyNote } from 'lucide-react';
import { useDeferredValue, useEffect, useRef } from 'react';
import { Link } from 'wouter';
import { useNow } from '@/shared/clock';
import { formatPhone, formatWhen } from '@/shared/format';
import { useT } from '@/shared/i18n/i18n';
import '@/shared/i18n/talk-texts';
import { useMe } from '@/shared/me';
import { Problem } from '@/shared/problem';
import { useNames } from '@/shared/team/people';
import { Avatar } from '@/shared/ui/avatar';
import { Marked } from '@/shared/ui/marked';
import { FailedState } from '@/shared/ui/states';
import type { Mark } from '@/shared/words';
import type { Hit } from './api/search';
import { MIN_SEARCH, searchQuery } from './api/search';
import { ConversationRow } from './conversation-row';
import { useOpenThreadId, useThreadAddress } from './list-scope';
import { useFollow, useRowLook } from './row-look';

/** What a search found: conversations first, then single messages with the words marked, older ones on scrolling. */
export function SearchResults({ words }: { words: string }) {
  const { t } = useT();
  const look = useRowLook();
  const follow = useFollow();
  const now = useNow(10_000);
  const openId = useOpenThreadId();
  const addressOf = useThreadAddress();
  const asked = useDeferredValue(words.trim());
  const { data, error, refetch, isFetching, hasNextPage, isFetchingNextPage, fetchNextPage } =
    useInfiniteQuery(searchQuery(asked));

  if (asked.length < MIN_SEARCH) {
    return (
      <div className="px-6 py-8 text-center text-sm text-ink-3">
        <p>{t('search.more')}</p>
        <p className="mt-3 text-xs">{t('search.operators')}</p>
      </div>
    );
  }
  if (error !== null) {
    return <Refused error={error} onRetry={() => void refetch()} />;
  }
  if (data === undefined) {
    return (
      <p role="status" className="delayed px-6 py-8 text-center text-sm text-ink-3">
        {t('search.searching')}
      </p>
    );
  }
  const threads = data.pages[0]?.threads ?? [];
  const messages = data.pages.flatMap((page) => page.messages);
  if (threads.length + messages.length === 0 && !hasNextPage) {
    return (
      <div role="status" className="px-6 py-10 text-center">
        <p className="font-semibold">{t('search.none', { query: asked })}</p>
        <p className="mt-1 text-sm text-ink-3">{t('search.hint')}</p>
        <p className="mt-3 text-xs text-ink-3">{t('search.operators')}</p>
      </div>
    );
  }
  return (
    <div aria-busy={isFetching} className="h-full overflow-y-auto pb-3">
      {threads.length > 0 && (
        <section aria-labelledby="found-threads">
          <Heading id="found-threads">{t('search.contacts')}</Heading>
          <div role="presentation" onClick={follow}>
            {threads.map((thread) => (
              <ConversationRow
                key={thread.id}
                thread={thread}
                address={addressOf(thread.id)}
                open={thread.id === openId}
                look={look}
                now={thread.unanswered ? now : 0}
              />
            ))}
          </div>
        </section>
      )}
      {messages.length > 0 && (
        <section aria-labelledby="found-messages">
          <Heading id="found-messages">{t('search.messages')}</Heading>
          {messages.map((hit) => (
            <MessageHit
              key={hit.message.id}
              hit={hit}
              address={addressOf(hit.thread.id, hit.message.seq, asked)}
              today={look.today}
            />
          ))}
        </section>
      )}
      {hasNextPage && (
        <End
          key={data.pages.length}
          onSeen={() => {
            if (!isFetchingNextPage) {
              void fetchNextPage();
            }
          }}
        />
      )}
    </div>
  );
}

/** What was wrong with the question, in the agent's language; else that it did not work. */
function Refused({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const { t } = useT();
  const operator =
    error instanceof Problem && error.status === 422
      ? (['before', 'after', 'from', 'label', 'in'] as const).find((one) =>
          error.errors.some(({ pointer }) => pointer === `q/${one}`),
        )
      : undefined;
  if (operator !== undefined) {
    return (
      <div role="alert" className="px-6 py-8 text-center text-sm">
        <p className="font-semibold">{t(`search.wrong.${operator}`)}</p>
        <p className="mt-3 text-xs text-ink-3">{t('search.operators')}</p>
      </div>
    );
  }
  if (error instanceof Problem && error.errors.some(({ pointer }) => pointer === 'q')) {
    return (
      <p role="alert" className="px-6 py-8 text-center text-sm text-ink-2">
        {t('search.tooMuch')}
      </p>
    );
  }
  return <FailedState text={t('search.failed')} retryLabel={t('list.retry')} onRetry={onRetry} />;
}

/** Asks for older ones as soon as the end comes into sight. */
function End({ onSeen }: { onSeen: () => void }) {
  const { t } = useT();
  const line = useRef<HTMLParagraphElement>(null);
  const seen = useRef(onSeen);
  useEffect(() => {
    seen.current = onSeen;
  });
  useEffect(() => {
    const element = line.current;
    if (element === null || typeof IntersectionObserver === 'undefined') {
      return;
    }
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) {
          seen.current();
        }
      },
      { rootMargin: '400px' },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return (
    <p ref={line} role="status" className="py-3 text-center text-sm text-ink-3">
      <button type="button" className="underline-offset-2 hover:underline" onClick={onSeen}>
        {t('search.older')}
      </button>
    </p>
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
  hit: Hit;
  address: string;
  today: Date;
}

function MessageHit({ hit: { message, thread, marks }, address, today }: HitProps) {
  const { t, language } = useT();
  const me = useMe();
  const names = useNames();
  const contact = thread.displayName ?? formatPhone(thread.external);
  const author =
    message.direction === 'inbound'
      ? null
      : message.author === me.user
        ? t('search.byYou')
        : message.author == null
          ? t('message.automatic')
          : names(message.author);
  const excerpt = aroundFirst(message.body, marks);
  return (
    <Link
      href={address}
      data-hit={message.id}
      className="mx-2 flex items-start gap-3 rounded-xl px-2.5 py-2.5 hover:bg-hover focus-visible:-outline-offset-2"
    >
      <Avatar name={thread.displayName} phone={thread.external} size="lg" />
      <span className="min-w-0 flex-1">
        <span className="flex items-baseline gap-2">
          <span className="truncate text-sm font-semibold">{contact}</span>
          <time dateTime={message.createdAt} className="ml-auto shrink-0 text-xs text-ink-3 tabular-nums">
            {formatWhen(new Date(message.createdAt), today, language)}
          </time>
        </span>
        <span className="line-clamp-2 text-sm break-words text-ink-2">
          {message.direction === 'note' && (
            <StickyNote className="mr-1 inline size-3.5 text-note-ink" aria-label={t('list.note')} />
          )}
          {author !== null && <span className="font-medium">{author}: </span>}
          <Marked text={excerpt.text} marks={excerpt.marks} />
        </span>
      </span>
    </Link>
  );
}

/** Cuts a long text so that the first hit is in view. */
function aroundFirst(body: string, marks: readonly Mark[]): { text: string; marks: Mark[] } {
  const first = marks[0]?.[0] ?? 0;
  if (first <= 60) {
    return { text: body, marks: [...marks] };
  }
  const from = body.indexOf(' ', first - 40) + 1 || first;
  const cut = Math.min(from, first);
  return {
    text: `…${body.slice(cut)}`,
    marks: marks.map(([start, end]) => [start - cut + 1, end - cut + 1]),
  };
}
