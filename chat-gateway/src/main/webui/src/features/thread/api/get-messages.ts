import type { QueryClient } from '@tanstack/react-query';
import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { keys } from '@/live/keys';
import type { Timeline } from '@/live/timeline';
import { withNewest, withOlder } from '@/live/timeline';
import type { Message } from '@/shared/contract';
import { messageView } from '@/shared/contract';
import { callFor, query } from '@/shared/http';
import { Problem } from '@/shared/problem';

const PAGE = 50;
const LONG_PAGE = 100;
/** So many pages are read again behind the newest one, before history is let go of instead. */
const MOST_PAGES = 12;
const answer = z.array(messageView);

interface Page {
  messages: Message[];
  lastSeq: number;
  full: boolean;
}

async function fetchPage(
  threadId: string,
  limit: number,
  before?: number,
  signal?: AbortSignal,
): Promise<Page> {
  const path = `/api/threads/${encodeURIComponent(threadId)}/messages${query({ before, limit })}`;
  const { data, headers } = await callFor(answer, path, { signal });
  const messages = data.toSorted((a, b) => a.seq - b.seq);
  const header = Number(headers.get('X-Thread-Last-Seq') ?? Number.NaN);
  const lastSeq = Number.isFinite(header) ? header : (messages.at(-1)?.seq ?? 0);
  return { messages, lastSeq, full: data.length >= limit };
}

/**
 * The newest messages of a thread; when some are already here, as far back as those, so that nothing between is missing
 * and no old tick stays behind. The socket takes over from `lastSeq`.
 */
export function timelineQuery(threadId: string) {
  return queryOptions({
    queryKey: keys.timeline(threadId),
    queryFn: async ({ signal, client }): Promise<Timeline> => {
      const loaded = () => client.getQueryData<Timeline>(keys.timeline(threadId))?.messages;
      const size = (loaded()?.length ?? 0) > PAGE ? LONG_PAGE : PAGE;
      // Its number was read first: what the later pages say is newer, never older.
      const { messages, lastSeq, full } = await fetchPage(threadId, size, undefined, signal);
      let newest: Timeline = { messages, lastSeq, hasOlder: full };
      for (let pages = 1; pages < MOST_PAGES && newest.hasOlder; pages += 1) {
        const oldest = newest.messages[0]?.seq ?? 0;
        // Asked each time: the agent may have scrolled further back meanwhile.
        if (oldest <= (loaded()?.[0]?.seq ?? Infinity)) {
          break;
        }
        const page = await fetchPage(threadId, LONG_PAGE, oldest, signal);
        newest = withOlder(newest, page.messages, page.full);
      }
      // Asked again: frames may have changed it while the pages were on their way.
      return withNewest(client.getQueryData<Timeline>(keys.timeline(threadId)), newest);
    },
    staleTime: Infinity,
    gcTime: 15 * 60_000,
    retry: (failures, error) => failures < 2 && !(error instanceof Problem && error.status < 500),
  });
}

/** Puts the page before the oldest loaded message into the cache. */
export async function loadOlder(client: QueryClient, threadId: string, limit = PAGE): Promise<void> {
  const key = keys.timeline(threadId);
  const oldest = client.getQueryData<Timeline>(key)?.messages[0];
  if (oldest === undefined) {
    return;
  }
  let page = await fetchPage(threadId, limit, oldest.seq);
  // Changes of messages that were not loaded yet went by while the page was on its way.
  const lastSeq = (): number => client.getQueryData<Timeline>(key)?.lastSeq ?? 0;
  for (let again = 0; again < 3 && lastSeq() > page.lastSeq; again += 1) {
    page = await fetchPage(threadId, limit, oldest.seq);
  }
  client.setQueryData<Timeline>(key, (timeline) =>
    timeline === undefined ? undefined : withOlder(timeline, page.messages, page.full),
  );
}

const WIDEST_PAGE = 200;
const FARTHEST_PAGES = 50;

/**
 * Loads history until it contains a message, however it was found.
 *
 * @returns false when that is farther back than is loaded at once
 */
export async function loadBackTo(client: QueryClient, threadId: string, seq: number): Promise<boolean> {
  for (let page = 0; page < FARTHEST_PAGES; page += 1) {
    const timeline = client.getQueryData<Timeline>(keys.timeline(threadId));
    const oldest = timeline?.messages[0];
    if (timeline === undefined || oldest === undefined || oldest.seq <= seq || !timeline.hasOlder) {
      return true;
    }
    await loadOlder(client, threadId, WIDEST_PAGE);
  }
  return false;
}

/** The number of the first message written at a moment or later; null when there is none. */
export async function placeAt(threadId: string, at: Date): Promise<number | null> {
  const path = `/api/threads/${encodeURIComponent(threadId)}/messages`;
  const { data } = await callFor(answer, `${path}${query({ at: at.toISOString(), limit: 1 })}`);
  return data[0]?.seq ?? null;
}
