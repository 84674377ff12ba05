import type { QueryClient } from '@tanstack/react-query';
import { queryOptions } from '@tanstack/react-query';
import { keys } from '@/live/keys';
import type { ThreadList } from '@/live/thread-lists';
import { findInList, newerThread } from '@/live/thread-lists';
import type { Thread } from '@/shared/contract';
import { threadAnswer, threadOf } from '@/shared/contract';
import { callFor } from '@/shared/http';
import { Problem } from '@/shared/problem';

export async function fetchThread(id: string, signal?: AbortSignal): Promise<Thread> {
  const { data } = await callFor(threadAnswer, `/api/threads/${encodeURIComponent(id)}`, { signal });
  return threadOf(data);
}

function fromLists(client: QueryClient, id: string): Thread | undefined {
  for (const [, list] of client.getQueriesData<ThreadList>({ queryKey: keys.lists })) {
    const found = findInList(list, id);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}

/** One thread's summary; what a list already knows is shown at once. */
export function threadQuery(client: QueryClient, id: string) {
  return queryOptions({
    queryKey: keys.thread(id),
    queryFn: async ({ signal }) =>
      newerThread(client.getQueryData<Thread>(keys.thread(id)), await fetchThread(id, signal)),
    initialData: () => fromLists(client, id),
    staleTime: Infinity,
    retry: (failures, error) => failures < 2 && !(error instanceof Problem && error.status < 500),
  });
}
