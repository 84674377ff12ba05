import { call } from '@/shared/http';

/** Asks for a notice to this browser, by the whole way that real ones take. */
export async function sendTrial(id: string): Promise<void> {
  await call(`/api/push/subscriptions/${encodeURIComponent(id)}/trial`, {
    method: 'POST',
    headers: { 'Idempotency-Key': crypto.randomUUID() },
  });
}
