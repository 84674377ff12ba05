import { infiniteQueryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { callFor, nextLink, query } from '@/shared/http';
import type { Standing } from './decision';
import { decisionView } from './decision';
import { deliveryView } from './deliveries';

const quarantined = z.object({
  place: z.string(),
  at: z.string(),
  reason: z.catch(z.string(), ''),
  delivery: z.nullish(deliveryView),
  decision: z.nullish(decisionView),
});
export type Quarantined = z.output<typeof quarantined>;

export const quarantineKey = ['journal', 'quarantine'] as const;

/** Deliveries nobody could read, newest first. */
export function quarantineQuery(state: Standing) {
  return infiniteQueryOptions({
    queryKey: [...quarantineKey, state],
    queryFn: async ({ pageParam, signal }) => {
      const { data, headers } = await callFor(
        z.array(quarantined),
        pageParam ?? `/api/journal/quarantine${query({ state, limit: 50 })}`,
        { signal },
      );
      return { items: data, next: nextLink(headers) };
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
}
