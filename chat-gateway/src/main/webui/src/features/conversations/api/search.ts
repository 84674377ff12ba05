import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import * as z from 'zod/mini';
import type { Message, Thread } from '@/shared/contract';
import { messageView, threadAnswer, threadOf } from '@/shared/contract';
import { callFor, nextLink, query } from '@/shared/http';
import { Problem } from '@/shared/problem';
import type { Mark } from '@/shared/words';

const answer = z.object({
  messages: z.array(
    z.object({
      message: messageView,
      thread: threadAnswer,
      marks: z.catch(z.array(z.tuple([z.number(), z.number()])), []),
    }),
  ),
  threads: z.array(threadAnswer),
});

export const MIN_SEARCH = 2;

export interface Hit {
  message: Message;
  thread: Thread;
  marks: Mark[];
}

interface Page {
  messages: Hit[];
  threads: Thread[];
  /** Where older ones are; a page can be short, and even empty, although there is one. */
  next: string | null;
}

/** What the words find, newest first, page by page along the server's links. */
export function searchQuery(words: string) {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return infiniteQueryOptions({
    queryKey: ['search', words],
    queryFn: async ({ pageParam, signal }): Promise<Page> => {
      const path = pageParam ?? `/api/search${query({ q: words, zone })}`;
      const { data, headers } = await callFor(answer, path, { signal });
      return {
        messages: data.messages.map((hit) => ({ ...hit, thread: threadOf(hit.thread) })),
        threads: data.threads.map(threadOf),
        next: nextLink(headers),
      };
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    enabled: words.length >= MIN_SEARCH,
    placeholderData: keepPreviousData,
    retry: (failures, error) => failures < 2 && !(error instanceof Problem && error.status < 500),
    staleTime: 10_000,
    gcTime: 60_000,
  });
}
