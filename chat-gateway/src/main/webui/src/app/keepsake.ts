import type { DehydratedState, InfiniteData, QueryClient, QueryKey } from '@tanstack/react-query';
import { dehydrate, hydrate } from '@tanstack/react-query';
import { timelineQuery } from '@/features/thread/api/get-messages';
import type { LiveBridge } from '@/live/bridge';
import { keys } from '@/live/keys';
import type { ThreadList } from '@/live/thread-lists';
import type { Timeline } from '@/live/timeline';
import type { Me, Thread } from '@/shared/contract';
import { keep, readKept, throwAway } from '@/shared/device';
import { keptAt } from '@/shared/kept-at';
import { fetchMe, meQuery } from '@/shared/me';
import { settings } from '@/shared/settings';

/*
 * The last conversations, for reading without a network: what the cache holds of them is laid aside in the browser now and
 * then, for this agent alone, and put back when the page opens and nobody answers. It stays until somebody signs out, or
 * somebody else signs in, and no longer than a week.
 */

/** Bumped when what is kept would be misread by this release. */
const FORMAT = 1;
const LONGEST_MS = 7 * 24 * 3_600_000;
const SAVE_MS = 4_000;
const ROUND_MS = 20_000;
/** Conversations at the top of the list that can be read although they were not opened. */
const AHEAD = 12;
/** So many of them in one round: nobody should wait for what is only laid aside. */
const AT_ONCE = 4;
const MOST_TIMELINES = 30;
const MOST_MESSAGES = 80;
const MOST_PAGES = 2;
const AGAIN_MS = 10_000;
/** What the pages read besides conversations, small and the same for a while. */
const BESIDE: ReadonlySet<unknown> = new Set([
  'labels',
  'teams',
  'people',
  'templates',
  'contact-fields',
  'push',
]);

interface Kept {
  format: number;
  user: string;
  at: number;
  state: DehydratedState;
}

function keptOf(value: unknown): Kept | undefined {
  const kept = value as Partial<Kept> | undefined;
  return kept?.format === FORMAT &&
    typeof kept.user === 'string' &&
    typeof kept.at === 'number' &&
    kept.at > Date.now() - LONGEST_MS &&
    typeof kept.state === 'object'
    ? (kept as Kept)
    : undefined;
}

/** What is laid aside here now; for the settings. */
export async function whatIsKept(): Promise<{ at: number; conversations: number } | undefined> {
  const kept = keptOf(await readKept('reading'));
  return kept === undefined
    ? undefined
    : {
        at: kept.at,
        conversations: kept.state.queries.filter(({ queryKey }) => queryKey[0] === keys.timelines[0]).length,
      };
}

/**
 * Puts back what was laid aside, because nobody answers.
 *
 * @returns whether there was something
 */
export async function restore(client: QueryClient): Promise<boolean> {
  const kept = settings.get().offline ? keptOf(await readKept('reading')) : undefined;
  if (kept === undefined || client.getQueryData(meQuery.queryKey) !== undefined) {
    return false;
  }
  hydrate(client, kept.state);
  keptAt.set(kept.at);
  followReturn(client, kept.user);
  return client.getQueryData(meQuery.queryKey) !== undefined;
}

/** Asks who is signed in until somebody answers. Then all that was put back is read again. */
function followReturn(client: QueryClient, user: string): void {
  const ask = async (): Promise<void> => {
    let me: Me;
    try {
      me = await fetchMe();
    } catch {
      // Not yet; or the session is over, which the page says by itself.
      setTimeout(() => void ask(), AGAIN_MS);
      return;
    }
    window.removeEventListener('online', now);
    keptAt.set(null);
    if (me.user === user) {
      client.setQueryData(meQuery.queryKey, me);
      await client.invalidateQueries();
    } else {
      await throwAway('reading');
      window.location.reload();
    }
  };
  const now = (): void => void ask();
  window.addEventListener('online', now, { once: true });
  setTimeout(now, AGAIN_MS);
}

/**
 * Lays aside what is read, as long as the page is open.
 *
 * @returns what ends it
 */
