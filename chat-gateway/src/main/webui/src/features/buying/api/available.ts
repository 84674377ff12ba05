import { infiniteQueryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { callFor, nextLink, query } from '@/shared/http';

const price = z.catch(z.nullish(z.pipe(z.union([z.number(), z.string()]), z.transform(Number))), undefined);

export const availableView = z.object({
  did: z.string(),
  ratecenter: z.catch(z.string(), ''),
  state: z.catch(z.string(), ''),
  /** US dollars as the carrier says now; absent when it does not. */
  monthlyPrice: price,
  setupPrice: price,
  perMinutePrice: price,
});
export type AvailableNumber = z.output<typeof availableView>;

/** What somebody looks for; empty parts do not count. */
export interface Search {
  npa: string;
  nxx: string;
  state: string;
  ratecenter: string;
  /** `*2020` ends in 2020, `*77*` has 77 somewhere; `?` is any one digit. */
  pattern: string;
}

const PAGE = 24;
/** A state is asked area code by area code. */
const TIMEOUT_MS = 60_000;

/** The carrier's shelf, page by page. Nothing on it is kept for the one who looks. */
export function availableQuery(search: Search | null) {
  return infiniteQueryOptions({
    queryKey: ['carrier', 'available', search],
    queryFn: async ({ pageParam, signal }) => {
      const path = pageParam ?? `/api/numbers/available${query({ ...search, limit: PAGE })}`;
      const { data, headers } = await callFor(z.array(availableView), path, {
        signal,
        timeoutMs: TIMEOUT_MS,
      });
      return { items: data, next: nextLink(headers) };
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    enabled: search !== null,
    staleTime: 60_000,
    retry: false,
  });
}
