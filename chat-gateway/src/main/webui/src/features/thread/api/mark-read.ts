import { call } from '@/shared/http';

/** This agent has seen everything up to `seq`. */
export async function markRead(threadId: string, seq: number): Promise<void> {
  await call(`/api/threads/${encodeURIComponent(threadId)}/read`, { method: 'POST', json: { seq } });
}
