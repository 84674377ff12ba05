import { call } from '@/shared/http';

/** Sends a failed or unconfirmed message again, because a person said so; not before `sendAt`, when there is one. */
export async function retryMessage(id: string, sendAt?: string): Promise<void> {
  await call(`/api/messages/${encodeURIComponent(id)}/retry`, {
    method: 'POST',
    ...(sendAt !== undefined && { json: { sendAt } }),
  });
}
