import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { keys } from '@/live/keys';
import { callFor, query } from '@/shared/http';

const found = z.array(
  z.object({ external: z.string(), name: z.nullish(z.string()), numbers: z.catch(z.array(z.string()), []) }),
);
export type FoundContact = z.output<typeof found>[number];

const MIN = 2;
const MOST = 6;

/** To whom one could write: by part of a name or of a number, whoever wrote last first. */
export function recipientsQuery(words: string) {
  return queryOptions({
    queryKey: [...keys.contacts, 'recipients', words] as const,
    queryFn: async ({ signal }) =>
      (await callFor(found, `/api/contacts${query({ q: words, limit: MOST })}`, { signal })).data,
    enabled: words.length >= MIN,
    placeholderData: keepPreviousData,
    // They are a help: without them a number can still be written.
    retry: false,
    staleTime: 10_000,
  });
}
