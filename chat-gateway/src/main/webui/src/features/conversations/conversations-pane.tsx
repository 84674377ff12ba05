import { Search, SquarePen, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { lazy, memo, Suspense, useDeferredValue, useRef, useState } from 'react';
import { useT } from '@/shared/i18n/i18n';
import { Afterwards } from '@/shared/ui/afterwards';
import { IconButton } from '@/shared/ui/button';
import { ConversationList } from './conversation-list';
import { isPlain, useListScope } from './list-scope';
import { FilterButton, ListTabs, OrderButton } from './list-tabs';
import { ViewMenu } from './view-menu';

const TeamBar = lazy(async () => ({ default: (await import('./team-bar')).TeamBar }));
const SearchResults = lazy(async () => ({ default: (await import('./search-results')).SearchResults }));
const FilterChips = lazy(async () => ({ default: (await import('./filter-chips')).FilterChips }));

export const SEARCH_ID = 'conversation-search';

interface PaneProps {
  onCompose: () => void;
  /** Stands beside the title: who is signed in, on a phone. */
  account: ReactNode;
  /** Says whether what is on the screen is up to date. */
  liveChip: ReactNode;
}

/** The left side: search, filters, and the conversations. Of another open conversation only the rows need to hear. */
export const ConversationsPane = memo(function ConversationsPane({
  onCompose,
  account,
  liveChip,
}: PaneProps) {
  const { t } = useT();
  const [scope] = useListScope();
  // The tab that was pressed answers in the frame of the press; its list follows in the next one.
  const listed = useDeferredValue(scope);
  const [words, setWords] = useState('');
  const input = useRef<HTMLInputElement>(null);
  const searching = words.trim() !== '';

  return (
    <section aria-label={t('app.inbox')} className="flex h-full flex-col">
      <header className="flex items-center gap-2 px-4 pt-3.5 pb-2">
        {account}
        <ViewMenu />
        <span className="ml-1">{liveChip}</span>
        <IconButton label={t('list.compose')} onClick={onCompose} className="ml-auto">
          <SquarePen className="size-5" aria-hidden="true" />
        </IconButton>
      </header>

      {/* As high as what comes, so that nothing moves. */}
      <div className="min-h-11">
        <Suspense>
          <TeamBar />
        </Suspense>
      </div>

      <div className="flex items-center gap-1 pr-2.5 pb-2 pl-4">
        <div role="search" className="relative min-w-0 flex-1">
          <Search
            className="pointer-events-none absolute top-2.5 left-3 size-4 text-ink-3"
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
              className="absolute top-1 right-1 grid size-7 place-items-center rounded-full text-ink-3 hover:bg-hover hover:text-ink"
            >
              <X className="size-4" aria-hidden="true" />
            </button>
          )}
        </div>
        {!searching && (
          <>
            <OrderButton />
            <FilterButton />
          </>
        )}
      </div>

      {searching ? (
        <section aria-label={t('search.results')} className="min-h-0 flex-1">
          <Suspense>
            <SearchResults words={words} />
          </Suspense>
        </section>
      ) : (
        <>
          <div className="border-b border-line">
            <ListTabs />
            {!isPlain(scope) && (
              <Suspense fallback={<div className="h-8" />}>
                <FilterChips />
              </Suspense>
            )}
          </div>
          <nav aria-label={t('list.name')} className="min-h-0 flex-1">
            <Afterwards>
              <ConversationList scope={listed} onCompose={onCompose} />
            </Afterwards>
          </nav>
        </>
      )}
    </section>
  );
});
