import { useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { Clock, Command as CommandIcon, MessageSquareText, Search, UserRound } from 'lucide-react';
import type { KeyboardEvent, ReactNode } from 'react';
import { useDeferredValue, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { keys } from '@/live/keys';
import type { ThreadPage } from '@/live/thread-lists';
import { combosOf, possible, titleOf, useCommands } from '@/shared/commands';
import type { Thread } from '@/shared/contract';
import { formatPhone } from '@/shared/format';
import { useT } from '@/shared/i18n/i18n';
import '@/shared/i18n/palette-texts';
import { useMe } from '@/shared/me';
import { Afterwards } from '@/shared/ui/afterwards';
import { Avatar } from '@/shared/ui/avatar';
import { Keys } from '@/shared/ui/keys';
import { NumberName } from '@/shared/ui/number-name';
import { contactsCalled, threadOfId, threadsCalled } from './api/find';
import { rank, read } from './ranking';
import { recentThreads } from './recent';

interface PaletteProps {
  onClose: () => void;
  /** Looks for the words in the messages themselves. */
  onSearch: (words: string) => void;
}

interface Entry {
  id: string;
  section: 'recent' | 'threads' | 'contacts' | 'commands' | 'search';
  title: string;
  detail?: ReactNode;
  picture: ReactNode;
  combos?: readonly string[];
  run: () => void;
}

const MOST = { recent: 6, threads: 7, contacts: 5, commands: 8, empty: 12 };
const icon = 'mx-1.5 size-5 shrink-0 text-ink-3';

/** Finds conversations, contacts and what can be done, while one types; closes before it does anything. */
export function Palette({ onClose, onSearch }: PaletteProps) {
  const { t } = useT();
  const dialog = useRef<HTMLDialogElement>(null);
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(0);
  const base = useId();
  const next = useRef<(() => void) | null>(null);
  const entries = useEntries(useDeferredValue(text.trim()), onSearch);
  const at = Math.min(chosen, entries.length - 1);

  useEffect(() => {
    const element = dialog.current;
    if (element?.open === false) {
      element.showModal();
    }
  }, []);

  function choose(entry: Entry | undefined): void {
    if (entry !== undefined) {
      next.current = entry.run;
      dialog.current?.close();
    }
  }

  function closed(): void {
    onClose();
    // The page is reachable again, and the focus is back where it was.
    const run = next.current;
    next.current = null;
    if (run !== null) {
      setTimeout(run);
    }
  }

  function move(event: KeyboardEvent): void {
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 6, PageUp: -6 };
    const step = steps[event.key];
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
      event.preventDefault();
      dialog.current?.close();
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault();
      choose(entries[at]);
    } else if (step !== undefined && entries.length > 0) {
      event.preventDefault();
      const to =
        Math.abs(step) === 1
          ? (at + step + entries.length) % entries.length
          : Math.min(entries.length - 1, Math.max(0, at + step));
      setChosen(to);
      document.getElementById(`${base}-${to}`)?.scrollIntoView({ block: 'nearest' });
    }
  }

  return (
    // A press on the backdrop lands on the dialog itself; the keyboard has Escape.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/click-events-have-key-events
    <dialog
      ref={dialog}
      aria-label={t('palette.title')}
      data-palette
      onClose={closed}
      onClick={(event) => {
        if (event.target === dialog.current) {
          dialog.current.close();
        }
      }}
      className="pop mx-auto mt-[12vh] mb-auto w-[calc(100%-1.5rem)] max-w-xl rounded-2xl border border-line bg-paper p-0 text-ink shadow-float"
    >
      <div className="flex max-h-[70dvh] flex-col">
        <div className="flex items-center gap-3 border-b border-line px-4">
          <Search className="size-5 shrink-0 text-ink-3" aria-hidden="true" />
          <input
            type="text"
            role="combobox"
            aria-label={t('palette.label')}
            aria-expanded="true"
            aria-controls={`${base}-list`}
            aria-activedescendant={at >= 0 ? `${base}-${at}` : undefined}
            aria-autocomplete="list"
            // The palette is opened to write in it, as a menu is to choose from it.
            // eslint-disable-next-line jsx-a11y/no-autofocus
            autoFocus
            autoComplete="off"
            spellCheck={false}
            placeholder={t('palette.placeholder')}
            value={text}
            onChange={(event) => {
              setText(event.target.value);
              setChosen(0);
            }}
            onKeyDown={move}
            className="h-13 min-w-0 flex-1 bg-transparent text-base outline-none placeholder:text-ink-3"
          />
          <kbd className="rounded-md border border-line-strong bg-linen px-1.5 py-0.5 text-xs font-semibold text-ink-3 max-sm:hidden">
            Esc
          </kbd>
        </div>
        <div
          id={`${base}-list`}
          role="listbox"
          aria-label={t('palette.title')}
          className="overflow-y-auto p-2"
        >
          <Afterwards>
            {sectionsOf(entries).map(({ section, from, items }) => (
              <div key={section} role="group" aria-labelledby={`${base}-${section}`}>
                <p
                  id={`${base}-${section}`}
                  className="px-3 pt-2 pb-1 text-xs font-bold tracking-wide text-thread uppercase"
                >
                  {t(`palette.section.${section}`)}
                </p>
                {items.map((entry, index) => (
                  <Option
                    key={entry.id}
                    id={`${base}-${from + index}`}
                    entry={entry}
                    chosen={from + index === at}
                    onPoint={() => setChosen(from + index)}
                    onChoose={() => choose(entry)}
                  />
                ))}
              </div>
            ))}
          </Afterwards>
        </div>
        {entries.length === 0 && (
          <p className="px-5 pt-2 pb-6 text-center text-sm text-ink-2">
            {t('palette.none', { query: text.trim() })}
          </p>
        )}
        <p role="status" className="sr-only">
          {t('palette.found', { count: entries.length })}
        </p>
        <p className="border-t border-line px-4 py-2 text-xs text-ink-3 max-sm:hidden" aria-hidden="true">
          {t('palette.hint')}
        </p>
      </div>
    </dialog>
  );
}

