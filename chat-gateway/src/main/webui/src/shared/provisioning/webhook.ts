import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { callFor } from '@/shared/http';

const webhookView = z.object({
  /** Numbers at the carrier point to it by this name. */
  name: z.string(),
  /** Its token hidden; absent when the carrier has none of that name. */
  url: z.nullish(z.string()),
  /** Where it should post to. */
  wantedUrl: z.nullish(z.string()),
  receipts: z.nullish(z.boolean()),
  method: z.nullish(z.string()),
  asWanted: z.catch(z.boolean(), false),
  tokenAsWanted: z.nullish(z.boolean()),
  addressAsWanted: z.nullish(z.boolean()),
  /** Absent when the intake could not be asked. */
  intakeTakesOurToken: z.nullish(z.boolean()),
  numbers: z.catch(z.number(), 0),
  checkedAt: z.nullish(z.string()),
});
export type OurWebhook = z.output<typeof webhookView>;

export const webhookKey = ['webhook'] as const;

const CARRIER_MS = 60_000;

/** Where the carrier posts what comes to our numbers; asked of the carrier and of the intake. */
export const webhookQuery = queryOptions({
  queryKey: webhookKey,
  queryFn: async ({ signal }) =>
    (await callFor(webhookView, '/api/webhook', { signal, timeoutMs: CARRIER_MS })).data,
  staleTime: 60_000,
  retry: false,
});

/** Writes it anew at the carrier, with the token of today. Refused unless the intake takes that token. */
export async function renewWebhook(key: string): Promise<OurWebhook> {
  const { data } = await callFor(webhookView, '/api/webhook/renew', {
    method: 'POST',
    headers: { 'Idempotency-Key': key },
    timeoutMs: CARRIER_MS,
  });
  return data;
}
