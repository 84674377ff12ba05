import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { keys } from '@/live/keys';
import { callFor, query } from '@/shared/http';

const found = z.array(
  z.object({
    external: z.string(),
    name: z.nullish(z.string()),
    numbers: z.catch(z.array(z.string()), []),
    threadId: z.string(),
    lastMessageAt: z.string(),
  }),
);
export type FoundContact = z.output<typeof found>[number];

/** People by part of a name or a number; those who wrote last for an empty text. */
export function foundContactsQuery(text: string) {
  return queryOptions({
    queryKey: [...keys.contacts, 'found', text] as const,
    queryFn: async ({ signal }) =>
      (await callFor(found, `/api/contacts${query({ q: text, limit: 20 })}`, { signal })).data,
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });
}
