import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { callFor } from '@/shared/http';
import { deliveryView } from './deliveries';

const reading = z.object({
  kind: z.catch(z.string(), ''),
  reason: z.nullish(z.string()),
  events: z.catch(z.array(z.record(z.string(), z.unknown())), []),
});
export type Reading = z.output<typeof reading>;

/** What messaging wrote down when it took the delivery in. */
const recorded = z.object({
  kind: z.nullish(z.string()),
  verdict: z.catch(z.string(), ''),
  messageId: z.nullish(z.string()),
  threadId: z.nullish(z.string()),
  repeats: z.nullish(z.number()),
  effect: z.nullish(z.string()),
  message: z.nullish(
    z.object({
      from: z.catch(z.string(), ''),
      to: z.catch(z.string(), ''),
      body: z.catch(z.string(), ''),
      media: z.catch(z.array(z.string()), []),
      refId: z.nullish(z.string()),
    }),
  ),
  receipt: z.nullish(
    z.object({
      stat: z.catch(z.string(), ''),
      err: z.nullish(z.string()),
      refId: z.nullish(z.string()),
      text: z.catch(z.string(), ''),
    }),
  ),
});
export type Recorded = z.output<typeof recorded>;

const rawDelivery = z.extend(deliveryView, {
  contentType: z.nullish(z.string()),
  headers: z.catch(z.record(z.string(), z.union([z.string(), z.array(z.string())])), {}),
  body: z.catch(z.string(), ''),
  bodyBase64: z.nullish(z.string()),
  reading: z.nullish(reading),
  recorded: z.nullish(recorded),
});
export type RawDelivery = z.output<typeof rawDelivery>;

/** One delivery with its bytes, how it is read today, and what messaging recorded. */
export function deliveryQuery(id: string) {
  return queryOptions({
    queryKey: ['journal', 'delivery', id],
    queryFn: async ({ signal }) =>
      (await callFor(rawDelivery, `/api/journal/deliveries/${encodeURIComponent(id)}`, { signal })).data,
    staleTime: 10_000,
  });
}
