import * as z from 'zod/mini';

/*
 * The shapes of the gateway's REST answers and socket frames. Unknown members are dropped and unknown words fall back,
 * so that a newer server does not blind an older page.
 */

export const messageStatus = z.catch(
  z.enum(['queued', 'sending', 'sent', 'delivered', 'failed', 'unconfirmed', 'received', 'read']),
  'sent',
);
export type MessageStatus = z.output<typeof messageStatus>;

export const direction = z.catch(z.enum(['inbound', 'outbound', 'note', 'system']), 'system');
export type Direction = z.output<typeof direction>;

export const mediaView = z.object({
  id: z.string(),
  state: z.catch(z.enum(['fetching', 'ready', 'failed']), 'failed'),
  contentType: z.nullish(z.string()),
  name: z.nullish(z.string()),
  bytes: z.nullish(z.number()),
  url: z.nullish(z.string()),
  problem: z.nullish(z.string()),
  thumbnailUrl: z.nullish(z.string()),
  width: z.nullish(z.number()),
  height: z.nullish(z.number()),
  retryable: z.nullish(z.boolean()),
});
export type Media = z.output<typeof mediaView>;

/** What keeps a queued text back, and when it probably leaves. */
export const waitingView = z.object({
  reason: z.catch(
    z.enum(['turn', 'scheduled', 'pace', 'day-budget', 'quiet-hours', 'back-off', 'consent', 'carrier']),
    'turn',
  ),
  expectedAt: z.nullish(z.string()),
});
export type Waiting = z.output<typeof waitingView>;

export const messageView = z.object({
  id: z.string(),
  threadId: z.string(),
  seq: z.number(),
  direction,
  status: messageStatus,
  from: z.string(),
  to: z.string(),
  body: z.catch(z.string(), ''),
  media: z.catch(z.array(mediaView), []),
  errorCode: z.nullish(z.string()),
  errorText: z.nullish(z.string()),
  providerMsgId: z.nullish(z.string()),
  repeats: z.catch(z.number(), 1),
  author: z.nullish(z.string()),
  participants: z.catch(z.array(z.string()), []),
  createdAt: z.string(),
  updatedAt: z.string(),
  readAt: z.nullish(z.string()),
  sendAt: z.nullish(z.string()),
  waiting: z.nullish(waitingView),
  /** Whom or what a system line is about. */
  subject: z.nullish(z.string()),
  /** The colleagues whom a note calls by name. */
  mentions: z.catch(z.optional(z.array(z.string())), undefined),
});
export type Message = z.output<typeof messageView>;

/** One post of the carrier that a message stands for. */
export const messageDelivery = z.object({
  deliveryId: z.string(),
  receivedAt: z.string(),
  /** Whether it counts in `repeats`; a repeat with the carrier's own reference does not. */
  counted: z.catch(z.boolean(), true),
});
export type MessageDelivery = z.output<typeof messageDelivery>;

export const threadView = z.object({
  id: z.string(),
  did: z.string(),
  external: z.string(),
  displayName: z.nullish(z.string()),
  lastMessage: z.nullish(
    z.object({
      id: z.string(),
      direction,
      status: messageStatus,
      preview: z.catch(z.string(), ''),
      mediaCount: z.catch(z.number(), 0),
      mentions: z.catch(z.optional(z.array(z.string())), undefined),
    }),
  ),
  lastMessageAt: z.string(),
  lastSeq: z.number(),
  inboundCount: z.number(),
  unanswered: z.boolean(),
  labels: z.catch(z.array(z.string()), []),
  assignee: z.nullish(z.string()),
  state: z.catch(z.enum(['open', 'closed', 'snoozed']), 'open'),
  unclaimed: z.catch(z.boolean(), false),
  consent: z.nullish(
    z.object({
      asked: z.catch(z.enum(['opt-out', 'unclear']), 'unclear'),
      since: z.string(),
      messageId: z.nullish(z.string()),
    }),
  ),
  /** The team whose turn it is, until one of it takes the thread. */
  team: z.nullish(z.string()),
  /** When it opens by itself again. */
  snoozedUntil: z.nullish(z.string()),
  /** Since when the contact waits for an answer. */
  waitingSince: z.nullish(z.string()),
});
export type ThreadView = z.output<typeof threadView>;

/** A thread as this agent sees it: `unread` is `inboundCount - readInbound`, exact and personal. */
export type Thread = ThreadView & { readInbound: number };

/** A thread as REST answers it: the summary and the asking agent's unread. */
export const threadAnswer = z.extend(threadView, { unread: z.catch(z.number(), 0) });

export function threadOf({ unread, ...view }: z.output<typeof threadAnswer>): Thread {
  return { ...view, readInbound: view.inboundCount - unread };
}

export function unreadOf(thread: Pick<Thread, 'inboundCount' | 'readInbound'>): number {
  return Math.max(0, thread.inboundCount - thread.readInbound);
}

/** One of our numbers as everybody who may see it knows it. */
export const namedNumber = z.object({
  did: z.string(),
  name: z.nullish(z.string()),
  /** `#rrggbb`, and no other spelling ever reaches the page's style. */
  color: z.catch(z.nullish(z.string().check(z.regex(/^#[0-9a-f]{6}$/i))), null),
  /** Absent of a server that does not say; a word that this page does not know is no reason to hide a number. */
  state: z.nullish(z.string()),
  smsEnabled: z.nullish(z.boolean()),
  mmsEnabled: z.nullish(z.boolean()),
});
export type NamedNumber = z.output<typeof namedNumber>;

/** Whether a text can leave from it. */
export function isSendable({ state, smsEnabled }: NamedNumber): boolean {
  return (state == null || state === 'active') && smsEnabled !== false;
}

export const meView = z.object({
  user: z.string(),
  name: z.catch(z.string(), ''),
  email: z.nullish(z.string()),
  roles: z.catch(z.array(z.string()), []),
  teams: z.catch(z.array(z.string()), []),
  numbers: z.catch(z.array(namedNumber), []),
  locale: z.nullish(z.string()),
});
export type Me = z.output<typeof meView>;
