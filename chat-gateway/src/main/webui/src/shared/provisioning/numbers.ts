import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { callFor, query } from '@/shared/http';
import { orderView, numberPath } from './orders';
import type { Order } from './orders';

/*
 * Numbers as provisioning-service says them, and their figures as messaging-service counts them. Frames `number` and
 * `order` keep the queries fresh; what is under way is asked again now and then as well, for a frame has no receipt.
 */

export const numberStates = ['provisioning', 'active', 'failed', 'releasing', 'released'] as const;
export type NumberState = (typeof numberStates)[number];

const numberView = z.object({
  did: z.string(),
  name: z.nullish(z.string()),
  color: z.nullish(z.string()),
  /** One of {@link numberStates}; kept as it came so that a newer server's word is shown rather than hidden. */
  state: z.catch(z.string(), ''),
  smsEnabled: z.catch(z.boolean(), false),
  mmsEnabled: z.catch(z.boolean(), false),
  campaignId: z.nullish(z.string()),
  webhookUrl: z.nullish(z.string()),
  teams: z.catch(z.array(z.string()), []),
  rateCenter: z.nullish(z.string()),
  region: z.nullish(z.string()),
  readAt: z.nullish(z.string()),
  /** When the cooling period ends; only while the number is releasing. */
  releaseAt: z.nullish(z.string()),
});
export type OwnNumber = z.output<typeof numberView>;

export const numberKeys = {
  all: ['numbers'] as const,
  list: ['numbers', 'list'] as const,
  released: ['numbers', 'released'] as const,
  one: (did: string) => ['numbers', 'one', did] as const,
  drift: ['numbers', 'drift'] as const,
  /** Asked of the carrier each time; so it is not below `numbers`, where every frame would ask again. */
  comparison: (did: string) => ['carrier', 'comparison', did] as const,
  unmanaged: ['numbers', 'unmanaged'] as const,
  reports: (days: number) => ['reports', 'numbers', days] as const,
  report: (did: string, days: number) => ['reports', 'number', did, days] as const,
};

const UNDER_WAY_MS = 10_000;

export function isUnderWay(state: string): boolean {
  return state === 'provisioning' || state === 'releasing';
}

/** All that are ours, those in their cooling period too. */
export const numbersQuery = queryOptions({
  queryKey: numberKeys.list,
  queryFn: async ({ signal }) => (await callFor(z.array(numberView), '/api/numbers', { signal })).data,
  refetchInterval: ({ state }) =>
    state.data?.some((number) => isUnderWay(number.state)) === true ? UNDER_WAY_MS : false,
});

export const releasedQuery = queryOptions({
  queryKey: numberKeys.released,
  queryFn: async ({ signal }) =>
    (await callFor(z.array(numberView), '/api/numbers?released=true', { signal })).data,
});

export function numberQuery(did: string) {
  return queryOptions({
    queryKey: numberKeys.one(did),
    queryFn: async ({ signal }) => (await callFor(numberView, numberPath(did), { signal })).data,
    refetchInterval: ({ state }) =>
      state.data !== undefined && isUnderWay(state.data.state) ? UNDER_WAY_MS : false,
  });
}

/**
 * Replaces name and colour.
 *
 * @param color `#rrggbb`, or null for none
 */
export async function putName(did: string, name: string, color: string | null): Promise<OwnNumber> {
  const json = color === null ? { name } : { name, color };
  return (await callFor(numberView, `${numberPath(did)}/name`, { method: 'PUT', json })).data;
}

/** Replaces the teams; open sockets follow at once. */
export async function putTeams(did: string, teams: readonly string[]): Promise<OwnNumber> {
  return (await callFor(numberView, `${numberPath(did)}/teams`, { method: 'PUT', json: { teams } })).data;
}

/** Moves an active number to another campaign, or out of any; it stays active meanwhile. */
export async function moveToCampaign(did: string, campaignId: string | null): Promise<Order> {
  return (await callFor(orderView, `${numberPath(did)}/campaign`, { method: 'PUT', json: { campaignId } }))
    .data;
}

/**
 * Gives a number back after its cooling period.
 *
 * @param now without waiting for it, also when it has begun
 */
export async function releaseNumber(did: string, now: boolean): Promise<Order> {
  return (
    await callFor(orderView, `${numberPath(did)}${query({ now: now ? 'true' : null })}`, { method: 'DELETE' })
  ).data;
}

/** Ends a cooling period: the number is active again. */
export async function keepNumber(did: string, key: string): Promise<OwnNumber> {
  return (
    await callFor(numberView, `${numberPath(did)}/keep`, {
      method: 'POST',
      headers: { 'Idempotency-Key': key },
    })
  ).data;
}

// ---------------------------------------------------------------------------------------------------------- drift

const fieldCheck = z.object({
  field: z.string(),
  /** Null when any value will do. */
  wanted: z.nullish(z.string()),
  actual: z.nullish(z.string()),
  same: z.catch(z.boolean(), false),
});
export type FieldCheck = z.output<typeof fieldCheck>;

const driftView = z.object({
  did: z.string(),
  readAt: z.nullish(z.string()),
  /** Whether the carrier says that the number is ours; without fields when it is not. */
  owned: z.catch(z.boolean(), true),
  drifted: z.catch(z.boolean(), false),
  fields: z.catch(z.array(fieldCheck), []),
});
export type Drift = z.output<typeof driftView>;

