import * as z from 'zod/mini';
import { callFor } from '@/shared/http';

const answer = z.object({ dismissed: z.catch(z.number(), 0) });

/** Says that records are settled without trying them again, and why. */
export async function dismiss(places: readonly string[], note: string, key: string): Promise<number> {
  const { data } = await callFor(answer, '/api/journal/dismissals', {
    method: 'POST',
    json: { places, note },
    headers: { 'Idempotency-Key': key },
  });
  return data.dismissed;
}
