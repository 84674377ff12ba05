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

/** The newest messages of a thread, joined to what is already here. The socket takes over from `lastSeq`. */
export function timelineQuery(threadId: string) {
  return queryOptions({
    queryKey: keys.timeline(threadId),
    queryFn: async ({ signal, client }): Promise<Timeline> => {
      const loaded = client.getQueryData<Timeline>(keys.timeline(threadId))?.messages.length ?? 0;
      const page = await fetchPage(threadId, loaded > PAGE ? LONG_PAGE : PAGE, undefined, signal);
      // Asked again: frames may have changed it while the page was on its way.
      const known = client.getQueryData<Timeline>(keys.timeline(threadId));
      return withNewest(known, { messages: page.messages, lastSeq: page.lastSeq, hasOlder: page.full });
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
  const page = await fetchPage(threadId, limit, oldest.seq);
  client.setQueryData<Timeline>(key, (timeline) =>
    timeline === undefined ? undefined : withOlder(timeline, page.messages, page.full),
  );
}

const FARTHEST_PAGES = 30;

/** Loads history until it contains a message found by the search. */
export async function loadBackTo(client: QueryClient, threadId: string, seq: number): Promise<void> {
  for (let page = 0; page < FARTHEST_PAGES; page += 1) {
    const timeline = client.getQueryData<Timeline>(keys.timeline(threadId));
    const oldest = timeline?.messages[0];
    if (timeline === undefined || oldest === undefined || oldest.seq <= seq || !timeline.hasOlder) {
      return;
    }
    await loadOlder(client, threadId, LONG_PAGE);
  }
}
