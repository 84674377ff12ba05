import { Hash, Search, SquarePen, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useRef, useState } from 'react';
import { filters } from '@/live/keys';
import { formatPhone } from '@/shared/format';
import { useT } from '@/shared/i18n/i18n';
import { useMe } from '@/shared/me';
import { IconButton } from '@/shared/ui/button';
import { NumberName } from '@/shared/ui/number-name';
import { Popover } from '@/shared/ui/popover';
import { ConversationList } from './conversation-list';
import { useListScope } from './list-scope';
import { SearchResults } from './search-results';

export const SEARCH_ID = 'conversation-search';

interface PaneProps {
  onCompose: () => void;
  /** Stands beside the title: who is signed in, on a phone. */
  account: ReactNode;
  /** Says whether what is on the screen is up to date. */
  liveChip: ReactNode;
  unreadThreads: string | null;
}

/** The left side: search, filters, and the conversations. */
export function ConversationsPane({ onCompose, account, liveChip, unreadThreads }: PaneProps) {
  const { t } = useT();
  const [words, setWords] = useState('');
  const input = useRef<HTMLInputElement>(null);
  const searching = words.trim() !== '';

  return (
    <div className="flex h-full flex-col">
      <header className="flex items-center gap-2 px-4 pt-3.5 pb-2">
        {account}
        <h1 className="text-xl font-bold tracking-tight">{t('app.inbox')}</h1>
        <span className="ml-1">{liveChip}</span>
        <IconButton label={t('list.compose')} onClick={onCompose} className="ml-auto">
          <SquarePen className="size-5" aria-hidden="true" />
        </IconButton>
      </header>

      <div role="search" className="relative px-4 pb-2">
        <Search
          className="pointer-events-none absolute top-2.5 left-7 size-4 text-ink-3"
          aria-hidden="true"
        />
        <input
          ref={input}
          id={SEARCH_ID}
          type="search"
          value={words}
          onChange={(event) => setWords(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape' && words !== '') {
              event.stopPropagation();
              setWords('');
            }
          }}
          aria-label={t('list.search')}
          placeholder={t('list.search')}
          autoComplete="off"
          spellCheck={false}
          className="h-9 w-full rounded-full border border-transparent bg-linen pr-9 pl-9 text-sm placeholder:text-ink-3 hover:border-line-strong focus:border-thread focus:bg-paper focus:outline-none [&::-webkit-search-cancel-button]:hidden"
        />
        {searching && (
          <button
            type="button"
            aria-label={t('list.clearSearch')}
            onClick={() => {
              setWords('');
              input.current?.focus();
            }}
            className="absolute top-1 right-5 grid size-7 place-items-center rounded-full text-ink-3 hover:bg-hover hover:text-ink"
          >
            <X className="size-4" aria-hidden="true" />
          </button>
        )}
      </div>

      {searching ? (
        <section aria-label={t('search.results')} className="min-h-0 flex-1">
          <SearchResults words={words} />
        </section>
      ) : (
        <>
          <FilterBar unreadThreads={unreadThreads} />
          <nav aria-label={t('list.name')} className="min-h-0 flex-1">
            <ConversationList />
          </nav>
        </>
      )}
    </div>
  );
}

function FilterBar({ unreadThreads }: { unreadThreads: string | null }) {
  const { t } = useT();
  const me = useMe();
  const [scope, change] = useListScope();
  return (
    <div className="flex items-start gap-1 border-b border-line pr-3 pb-2">
      <div
        role="group"
        aria-label={t('list.filters')}
        className="flex flex-1 [scrollbar-width:none] gap-1.5 overflow-x-auto py-0.5 pl-4 max-md:mask-r-from-90% md:flex-wrap max-md:[&>*:last-child]:mr-6"
      >
        {filters.map((filter) => (
          <button
            key={filter}
            type="button"
            aria-pressed={scope.filter === filter}
            onClick={(event) => {
              change({ filter });
              event.currentTarget.scrollIntoView({ block: 'nearest', inline: 'center' });
            }}
            className="h-7 shrink-0 rounded-full bg-linen px-3 text-[0.8125rem] font-medium whitespace-nowrap text-ink-2 transition-colors hover:text-ink focus-visible:-outline-offset-2 aria-pressed:bg-thread-soft aria-pressed:font-semibold aria-pressed:text-thread-strong"
          >
            {t(`list.filter.${filter}`)}
            {filter === 'unread' && unreadThreads !== null && (
              <span className="ml-1.5 text-xs font-bold tabular-nums">{unreadThreads}</span>
            )}
          </button>
        ))}
      </div>
      {me.numbers.length > 1 && (
        <Popover
          label={t('list.number')}
          className="top-10 right-0 w-64"
          trigger={(props) => (
            <IconButton
              label={t('list.number')}
              aria-pressed={scope.did !== null}
              className="size-8"
              {...props}
            >
              <Hash className="size-4" aria-hidden="true" />
            </IconButton>
          )}
        >
          {(close) => (
            <ul className="max-h-80 overflow-y-auto">
              {[null, ...me.numbers].map((number) => (
                <li key={number?.did ?? 'all'}>
                  <button
                    type="button"
                    aria-pressed={scope.did === (number?.did ?? null)}
                    onClick={() => {
                      change({ did: number?.did ?? null });
                      close();
                    }}
                    className="flex w-full flex-col rounded-lg px-3 py-1.5 text-left text-sm hover:bg-hover aria-pressed:bg-thread-soft"
                  >
                    <span className="font-medium">
                      {number === null ? t('list.allNumbers') : <NumberName did={number.did} />}
                    </span>
                    {number?.name != null && (
                      <span className="text-xs text-ink-3">{formatPhone(number.did)}</span>
                    )}
                  </button>
                </li>
              ))}
            </ul>
          )}
        </Popover>
      )}
    </div>
  );
}
