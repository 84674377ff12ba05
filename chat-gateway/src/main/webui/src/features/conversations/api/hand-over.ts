import * as z from 'zod/mini';
import { callFor } from '@/shared/http';

export interface HandOver {
  /** Null gives them back to everybody. */
  to: { user: string } | { team: string } | null;
  note: string;
  snoozed: boolean;
}

const answer = z.object({ threads: z.number(), left: z.catch(z.number(), 0) });

/** Gives all that this agent has to somebody else. Asked again with the same key it is done once. */
export async function handOver(wish: HandOver, key: string): Promise<z.output<typeof answer>> {
  const { data } = await callFor(answer, '/api/threads/handover', {
    method: 'POST',
    json: wish,
    headers: { 'Idempotency-Key': key },
  });
  return data;
}
