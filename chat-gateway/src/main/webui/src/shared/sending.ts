import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { numberFormat } from './format';
import { callFor } from './http';
import type { Language } from './settings';

const price = z.object({
  currency: z.string(),
  segment: z.nullish(z.number()),
  mms: z.nullish(z.number()),
});
/** What sending from a number costs, as far as anybody has said. */
export type Price = z.output<typeof price>;

const numberSending = z.object({
  did: z.string(),
  campaignId: z.nullish(z.string()),
  waiting: z.catch(z.object({ live: z.number(), bulk: z.number() }), { live: 0, bulk: 0 }),
  perMinute: z.nullish(z.number()),
  dayLimit: z.nullish(z.number()),
  dayUsed: z.catch(z.number(), 0),
  dayResetsAt: z.nullish(z.string()),
  resting: z.nullish(z.object({ reason: z.string(), until: z.nullish(z.string()) })),
  price: z.catch(z.nullish(price), undefined),
});
export type NumberSending = z.output<typeof numberSending>;

const EVERY_MS = 60_000;

/** How sending goes on the numbers this agent sees: what the day still allows, and whether the carrier lets us in. */
export const sendingQuery = queryOptions({
  queryKey: ['sending'],
  queryFn: async ({ signal }) => (await callFor(z.array(numberSending), '/api/sending', { signal })).data,
  refetchInterval: EVERY_MS,
  staleTime: EVERY_MS / 2,
  retry: false,
});

/** From this part of a day's allowance on it is worth a line. */
const TELL_FROM = 0.7;

export interface Budget {
  used: number;
  limit: number;
  resetsAt: string | null;
  look: 'calm' | 'near' | 'gone';
}

/** A day's allowance, when an agent should know of it: nearly used up, or something waits for it. */
export function budgetOf(sending: NumberSending | undefined, waitsForIt: boolean): Budget | null {
  if (sending?.dayLimit == null || sending.dayLimit <= 0) {
    return null;
  }
  const { dayUsed: used, dayLimit: limit } = sending;
  if (used < TELL_FROM * limit && !waitsForIt) {
    return null;
  }
  return {
    used,
    limit,
    resetsAt: sending.dayResetsAt ?? null,
    look: used >= limit ? 'gone' : used >= 0.9 * limit ? 'near' : 'calm',
  };
}

/** What a message costs at these prices; null when nobody has said. */
export function priceOf(
  price: Price | null,
  cost: { kind: 'sms'; parts: number } | { kind: 'mms' },
): number | null {
  const each = cost.kind === 'mms' ? price?.mms : price?.segment;
  return each == null ? null : each * (cost.kind === 'mms' ? 1 : Math.max(1, cost.parts));
}

/** Fractions of a cent count here. */
export function formatPrice(amount: number, currency: string, language: Language): string {
  try {
    return numberFormat(language, `price in ${currency}`, {
      style: 'currency',
      currency,
      maximumFractionDigits: 4,
    }).format(amount);
  } catch {
    return `${amount} ${currency}`;
  }
}