export function startKeeping(client: QueryClient, user: string, bridge: LiveBridge): () => void {
  let timer: number | null = null;
  let ended = false;
  const save = (): void => {
    timer = null;
    if (settings.get().offline && !ended) {
      void keep('reading', {
        format: FORMAT,
        user,
        at: Date.now(),
        state: stateOf(client),
      } satisfies Kept);
    }
  };
  const later = (): void => {
    timer ??= window.setTimeout(save, SAVE_MS);
  };
  const atOnce = (): void => {
    if (document.visibilityState === 'hidden' && timer !== null) {
      clearTimeout(timer);
      save();
    }
  };
  const stopWatching = client.getQueryCache().subscribe((event) => {
    if (
      event.type === 'updated' &&
      event.action.type === 'success' &&
      isKept(event.query.queryKey as QueryKey)
    ) {
      later();
    }
  });
  const stopChoice = settings.subscribe(() => {
    if (!settings.get().offline) {
      void throwAway('reading');
    }
  });
  document.addEventListener('visibilitychange', atOnce);
  const round = window.setInterval(() => {
    if (settings.get().offline && bridge.status.get().state === 'live') {
      void readAhead(client);
    }
  }, ROUND_MS);
  later();
  return () => {
    ended = true;
    stopWatching();
    stopChoice();
    document.removeEventListener('visibilitychange', atOnce);
    clearInterval(round);
    if (timer !== null) {
      clearTimeout(timer);
    }
  };
}

/** The first conversations of the list, whether anybody has opened them here or not. */
async function readAhead(client: QueryClient): Promise<void> {
  const behind = newestThreads(client, AHEAD).filter(({ id, lastSeq }) => {
    const state = client.getQueryState<Timeline>(keys.timeline(id));
    return state?.fetchStatus !== 'fetching' && (state?.data?.lastSeq ?? 0) < lastSeq;
  });
  for (const { id } of behind.slice(0, AT_ONCE)) {
    // The newest page alone; who opens it reads on from there.
    await client.query({ ...timelineQuery(id), staleTime: 0, retry: false }).catch(() => undefined);
  }
}

function newestThreads(client: QueryClient, count: number): Thread[] {
  const found = new Map<string, Thread>();
  for (const [, list] of client.getQueriesData<ThreadList>({ queryKey: keys.lists })) {
    // Whoever has scrolled far holds tens of thousands; those at the top of a list are on its first page.
    for (const thread of list?.pages[0]?.items ?? []) {
      found.set(thread.id, thread);
    }
  }
  return [...found.values()]
    .filter(({ state }) => state !== 'closed')
    .sort((one, other) => Date.parse(other.lastMessageAt) - Date.parse(one.lastMessageAt))
    .slice(0, count);
}

function isKept(key: QueryKey): boolean {
  const [what] = key;
  return (
    what === meQuery.queryKey[0] ||
    what === keys.lists[0] ||
    what === keys.threads[0] ||
    what === keys.timelines[0] ||
    what === 'conversations' ||
    BESIDE.has(what)
  );
}

function stateOf(client: QueryClient): DehydratedState {
  const recent = client
    .getQueryCache()
    .findAll({ queryKey: keys.timelines })
    .filter(({ state }) => state.data !== undefined)
    .sort((one, other) => other.state.dataUpdatedAt - one.state.dataUpdatedAt)
    .slice(0, MOST_TIMELINES)
    .map(({ queryKey }) => queryKey[1]);
  const chosen = new Set(recent);
  const { queries } = dehydrate(client, {
    shouldDehydrateMutation: () => false,
    shouldDehydrateQuery: ({ queryKey, state }) =>
      state.data !== undefined &&
      isKept(queryKey) &&
      ((queryKey[0] !== keys.timelines[0] && queryKey[0] !== keys.threads[0]) || chosen.has(queryKey[1])),
  });
  return {
    mutations: [],
    queries: queries.map((query) => ({
      ...query,
      // A read that is under way is of this page only.
      promise: undefined,
      state: { ...query.state, status: 'success', error: null, fetchStatus: 'idle', data: shortened(query) },
    })),
  };
}

function shortened({ queryKey, state }: DehydratedState['queries'][number]): unknown {
  if (queryKey[0] === keys.timelines[0]) {
    const timeline = state.data as Timeline;
    return timeline.messages.length <= MOST_MESSAGES
      ? timeline
      : { ...timeline, messages: timeline.messages.slice(-MOST_MESSAGES), hasOlder: true };
  }
  if (queryKey[0] === keys.lists[0]) {
    const list = state.data as InfiniteData<unknown>;
    return { pages: list.pages.slice(0, MOST_PAGES), pageParams: list.pageParams.slice(0, MOST_PAGES) };
  }
  return state.data;
}
