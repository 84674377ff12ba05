import * as z from 'zod/mini';
import { messageStatus, waitingView } from '@/shared/contract';
import { callFor } from '@/shared/http';

export const accepted = z.object({
  id: z.string(),
  threadId: z.string(),
  status: messageStatus,
  seq: z.number(),
  waiting: z.nullish(waitingView),
});
export type Accepted = z.output<typeof accepted>;

export interface Sending {
  /** Made here: idempotency key and, on the server, the message's id. */
  id: string;
  from: string;
  to: string;
  body: string;
  mediaIds: string[];
  /** The newest number of the thread that was on the screen. */
  lastSeqSeen: number | null;
  /** Send although something newer has landed. */
  force: boolean;
  /** Not before this moment. */
  sendAt?: string | null | undefined;
}

/** Asks the server to send. Repeating it with the same id sends nothing twice. */
export async function sendMessage({
  id,
  from,
  to,
  body,
  mediaIds,
  lastSeqSeen,
  force,
  sendAt,
}: Sending): Promise<Accepted> {
  const { data } = await callFor(accepted, '/api/messages/send', {
    method: 'POST',
    headers: { 'Idempotency-Key': id },
    // It leaves although the page is being closed.
    keepalive: true,
    json: {
      from,
      to,
      body,
      ...(mediaIds.length > 0 && { mediaIds }),
      ...(lastSeqSeen !== null && { lastSeqSeen }),
      ...(force && { force }),
      ...(sendAt != null && { sendAt }),
    },
  });
  return data;
}
