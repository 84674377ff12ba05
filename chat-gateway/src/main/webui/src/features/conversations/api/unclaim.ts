import type { Thread } from '@/shared/contract';
import { threadAnswer, threadOf } from '@/shared/contract';
import { callFor } from '@/shared/http';

/** Gives a conversation back to whom it was taken from: a team, or everybody. */
export async function unclaim(id: string, team: string | null): Promise<Thread> {
  const { data } = await callFor(threadAnswer, `/api/threads/${encodeURIComponent(id)}/assignee`, {
    method: 'PUT',
    json: { assignee: null, ...(team !== null && { team }) },
  });
  return threadOf(data);
}
