import { call } from '@/shared/http';

/** Where the contact says to be; null when their number decides. */
export async function putZone(threadId: string, zone: string | null): Promise<void> {
  await call(`/api/threads/${encodeURIComponent(threadId)}/zone`, { method: 'PUT', json: { zone } });
}