const driftReport = z.object({
  /** When the newest comparison ended; absent before the first one. */
  checkedAt: z.nullish(z.string()),
  /** False when the carrier's list may have been cut off. */
  complete: z.catch(z.boolean(), true),
  unmanaged: z.catch(z.number(), 0),
  numbers: z.catch(z.array(driftView), []),
});
export type DriftReport = z.output<typeof driftReport>;

/** What the newest comparison of all numbers found. */
export const driftQuery = queryOptions({
  queryKey: numberKeys.drift,
  queryFn: async ({ signal }) => (await callFor(driftReport, '/api/numbers/drift', { signal })).data,
});

const CARRIER_MS = 90_000;

/** Compares all numbers with the carrier's now. */
export async function compareAll(key: string): Promise<DriftReport> {
  return (
    await callFor(driftReport, '/api/numbers/drift/check', {
      method: 'POST',
      headers: { 'Idempotency-Key': key },
      timeoutMs: CARRIER_MS,
    })
  ).data;
}

/** One number beside what the carrier says of it at this moment. */
export function comparisonQuery(did: string) {
  return queryOptions({
    queryKey: numberKeys.comparison(did),
    queryFn: async ({ signal }) =>
      (await callFor(driftView, `${numberPath(did)}/drift`, { signal, timeoutMs: CARRIER_MS })).data,
    staleTime: 60_000,
    retry: false,
  });
}

/** Makes the carrier have what is wanted. The number stays active meanwhile. */
export async function repairNumber(did: string, key: string): Promise<Order> {
  return (
    await callFor(orderView, `${numberPath(did)}/repair`, {
      method: 'POST',
      headers: { 'Idempotency-Key': key },
    })
  ).data;
}

// --------------------------------------------------------------------------------------------------------- import

const unmanagedView = z.object({
  did: z.string(),
  status: z.catch(z.string(), ''),
  /** Only an active number can be adopted. */
  active: z.catch(z.boolean(), false),
  smsEnabled: z.catch(z.boolean(), false),
  mmsEnabled: z.catch(z.boolean(), false),
  /** The name of the webhook it points to, perhaps another system's. */
  webhook: z.nullish(z.string()),
  campaignId: z.nullish(z.string()),
  rateCenter: z.nullish(z.string()),
  region: z.nullish(z.string()),
});
export type UnmanagedNumber = z.output<typeof unmanagedView>;

/** What the account has and Hilo does not manage; asked of the carrier. */
export const unmanagedQuery = queryOptions({
  queryKey: numberKeys.unmanaged,
  queryFn: async ({ signal }) => {
    const { data, headers } = await callFor(z.array(unmanagedView), '/api/numbers/unmanaged', {
      signal,
      timeoutMs: CARRIER_MS,
    });
    return { numbers: data, complete: headers.get('X-List-Complete') !== 'false' };
  },
  staleTime: 60_000,
  retry: false,
});

/** At most so many numbers in one import. */
export const MOST_IMPORTED = 500;

export interface ImportWish {
  dids: readonly string[];
  campaignId: string | null;
  teams: readonly string[];
}

/** Wires up numbers that the account has. Never buys: one that it has not fails at its first step. */
export async function importNumbers({ dids, campaignId, teams }: ImportWish, key: string): Promise<Order[]> {
  return (
    await callFor(z.array(orderView), '/api/numbers/import', {
      method: 'POST',
      json: { dids, teams, ...(campaignId !== null && { campaignId }) },
      headers: { 'Idempotency-Key': key },
      timeoutMs: CARRIER_MS,
    })
  ).data;
}

// -------------------------------------------------------------------------------------------------------- figures

const count = z.catch(z.number(), 0);

const report = z.object({
  did: z.string(),
  sent: count,
  delivered: count,
  failed: count,
  unconfirmed: count,
  waiting: count,
  received: count,
  optedOut: count,
  /** Receipts for what was sent, 0 to 1; absent where so little was sent that it says nothing. */
  receiptsRatio: z.nullish(z.number()),
  failures: z.catch(z.array(z.object({ code: z.string(), words: z.nullish(z.string()), count })), []),
  lastInboundAt: z.nullish(z.string()),
  lastOutboundAt: z.nullish(z.string()),
  /** Nothing came for longer than its own rhythm allows; `expected` is how many texts should have come by now. */
  silent: z.nullish(z.object({ since: z.string(), expected: z.catch(z.number(), 0) })),
});
export type NumberReport = z.output<typeof report>;

const dayFigures = z.object({
  /** `YYYY-MM-DD`. */
  day: z.string(),
  sent: count,
  delivered: count,
  failed: count,
  received: count,
});
export type DayFigures = z.output<typeof dayFigures>;

const longReport = z.extend(report, { days: z.catch(z.array(dayFigures), []) });
export type LongReport = z.output<typeof longReport>;

const FIGURES_MS = 60_000;

/** How each number fares. */
export function reportsQuery(days: number) {
  return queryOptions({
    queryKey: numberKeys.reports(days),
    queryFn: async ({ signal }) =>
      (await callFor(z.array(report), `/api/reports/numbers${query({ days })}`, { signal })).data,
    staleTime: FIGURES_MS,
    refetchInterval: FIGURES_MS * 2,
  });
}

/** How one number fares, day by day. */
export function reportQuery(did: string, days: number) {
  return queryOptions({
    queryKey: numberKeys.report(did, days),
    queryFn: async ({ signal }) =>
      (
        await callFor(longReport, `/api/reports/numbers/${encodeURIComponent(did)}${query({ days })}`, {
          signal,
        })
      ).data,
    staleTime: FIGURES_MS,
    refetchInterval: FIGURES_MS * 2,
  });
}
