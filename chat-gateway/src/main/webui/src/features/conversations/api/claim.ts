import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import type { Thread } from '@/shared/contract';
import { threadAnswer, threadOf } from '@/shared/contract';
import { call, callFor, query } from '@/shared/http';

const waitingView = z.object({
  waiting: z.number(),
  oldestSince: z.nullish(z.string()),
  mine: z.catch(z.number(), 0),
  asleep: z.catch(z.number(), 0),
});
export type Waiting = z.output<typeof waitingView>;

export const waitingKey = ['claim'] as const;

/** How many contacts wait for whoever comes next, and how many conversations this agent has. */
export const waitingQuery = (did: string | null) =>
  queryOptions({
    queryKey: [...waitingKey, did],
    queryFn: async ({ signal }) =>
      (await callFor(waitingView, `/api/threads/claim${query({ did })}`, { signal })).data,
  });

const claimView = z.extend(threadAnswer, { formerTeam: z.nullish(z.string()) });

export interface Claimed {
  thread: Thread;
  /** Whose turn it was until then; null when it was everybody's. */
  formerTeam: string | null;
}

/** Takes the conversation whose contact has waited longest; null when nobody waits. */
export async function claimNext(did: string | null): Promise<Claimed | null> {
  const response = await call('/api/threads/claim', {
    method: 'POST',
    json: did === null ? {} : { did },
    headers: { 'Idempotency-Key': crypto.randomUUID() },
  });
  if (response.status === 204) {
    return null;
  }
  const body: unknown = await response.json();
  const { formerTeam, ...answer } = claimView.parse(body);
  return { thread: threadOf(answer), formerTeam: formerTeam ?? null };
}
