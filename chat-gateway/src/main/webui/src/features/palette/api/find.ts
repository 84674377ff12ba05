import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { keys } from '@/live/keys';
import type { Thread } from '@/shared/contract';
import { threadAnswer, threadOf } from '@/shared/contract';
import { callFor, query } from '@/shared/http';
import { Problem } from '@/shared/problem';

const MIN = 2;
const found = z.object({ threads: z.array(threadAnswer) });

const stubborn = (failures: number, error: Error): boolean => failures < 1 && !(error instanceof Problem);

/** Conversations by a name or part of a number, closed ones too. */
export function threadsCalled(words: string) {
  return queryOptions({
    queryKey: ['palette', 'threads', words],
    queryFn: async ({ signal }) => {
      const { data } = await callFor(found, `/api/search${query({ q: words, limit: 1 })}`, { signal });
      return data.threads.map(threadOf);
    },
    enabled: words.length >= MIN,
    placeholderData: keepPreviousData,
    retry: stubborn,
    staleTime: 10_000,
    gcTime: 60_000,
  });
}

const contact = z.object({
  external: z.string(),
  name: z.nullish(z.string()),
  numbers: z.catch(z.array(z.string()), []),
  threadId: z.nullish(z.string()),
});
export type Contact = z.infer<typeof contact>;

/** People by name or number. A server that knows no contacts has none. */
export function contactsCalled(words: string) {
  return queryOptions({
    queryKey: ['palette', 'contacts', words],
    queryFn: async ({ signal }): Promise<Contact[]> => {
      try {
        const path = `/api/contacts${query({ q: words, limit: 5 })}`;
        return (await callFor(z.array(contact), path, { signal })).data;
      } catch (error) {
        if (signal.aborted) {
          throw error;
        }
        return [];
      }
    },
    enabled: words.length >= MIN,
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: 10_000,
    gcTime: 60_000,
  });
}

/** A conversation that is remembered, but not in any list that was read. */
export function threadOfId(id: string) {
  return queryOptions({
    queryKey: ['palette', ...keys.thread(id)],
    queryFn: async ({ signal }): Promise<Thread | null> => {
      try {
        const { data } = await callFor(threadAnswer, `/api/threads/${encodeURIComponent(id)}`, { signal });
        return threadOf(data);
      } catch (error) {
        if (signal.aborted) {
          throw error;
        }
        // Gone, or no longer theirs to see.
        return null;
      }
    },
    retry: false,
    staleTime: 60_000,
  });
}
