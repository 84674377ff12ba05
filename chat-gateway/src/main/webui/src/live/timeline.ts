import type { Message, MessageStatus } from '@/shared/contract';

/** The loaded end of a conversation. */
export interface Timeline {
  /** By `seq`, without holes between the first and the last. */
  messages: Message[];
  /** Everything up to this number of the thread's sequence is in here. */
  lastSeq: number;
  /** Whether the server has older ones. */
  hasOlder: boolean;
}

const rank: Record<MessageStatus, number> = {
  queued: 0,
  sending: 1,
  unconfirmed: 2,
  sent: 3,
  delivered: 4,
  failed: 4,
  received: 0,
  read: 1,
};

/** Whether an incoming state of the same message is news. Equal times are settled by how far the state has come. */
function isNewer(known: Message, updatedAt: string, status: MessageStatus): boolean {
  const difference = Date.parse(updatedAt) - Date.parse(known.updatedAt);
  return difference > 0 || (difference === 0 && rank[status] >= rank[known.status]);
}

function upsert(messages: Message[], message: Message): Message[] {
  const at = messages.findIndex((known) => known.id === message.id);
  const known = messages[at];
  if (known !== undefined) {
    return isNewer(known, message.updatedAt, message.status) ? bySeq(messages.with(at, message)) : messages;
  }
  const last = messages.at(-1);
  return last === undefined || last.seq < message.seq
    ? [...messages, message]
    : bySeq([...messages, message]);
}

function bySeq(messages: Message[]): Message[] {
  for (let i = 1; i < messages.length; i += 1) {
    if ((messages[i - 1]?.seq ?? 0) > (messages[i]?.seq ?? 0)) {
      return messages.toSorted((a, b) => a.seq - b.seq);
    }
  }
  return messages;
}

/** A message arrived or changed. A change of one older than what is loaded is of no interest. */
export function withMessage(timeline: Timeline, message: Message): Timeline {
  const first = timeline.messages[0];
  if (first !== undefined && message.seq < first.seq && timeline.hasOlder) {
    return timeline;
  }
  const messages = upsert(timeline.messages, message);
  return messages === timeline.messages ? timeline : { ...timeline, messages };
}

export interface StatusChange {
  messageId: string;
  status: MessageStatus;
  errorCode?: string | null | undefined;
  errorText?: string | null | undefined;
  providerMsgId?: string | null | undefined;
  updatedAt: string;
}

export function withStatus(timeline: Timeline, change: StatusChange): Timeline {
  const at = timeline.messages.findIndex((message) => message.id === change.messageId);
  const known = timeline.messages[at];
  if (known === undefined || !isNewer(known, change.updatedAt, change.status)) {
    return timeline;
  }
  const { status, errorCode, errorText, updatedAt } = change;
  const changed: Message = {
    ...known,
    status,
    errorCode,
    errorText,
    updatedAt,
    // What it waits for travels with the message itself.
    waiting: undefined,
    providerMsgId: change.providerMsgId ?? known.providerMsgId,
  };
  return { ...timeline, messages: timeline.messages.with(at, changed) };
}

export function withSeq(timeline: Timeline, lastSeq: number): Timeline {
  return lastSeq > timeline.lastSeq ? { ...timeline, lastSeq } : timeline;
}

/** Puts an older page in front. */
export function withOlder(timeline: Timeline, page: readonly Message[], hasOlder: boolean): Timeline {
  const known = new Set(timeline.messages.map((message) => message.id));
  const fresh = page.filter((message) => !known.has(message.id));
  return { ...timeline, messages: bySeq([...fresh, ...timeline.messages]), hasOlder };
}

/**
 * The newest page was read again. When it reaches back to what we have, older history stays; when it does not, there is
 * a hole between them, and showing the history without what is missing would be a lie.
 */
export function withNewest(known: Timeline | undefined, newest: Timeline): Timeline {
  const [firstNew, lastKnown] = [newest.messages[0], known?.messages.at(-1)];
  if (known === undefined || lastKnown === undefined) {
    return newest;
  }
  if (firstNew !== undefined && firstNew.seq > lastKnown.seq && newest.hasOlder) {
    return newest;
  }
  let messages = known.messages;
  for (const message of newest.messages) {
    messages = upsert(messages, message);
  }
  const reachesFurther = firstNew !== undefined && firstNew.seq < (known.messages[0]?.seq ?? 0);
  return {
    messages,
    lastSeq: Math.max(known.lastSeq, newest.lastSeq),
    hasOlder: reachesFurther ? newest.hasOlder : known.hasOlder,
  };
}
