import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { callFor } from '@/shared/http';

const amount = z.nullish(z.pipe(z.union([z.number(), z.string()]), z.transform(Number)));

const accountView = z.object({
  /** US dollars; absent when the carrier's could not be read. */
  balance: amount,
  /** The carrier's own. */
  lowBalanceThreshold: amount,
  /** Ours, which counts before the carrier's. */
  ownThreshold: amount,
  low: z.catch(z.boolean(), false),
  /** By the carrier's names, whether each is enabled. */
  services: z.catch(z.record(z.string(), z.boolean()), {}),
  checkedAt: z.nullish(z.string()),
});
export type Account = z.output<typeof accountView>;

export const accountKey = ['account'] as const;

const EVERY_MS = 5 * 60_000;

/** Money and services at the carrier. */
export const accountQuery = queryOptions({
  queryKey: accountKey,
  queryFn: async ({ signal }) => (await callFor(accountView, '/api/account', { signal })).data,
  refetchInterval: EVERY_MS,
  staleTime: EVERY_MS / 5,
  retry: false,
});

/**
 * From which balance on it is low.
 *
 * @param amount US dollars, or null to follow the carrier's threshold
 */
export async function putThreshold(amount: number | null): Promise<Account> {
  const { data } = await callFor(accountView, '/api/account/threshold', { method: 'PUT', json: { amount } });
  return data;
}

/** How the money looks: nothing left means that the carrier refuses everything. */
export function moneyOf(account: Account | undefined): 'unknown' | 'fine' | 'low' | 'gone' {
  if (account?.balance == null || Number.isNaN(account.balance)) {
    return 'unknown';
  }
  return account.balance <= 0 ? 'gone' : account.low ? 'low' : 'fine';
}
