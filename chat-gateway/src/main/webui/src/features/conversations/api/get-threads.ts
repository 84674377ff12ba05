import { infiniteQueryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import type { ListScope } from '@/live/keys';
import { keys } from '@/live/keys';
import type { ThreadPage } from '@/live/thread-lists';
import { newerThread } from '@/live/thread-lists';
import type { Thread } from '@/shared/contract';
import { threadAnswer, threadOf } from '@/shared/contract';
import { callFor, nextLink, query } from '@/shared/http';

const PAGE = 50;
const answer = z.array(threadAnswer);

export function firstPage(scope: ListScope): string {
  return `/api/threads${query({ filter: scope.filter, did: scope.did, label: scope.label, limit: PAGE })}`;
}

/** One list of conversations, newest activity first, page by page along the server's links. */
export function threadsQuery(scope: ListScope) {
  return infiniteQueryOptions({
    queryKey: keys.list(scope),
    queryFn: async ({ pageParam, signal, client }): Promise<ThreadPage> => {
      const { data, headers } = await callFor(answer, pageParam ?? firstPage(scope), { signal });
      const items = data
        .map(threadOf)
        .map((thread) => newerThread(client.getQueryData<Thread>(keys.thread(thread.id)), thread));
      return { items, next: nextLink(headers) };
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    staleTime: Infinity,
  });
}
