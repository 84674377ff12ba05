import type { Message } from '@/shared/contract';
import { messageView } from '@/shared/contract';
import { callFor } from '@/shared/http';

/** Writes a line only colleagues see. */
export async function addNote(threadId: string, body: string): Promise<Message> {
  const { data } = await callFor(messageView, `/api/threads/${encodeURIComponent(threadId)}/notes`, {
    method: 'POST',
    json: { body },
  });
  return data;
}
