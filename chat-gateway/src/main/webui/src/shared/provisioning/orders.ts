import type { QueryClient } from '@tanstack/react-query';
import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { callFor, query } from '@/shared/http';

/*
 * Orders: what is being done with a number at the carrier, step by step. Frames `order` put the newest state into the
 * cache; an order that runs is asked again now and then as well, for a frame has no receipt.
 */

export const orderKinds = ['provision', 'adopt', 'repair', 'release', 'move'] as const;
export type OrderKind = (typeof orderKinds)[number];

export const orderStates = ['running', 'failed', 'done', 'gone', 'cancelled'] as const;
export type OrderState = (typeof orderStates)[number];

export const stepNames = [
  'buy',
  'recognise',
  'enable-messaging',
  'ensure-webhook',
  'assign-webhook',
  'assign-campaign',
  'verify',
  'cool-down',
  'give-back',
  'verify-released',
] as const;
export type StepName = (typeof stepNames)[number];

export const stepStates = ['pending', 'running', 'waiting', 'done', 'skipped', 'failed'] as const;
export type StepState = (typeof stepStates)[number];

const stepView = z.object({
  /** One of {@link stepNames}; kept as it came so that a newer server's step is shown rather than hidden. */
  name: z.string(),
  state: z.catch(z.enum(stepStates), 'pending'),
  attempts: z.catch(z.number(), 0),
  /** The carrier's code of the last failure, else the HTTP status, else a word of ours. */
  code: z.nullish(z.string()),
  /** What the carrier said, in its own words. */
  words: z.nullish(z.string()),
  startedAt: z.nullish(z.string()),
  finishedAt: z.nullish(z.string()),
});
export type OrderStep = z.output<typeof stepView>;

export const orderView = z.object({
  id: z.string(),
  did: z.string(),
  kind: z.catch(z.enum(orderKinds), 'provision'),
  state: z.catch(z.enum(orderStates), 'running'),
  campaignId: z.nullish(z.string()),
  requestedBy: z.catch(z.string(), ''),
  requestedAt: z.catch(z.string(), ''),
  finishedAt: z.nullish(z.string()),
  /** When the step that waits is tried again. */
  nextTryAt: z.nullish(z.string()),
  steps: z.catch(z.array(stepView), []),
});
export type Order = z.output<typeof orderView>;

const asOrder = (order: unknown): Order => orderView.parse(order);

export const orderKeys = {
  one: (did: string) => ['numbers', 'order', did] as const,
  open: ['numbers', 'orders'] as const,
};

const RUNNING_MS = 2_500;
/** A cooling period takes days: frames are enough for it, and this when they fail. */
const COOLING_MS = 60_000;
/** The address of one of our numbers in the API. */
export const numberPath = (did: string): string => `/api/numbers/${encodeURIComponent(did)}`;

/** How soon a running order is asked again; false when nothing more will happen by itself. */
function againAfter(order: Order | undefined): number | false {
  if (order?.state !== 'running') {
    return false;
  }
  return stepUnderWay(order)?.name === 'cool-down' ? COOLING_MS : RUNNING_MS;
}

/** The newest order of a number. A number that never had one answers 404. */
export function orderQuery(did: string) {
  return queryOptions({
    queryKey: orderKeys.one(did),
    queryFn: async ({ signal }) => (await callFor(orderView, `${numberPath(did)}/order`, { signal })).data,
    // Frames put orders here as they came.
    select: asOrder,
    refetchInterval: ({ state }) => againAfter(state.data),
  });
}

/** What runs, waits or has failed on all numbers, newest first. */
export const openOrdersQuery = queryOptions({
  queryKey: orderKeys.open,
  queryFn: async ({ signal }) =>
    (
      await callFor(z.array(orderView), `/api/numbers/orders${query({ open: 'true', limit: 200 })}`, {
        signal,
      })
    ).data,
  refetchInterval: ({ state }) => {
    const pauses = state.data?.map(againAfter).filter((pause) => pause !== false) ?? [];
    return pauses.length === 0 ? false : Math.max(10_000, Math.min(...pauses));
  },
});

/** Puts an order that an answer brought where everybody looks for it. */
export function rememberOrder(client: QueryClient, order: Order): void {
  client.setQueryData(orderKeys.one(order.did), order);
  void client.invalidateQueries({ queryKey: orderKeys.open });
}

export interface ProvisionWish {
  did: string;
  /** Empty for none. */
  campaignId: string;
  name: string;
  teams: readonly string[];
}

const CARRIER_MS = 60_000;

/** Buys a number, or adopts one the account has, and wires it up. With the same key it is done once. */
export async function provision(
  { did, campaignId, name, teams }: ProvisionWish,
  key: string,
): Promise<Order> {
  const { data } = await callFor(orderView, '/api/numbers/provision', {
    method: 'POST',
    json: { did, campaignId, teams, ...(name !== '' && { name }) },
    headers: { 'Idempotency-Key': key },
    timeoutMs: CARRIER_MS,
  });
  return data;
}

/** Lets a failed order go on where it stopped; what was bought stays bought. */
export async function retryOrder(did: string, skipCampaign: boolean, key: string): Promise<Order> {
  const { data } = await callFor(
    orderView,
    `${numberPath(did)}/order/retry${query({ skipCampaign: skipCampaign ? 'true' : null })}`,
    { method: 'POST', headers: { 'Idempotency-Key': key }, timeoutMs: CARRIER_MS },
  );
  return data;
}

/** The step that is being done, waits or has failed; undefined before the first and after the last. */
export function stepUnderWay(order: Order): OrderStep | undefined {
  return order.steps.find(({ state }) => state === 'running' || state === 'waiting' || state === 'failed');
}

/** How far it is: which step, of how many; the last one when it is over. */
export function progressOf(order: Order): { at: number; of: number } {
  const over = order.steps.findIndex(({ state }) => state !== 'done' && state !== 'skipped');
  return { at: over === -1 ? order.steps.length : over + 1, of: order.steps.length };
}

/** Whether the campaign is what keeps it back, so that it could go on without one. */
export function stuckAtCampaign(order: Order): boolean {
  return order.state === 'failed' && stepUnderWay(order)?.name === 'assign-campaign';
}

/** Whether the number is ours already, so that it would have to be given back. */
export function isBought(order: Order): boolean {
  return order.steps.some(
    ({ name, state }) =>
      (name === 'buy' || name === 'recognise') && (state === 'done' || state === 'skipped'),
  );
}
