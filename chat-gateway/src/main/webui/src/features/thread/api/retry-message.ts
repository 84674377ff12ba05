import { call } from '@/shared/http';

/** Sends a failed or unconfirmed message again, because a person said so. */
export async function retryMessage(id: string): Promise<void> {
  await call(`/api/messages/${encodeURIComponent(id)}/retry`, { method: 'POST' });
}
