import type { QueryClient } from '@tanstack/react-query';
import { keys } from '@/live/keys';
import type { Timeline } from '@/live/timeline';
import { withMessage } from '@/live/timeline';
import type { Message } from '@/shared/contract';
import type { Accepted } from './api/send-message';
import type { Outgoing } from './outbox';

/** A sent text as a message of the timeline, until the server's own words for it arrive. */
export function messageOf(outgoing: Outgoing, author: string, accepted?: Accepted): Message {
  return {
    id: outgoing.id,
    threadId: outgoing.threadId,
    seq: accepted?.seq ?? Number.MAX_SAFE_INTEGER,
    direction: 'outbound',
    status: accepted?.status ?? 'queued',
    from: outgoing.from,
    to: outgoing.to,
    body: outgoing.body,
    media: outgoing.media.map(({ id, name, contentType, bytes, url, width, height }) => ({
      id,
      name,
      contentType,
      bytes,
      url,
      // Its room must not change when the server's own view of it comes.
      width,
      height,
      state: url === null ? 'fetching' : 'ready',
    })),
    repeats: 1,
    author,
    participants: [],
    createdAt: outgoing.createdAt,
    // Older than anything the server says about it.
    updatedAt: new Date(0).toISOString(),
    sendAt: outgoing.sendAt,
    waiting:
      accepted?.waiting ??
      (outgoing.sendAt == null ? undefined : { reason: 'scheduled', expectedAt: outgoing.sendAt }),
  };
}

/** The server took it: the bubble becomes a message of the cache, in its place. */
export function rememberAccepted(
  client: QueryClient,
  outgoing: Outgoing,
  accepted: Accepted,
  author: string,
): void {
  client.setQueryData<Timeline>(keys.timeline(outgoing.threadId), (timeline) =>
    timeline === undefined || timeline.messages.some((message) => message.id === accepted.id)
      ? timeline
      : withMessage(timeline, messageOf(outgoing, author, accepted)),
  );
}
