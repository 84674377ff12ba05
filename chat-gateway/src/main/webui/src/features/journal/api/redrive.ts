import * as z from 'zod/mini';
import { callFor } from '@/shared/http';

/** Which records: those at these places, or all open ones of a topic. */
export type RedriveScope = { places: readonly string[] } | { topic: string };

export const MOST_PLACES = 500;

const left = z.catch(z.array(z.object({ place: z.string(), reason: z.catch(z.string(), '') })), []);
const answer = z.object({ redriven: z.catch(z.number(), 0), still: left, failed: left });
export type RedriveAnswer = z.output<typeof answer>;

/** Tries records again through today's code. */
export async function redrive(scope: RedriveScope, key: string): Promise<RedriveAnswer> {
  const { data } = await callFor(answer, '/api/journal/redrives', {
    method: 'POST',
    json: scope,
    headers: { 'Idempotency-Key': key },
    timeoutMs: 90_000,
  });
  return data;
}
