import { infiniteQueryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import type { ListScope } from '@/live/keys';
import { keys } from '@/live/keys';
import { narrowed } from '@/live/thread-counts';
import type { ThreadPage } from '@/live/thread-lists';
import { newerThread } from '@/live/thread-lists';
import type { Thread } from '@/shared/contract';
import { threadAnswer, threadOf } from '@/shared/contract';
import { callFor, nextLink, query } from '@/shared/http';

/** The first page is small, so that it is there at once; whoever goes on reading gets more at a time. */
const FIRST = 50;
const MORE = 200;
const answer = z.array(threadAnswer);

export function firstPage(scope: ListScope): string {
  return `/api/threads${query([['filter', scope.filter], ...narrowed(scope), ...sorted(scope), ['limit', FIRST]])}`;
}

/** As it stands in addresses: who says nothing gets the newest first. */
export function sorted({ order }: Pick<ListScope, 'order'>): [string, string][] {
  return order === 'activity' ? [] : [['order', order]];
}

function larger(address: string): string {
  const [path, parameters] = address.split('?', 2);
  const next = new URLSearchParams(parameters);
  next.set('limit', String(MORE));
  return `${path ?? ''}?${next.toString()}`;
}

async function page(address: string, signal?: AbortSignal): Promise<ThreadPage> {
  const { data, headers } = await callFor(answer, address, { signal });
  return { items: data.map(threadOf), next: nextLink(headers) };
}

/** The newest threads of a list, in whatever order it stands, as the server has them now. */
export async function fetchNewest(scope: ListScope): Promise<Thread[]> {
  return (await page(firstPage({ ...scope, order: 'activity' }))).items;
}

/** One list of conversations in its order, page by page along the server's links. */
export function threadsQuery(scope: ListScope) {
  return infiniteQueryOptions({
    queryKey: keys.list(scope),
    queryFn: async ({ pageParam, signal, client }): Promise<ThreadPage> => {
      const { items, next } = await page(pageParam === null ? firstPage(scope) : larger(pageParam), signal);
      return {
        items: items.map((thread) =>
          newerThread(client.getQueryData<Thread>(keys.thread(thread.id)), thread),
        ),
        next,
      };
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    staleTime: Infinity,
  });
}
