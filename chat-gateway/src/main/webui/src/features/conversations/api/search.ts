import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { messageView, threadAnswer, threadOf } from '@/shared/contract';
import { callFor, query } from '@/shared/http';

const answer = z.object({
  messages: z.array(z.object({ message: messageView, thread: threadAnswer })),
  threads: z.array(threadAnswer),
});

export const MIN_SEARCH = 2;

export function searchQuery(words: string) {
  return queryOptions({
    queryKey: ['search', words],
    queryFn: async ({ signal }) => {
      const { data } = await callFor(answer, `/api/search${query({ q: words })}`, { signal });
      return {
        messages: data.messages.map((hit) => ({ message: hit.message, thread: threadOf(hit.thread) })),
        threads: data.threads.map(threadOf),
      };
    },
    enabled: words.length >= MIN_SEARCH,
    placeholderData: keepPreviousData,
    staleTime: 10_000,
    gcTime: 60_000,
  });
}
