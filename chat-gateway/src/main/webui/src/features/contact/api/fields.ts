import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { keys } from '@/live/keys';
import { callFor } from '@/shared/http';

export const kinds = ['text', 'date', 'number', 'choice'] as const;
export type Kind = (typeof kinds)[number];

const field = z.object({
  key: z.string(),
  name: z.string(),
  kind: z.catch(z.enum(kinds), 'text'),
  choices: z.catch(z.array(z.string()), []),
});
export type Field = z.output<typeof field>;

const form = z.object({ fields: z.catch(z.array(field), []), version: z.number() });
export type Form = z.output<typeof form>;

/** Which fields contacts have beside name and notes. */
export const fieldsQuery = queryOptions({
  queryKey: keys.contactFields,
  queryFn: async ({ signal }) => (await callFor(form, '/api/contact-fields', { signal })).data,
  staleTime: 5 * 60_000,
});

/** @param wanted one that is new has no key yet */
export async function putFields(
  wanted: readonly (Omit<Field, 'key'> & { key?: string | undefined })[],
  version: number,
): Promise<Form> {
  const { data } = await callFor(form, '/api/contact-fields', {
    method: 'PUT',
    json: { fields: wanted, version },
  });
  return data;
}
