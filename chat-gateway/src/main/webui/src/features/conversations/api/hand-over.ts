import * as z from 'zod/mini';
import { callFor } from '@/shared/http';

/** Null is everybody. */
export type Recipient = { user: string } | { team: string } | null;

export interface HandOver {
  to: Recipient;
  note: string;
  snoozed: boolean;
}

const answer = z.object({ threads: z.number(), left: z.catch(z.number(), 0) });
const given = z.extend(answer, { ids: z.catch(z.array(z.string()), []) });

/** Gives all that this agent has to somebody else. Asked again with the same key it is done once. */
export async function handOver(wish: HandOver, key: string): Promise<z.output<typeof given>> {
  const { data } = await callFor(given, '/api/threads/handover', {
    method: 'POST',
    json: wish,
    headers: { 'Idempotency-Key': key },
  });
  return data;
}

/** Makes those that are still with whom they were given to this agent's again; those left are not. */
export async function takeBack(
  threads: readonly string[],
  from: Recipient,
  key: string,
): Promise<z.output<typeof answer>> {
  const { data } = await callFor(answer, '/api/threads/takeback', {
    method: 'POST',
    json: { threads, from },
    headers: { 'Idempotency-Key': key },
  });
  return data;
}
