import { Link } from 'wouter';
import { useNow } from '@/shared/clock';
import type { Thread } from '@/shared/contract';
import { unreadOf } from '@/shared/contract';
import { formatPhone, formatWhen } from '@/shared/format';
import { useT } from '@/shared/i18n/i18n';
import { NumberName } from '@/shared/ui/number-name';
import { Section } from './section';

interface OtherThreadsProps {
  threads: readonly Thread[];
  addressOf: (threadId: string) => string;
}

/** Where else this person writes to us: from another number of theirs, or to another of ours. */
export function OtherThreads({ threads, addressOf }: OtherThreadsProps) {
  const { t, language } = useT();
  const now = new Date(useNow(60_000));
  return (
    <Section title={t('contact.others')} count={threads.length}>
      {threads.length === 0 ? (
        <p className="text-sm text-ink-3">{t('contact.noOthers')}</p>
      ) : (
        <ul className="-mx-2 flex flex-col">
          {threads.map((thread) => {
            const unread = unreadOf(thread);
            return (
              <li key={thread.id}>
                <Link
                  href={addressOf(thread.id)}
                  data-other={thread.id}
                  className="block rounded-lg px-2 py-1.5 hover:bg-hover"
                >
                  <span className="flex items-baseline gap-2 text-sm">
                    <span className="truncate font-medium tabular-nums">{formatPhone(thread.external)}</span>
                    <time
                      dateTime={thread.lastMessageAt}
                      className="ml-auto shrink-0 text-xs whitespace-nowrap text-ink-3"
                    >
                      {formatWhen(new Date(thread.lastMessageAt), now, language)}
                    </time>
                  </span>
                  <span className="flex items-baseline gap-2 text-xs text-ink-3">
                    <span className="min-w-0 flex-1 truncate">
                      <NumberName did={thread.did} />
                      {' · '}
                      <bdi>{thread.lastMessage?.preview ?? ''}</bdi>
                    </span>
                    {thread.state === 'closed' && <span>{t('contact.closed')}</span>}
                    {unread > 0 && (
                      <span className="rounded-full bg-thread px-1.5 text-[0.6875rem] font-bold text-on-thread tabular-nums">
                        {unread}
                        <span className="sr-only">{` ${t('contact.unread')}`}</span>
                      </span>
                    )}
                  </span>
                </Link>
              </li>
            );
          })}
        </ul>
      )}
    </Section>
  );
}