interface OptionProps {
  id: string;
  entry: Entry;
  chosen: boolean;
  onPoint: () => void;
  onChoose: () => void;
}

function Option({ id, entry, chosen, onPoint, onChoose }: OptionProps) {
  return (
    // The keys are the input's: it says which option is meant.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      id={id}
      role="option"
      aria-selected={chosen}
      data-entry={entry.id}
      onPointerMove={onPoint}
      onClick={onChoose}
      className="flex min-h-11 cursor-default items-center gap-3 rounded-xl px-2 py-1.5 aria-selected:bg-thread-soft"
    >
      {entry.picture}
      <span className="min-w-0 flex-1">
        <span className="block truncate text-sm font-medium">{entry.title}</span>
        {entry.detail !== undefined && (
          <span className="block truncate text-xs text-ink-3">{entry.detail}</span>
        )}
      </span>
      {entry.combos?.[0] !== undefined && <Keys combo={entry.combos[0]} />}
    </div>
  );
}

function sectionsOf(
  entries: readonly Entry[],
): { section: Entry['section']; from: number; items: Entry[] }[] {
  const sections: { section: Entry['section']; from: number; items: Entry[] }[] = [];
  entries.forEach((entry, index) => {
    const last = sections.at(-1);
    if (last?.section === entry.section) {
      last.items.push(entry);
    } else {
      sections.push({ section: entry.section, from: index, items: [entry] });
    }
  });
  return sections;
}

