import { call } from '@/shared/http';

/** Keeps a queued message from leaving. The server refuses when it is already on its way. */
export async function cancelMessage(id: string): Promise<void> {
  await call(`/api/messages/${encodeURIComponent(id)}/cancel`, { method: 'POST' });
}
