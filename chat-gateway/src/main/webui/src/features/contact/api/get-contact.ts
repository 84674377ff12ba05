import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { keys } from '@/live/keys';
import { threadAnswer, threadOf } from '@/shared/contract';
import { callFor } from '@/shared/http';
import { Problem } from '@/shared/problem';

const merged = z.object({
  external: z.string(),
  name: z.nullish(z.string()),
  by: z.string(),
  at: z.string(),
});
export type Merged = z.output<typeof merged>;

/** A person as far as people describe them. */
export const contactCard = z.object({
  id: z.nullish(z.string()),
  external: z.string(),
  name: z.nullish(z.string()),
  notes: z.nullish(z.string()),
  fields: z.catch(z.record(z.string(), z.string()), {}),
  numbers: z.catch(z.array(z.string()), []),
  merged: z.catch(z.array(merged), []),
  version: z.number(),
});
export type ContactCard = z.output<typeof contactCard>;

const contactAnswer = z.extend(contactCard, {
  threads: z.catch(z.array(threadAnswer), []),
});

export async function parseContact(answer: Promise<{ data: z.output<typeof contactAnswer> }>) {
  const { data } = await answer;
  return { ...data, threads: data.threads.map(threadOf) };
}
export type Contact = Awaited<ReturnType<typeof parseContact>>;

export const pathOf = (external: string): string => `/api/contacts/${encodeURIComponent(external)}`;

/** Who writes from this number: what colleagues noted, and every conversation with them that we may see. */
export function contactQuery(external: string) {
  return queryOptions({
    queryKey: keys.contact(external),
    queryFn: ({ signal }) => parseContact(callFor(contactAnswer, pathOf(external), { signal })),
    staleTime: 30_000,
    retry: (failures, error) => failures < 2 && !(error instanceof Problem && error.status < 500),
  });
}

/** What a change replaces: the whole of what is noted. */
export interface Noted {
  name: string;
  notes: string;
  fields: Record<string, string>;
}

export function notedOf(card: ContactCard): Noted {
  return { name: card.name ?? '', notes: card.notes ?? '', fields: card.fields };
}

export function putContact(external: string, noted: Noted, version: number): Promise<Contact> {
  return parseContact(
    callFor(contactAnswer, pathOf(external), {
      method: 'PUT',
      json: {
        name: noted.name === '' ? null : noted.name,
        notes: noted.notes === '' ? null : noted.notes,
        fields: noted.fields,
        version,
      },
    }),
  );
}
