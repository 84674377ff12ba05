import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { callFor } from '@/shared/http';
import { decisionView } from './decision';

const rawRecord = z.object({
  place: z.string(),
  at: z.string(),
  key: z.nullish(z.string()),
  headers: z.catch(z.record(z.string(), z.union([z.string(), z.array(z.string())])), {}),
  value: z.catch(z.string(), ''),
  valueBase64: z.nullish(z.string()),
  decision: z.nullish(decisionView),
});
export type RawRecord = z.output<typeof rawRecord>;

export const recordsKey = ['journal', 'record'] as const;

/** One record as it lies in its topic. */
export function recordQuery(place: string) {
  return queryOptions({
    queryKey: [...recordsKey, place],
    queryFn: async ({ signal }) =>
      (await callFor(rawRecord, `/api/journal/records/${encodeURIComponent(place)}`, { signal })).data,
    staleTime: 10_000,
  });
}
