import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { keys } from '@/live/keys';
import { callFor, query } from '@/shared/http';
import type { ContactCard } from './get-contact';
import { contactCard, pathOf } from './get-contact';

const preview = z.object({
  name: z.nullish(z.string()),
  names: z.catch(z.array(z.string()), []),
  notes: z.nullish(z.string()),
  fields: z.catch(z.record(z.string(), z.string()), {}),
  conflicts: z.catch(z.record(z.string(), z.array(z.string())), {}),
  numbers: z.catch(z.array(z.string()), []),
  version: z.number(),
  withVersion: z.number(),
});
export type MergePreview = z.output<typeof preview>;

/** What a merge would make of the two. Never from the cache: what is shown is what will happen. */
export function mergePreviewQuery(external: string, other: string) {
  return queryOptions({
    queryKey: [...keys.contact(external), 'merge', other] as const,
    queryFn: async ({ signal }) =>
      (await callFor(preview, `${pathOf(external)}/merge${query({ with: other })}`, { signal })).data,
    gcTime: 0,
    staleTime: 0,
    retry: false,
  });
}

export interface MergeChoice {
  with: string;
  name: string;
  notes: string;
  fields: Record<string, string>;
  version: number;
  withVersion: number;
}

export async function mergeContacts(
  external: string,
  choice: MergeChoice,
  key: string,
): Promise<ContactCard> {
  const { data } = await callFor(contactCard, `${pathOf(external)}/merge`, {
    method: 'POST',
    json: choice,
    headers: { 'Idempotency-Key': key },
  });
  return data;
}

export async function splitContact(external: string, leaving: string, key: string): Promise<ContactCard> {
  const { data } = await callFor(contactCard, `${pathOf(external)}/split`, {
    method: 'POST',
    json: { external: leaving },
    headers: { 'Idempotency-Key': key },
  });
  return data;
}