/** What answers to the words: at once from what is here, then from the server. */
function useEntries(query: string, onSearch: (words: string) => void): Entry[] {
  const { t } = useT();
  const me = useMe();
  const client = useQueryClient();
  const [, navigate] = useLocation();
  const known = useCommands();
  const { words, digits } = useMemo(() => read(query), [query]);
  const [ids] = useState(() => recentThreads(me.user));
  const remembered = useQueries({
    queries: ids.map((id) => ({
      ...threadOfId(id),
      initialData: () => client.getQueryData<Thread>(keys.thread(id)),
    })),
  });
  const recent = remembered.map(({ data }) => data).filter((thread): thread is Thread => thread != null);
  const called = useQuery(threadsCalled(query));
  const people = useQuery(contactsCalled(query));

  const threadEntry = (section: 'recent' | 'threads', thread: Thread): Entry => ({
    id: `thread:${thread.id}`,
    section,
    title: thread.displayName ?? formatPhone(thread.external),
    detail: (
      <>
        {thread.displayName != null && `${formatPhone(thread.external)} · `}
        <NumberName did={thread.did} />
      </>
    ),
    picture:
      section === 'recent' && query === '' ? (
        <Clock className={icon} aria-hidden="true" />
      ) : (
        <Avatar name={thread.displayName} phone={thread.external} size="md" />
      ),
    run: () => navigate(`/t/${thread.id}`),
  });

  const scoreOf = (thread: Thread): number | null =>
    digits.length >= 2
      ? thread.external.includes(digits)
        ? 1
        : null
      : rank(words, thread.displayName ?? formatPhone(thread.external));

  const recentFound = best(recent, query === '' ? () => 0 : scoreOf).slice(0, MOST.recent);
  const lists = client.getQueriesData<{ pages: ThreadPage[] }>({ queryKey: keys.lists });
  const loaded = lists.flatMap(([, data]) => data?.pages.flatMap((page) => page.items) ?? []);
  const seen = new Set(recentFound.map(({ id }) => id));
  const others: Thread[] = [];
  for (const thread of query === '' ? [] : [...best(loaded, scoreOf), ...(called.data ?? [])]) {
    if (!seen.has(thread.id) && others.length < MOST.threads) {
      seen.add(thread.id);
      others.push(thread);
    }
  }

  const contacts = (query === '' ? [] : (people.data ?? []))
    .filter(({ threadId }) => threadId != null && !seen.has(threadId))
    .slice(0, MOST.contacts)
    .map((person): Entry => ({
      id: `contact:${person.external}`,
      section: 'contacts',
      title: person.name ?? formatPhone(person.external),
      ...(person.name != null && { detail: person.numbers.map(formatPhone).join(' · ') }),
      picture: <UserRound className={icon} aria-hidden="true" />,
      run: () => navigate(`/t/${person.threadId ?? ''}`),
    }));

  const possibleNow = known.filter((command) => command.onlyKeys !== true && possible(command));
  const commands = best(possibleNow, (command) =>
    query === '' ? 0 : rank(words, `${titleOf(command)} ${command.words ?? ''}`),
  )
    .slice(0, query === '' ? MOST.empty : MOST.commands)
    .map((command): Entry => ({
      id: `command:${command.id}`,
      section: 'commands',
      title: titleOf(command),
      picture: <CommandIcon className={icon} aria-hidden="true" />,
      combos: combosOf(command),
      run: command.run,
    }));

  const search: Entry[] =
    query.length < 2
      ? []
      : [
          {
            id: 'search',
            section: 'search',
            title: t('palette.searchFor', { query }),
            picture: <MessageSquareText className={icon} aria-hidden="true" />,
            run: () => onSearch(query),
          },
        ];
  return [
    ...recentFound.map((thread) => threadEntry('recent', thread)),
    ...others.map((thread) => threadEntry('threads', thread)),
    ...contacts,
    ...commands,
    ...search,
  ];
}

/** Those that answer, the best first; of equals the earlier. */
function best<T>(all: readonly T[], scoreOf: (one: T) => number | null): T[] {
  return all
    .map((one) => ({ one, score: scoreOf(one) }))
    .filter((entry): entry is { one: T; score: number } => entry.score !== null)
    .sort((a, b) => b.score - a.score)
    .map(({ one }) => one);
}
