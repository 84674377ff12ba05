import { infiniteQueryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { callFor, nextLink, query } from '@/shared/http';
import type { JournalFilter } from '../journal-filter';
import { sinceOf } from '../journal-filter';

/** What messaging made of a delivery. Absent while messaging cannot be asked. */
const outcome = z.object({
  verdict: z.string(),
  messageId: z.nullish(z.string()),
  threadId: z.nullish(z.string()),
  repeats: z.nullish(z.number()),
  effect: z.nullish(z.string()),
});
export type Outcome = z.output<typeof outcome>;

export const deliveryView = z.object({
  id: z.string(),
  place: z.catch(z.string(), ''),
  at: z.string(),
  source: z.catch(z.string(), ''),
  bytes: z.catch(z.number(), 0),
  kind: z.catch(z.string(), ''),
  reason: z.nullish(z.string()),
  from: z.nullish(z.string()),
  to: z.catch(z.array(z.string()), []),
  preview: z.nullish(z.string()),
  refId: z.nullish(z.string()),
  media: z.catch(z.number(), 0),
  outcome: z.nullish(outcome),
});
export type Delivery = z.output<typeof deliveryView>;

export interface DeliveryPage {
  items: Delivery[];
  next: string | null;
  /** How many records were looked at, and down to when, if the search stopped before its page was full. */
  scanned: number | null;
  until: string | null;
  /** Messaging could not be asked: no verdict of this page is known. */
  withoutOutcomes: boolean;
}

const PAGE = 50;

export const deliveriesKey = ['journal', 'deliveries'] as const;

/** What the carrier posted, newest first, page by page along the server's links. */
export function deliveriesQuery(filter: JournalFilter) {
  return infiniteQueryOptions({
    queryKey: [...deliveriesKey, filter],
    queryFn: async ({ pageParam, signal }): Promise<DeliveryPage> => {
      const { data, headers } = await callFor(z.array(deliveryView), pageParam ?? firstPage(filter), {
        signal,
      });
      const scanned = Number(headers.get('X-Journal-Scanned') ?? Number.NaN);
      return {
        items: data,
        next: nextLink(headers),
        scanned: Number.isFinite(scanned) ? scanned : null,
        until: headers.get('X-Journal-Until'),
        withoutOutcomes: headers.get('X-Journal-Outcomes') === 'unavailable',
      };
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    staleTime: 10_000,
  });
}

function firstPage(filter: JournalFilter): string {
  const { kind, source, number, verdict } = filter;
  return `/api/journal/deliveries${query({
    from: sinceOf(filter, Date.now()),
    to: filter.range === 'custom' ? filter.to : null,
    kind,
    source,
    number,
    verdict,
    limit: PAGE,
  })}`;
}
