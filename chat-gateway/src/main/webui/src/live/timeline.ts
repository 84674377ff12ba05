import type { Message, MessageStatus } from '@/shared/contract';

/**
 * The loaded end of a conversation: what its frames and the pages that were read add up to. Every change of a thread
 * takes the next number, so this knows what it has not seen. Everything here is a pure function of what came; the order
 * in which it came, how often, and what got lost on the way must not show in the end.
 */
export interface Timeline {
  /** By `seq`. */
  messages: Message[];
  /** Everything up to this number of the thread's sequence is in here. */
  lastSeq: number;
  /** Whether the server has older ones. */
  hasOlder: boolean;
  /** What came with a number above a missing one, ascending. */
  ahead?: readonly Ahead[];
  /** The highest number that anybody spoke of. */
  top?: number;
}

interface Ahead {
  seq: number;
  /** Says only in part what its message is now, so it waits for what comes before it. */
  change?: StatusChange;
}

export interface StatusChange {
  messageId: string;
  status: MessageStatus;
  errorCode?: string | null | undefined;
  errorText?: string | null | undefined;
  providerMsgId?: string | null | undefined;
  updatedAt: string;
}

/** Changes that are known to be missing: those with a number above `after` and below `before`. */
export interface Gap {
  after: number;
  before: number;
}

export function gapOf(timeline: Timeline | undefined): Gap | null {
  if (timeline === undefined) {
    return null;
  }
  const top = timeline.top ?? timeline.lastSeq;
  const before = timeline.ahead?.[0]?.seq ?? top + 1;
  return before > timeline.lastSeq + 1 ? { after: timeline.lastSeq, before } : null;
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

/** The server's times are finer than a `Date`: two changes within one millisecond still have an order. */
export function compareInstants(a: string, b: string): number {
  const difference = Date.parse(a) - Date.parse(b);
  return difference !== 0 ? difference : fraction(a) - fraction(b);
}

function fraction(instant: string): number {
  return Number((/\.(\d+)/.exec(instant)?.[1] ?? '').padEnd(9, '0').slice(0, 9));
}

function upsert(timeline: Timeline, message: Message): Message[] {
  const { messages } = timeline;
  const at = messages.findIndex((known) => known.id === message.id);
  const known = messages[at];
  if (known !== undefined) {
    const newer = compareInstants(message.updatedAt, known.updatedAt);
    const isNews = newer > 0 || (newer === 0 && rank[message.status] >= rank[known.status]);
    return isNews ? bySeq(messages.with(at, message)) : messages;
  }
  const last = messages.at(-1);
  return last === undefined || last.seq < message.seq
    ? [...messages, message]
    : bySeq([...messages, message]);
}

/** The message after a change, or itself when that is no news: ticks never go back. */
function changed(message: Message, change: StatusChange): Message {
  const newer = compareInstants(change.updatedAt, message.updatedAt);
  if (newer < 0 || (newer === 0 && rank[change.status] <= rank[message.status])) {
    return message;
  }
  const { status, errorCode, errorText, updatedAt } = change;
  return {
    ...message,
    status,
    errorCode,
    errorText,
    updatedAt,
    // What it waits for travels with the message itself.
    waiting: undefined,
    providerMsgId: change.providerMsgId ?? message.providerMsgId,
  };
}

function bySeq(messages: Message[]): Message[] {
  for (let i = 1; i < messages.length; i += 1) {
    if ((messages[i - 1]?.seq ?? 0) > (messages[i]?.seq ?? 0)) {
      return messages.toSorted((a, b) => a.seq - b.seq);
    }
  }
  return messages;
}

/** Notes that the change with this number has been seen. */
function seen(timeline: Timeline, seq: number, change?: StatusChange): Timeline {
  if (seq <= timeline.lastSeq || timeline.ahead?.some((one) => one.seq === seq) === true) {
    return timeline;
  }
  const one: Ahead = change === undefined ? { seq } : { seq, change };
  const ahead = [...(timeline.ahead ?? []), one].sort((a, b) => a.seq - b.seq);
  return closed({ ...timeline, ahead });
}

/** Moves `lastSeq` up over what has been seen without a hole. */
function closed(timeline: Timeline): Timeline {
  let { lastSeq, messages } = timeline;
  const { hasOlder } = timeline;
  const ahead = timeline.ahead ?? [];
  let past = 0;
  for (const { seq, change } of ahead) {
    if (seq > lastSeq + 1) {
      break;
    }
    lastSeq = Math.max(lastSeq, seq);
    past += 1;
    messages = change === undefined ? messages : withChange(messages, change);
  }
  const left = ahead.slice(past);
  const top = Math.max(timeline.top ?? 0, left.at(-1)?.seq ?? 0);
  return {
    messages,
    lastSeq,
    hasOlder,
    ...(left.length > 0 && { ahead: left }),
    ...(top > lastSeq && { top }),
  };
}

/** A message arrived or changed. A change of one older than what is loaded is of no interest. */
export function withMessage(timeline: Timeline, message: Message): Timeline {
  const first = timeline.messages[0];
  if (first !== undefined && message.seq < first.seq && timeline.hasOlder) {
    return timeline;
  }
  const messages = upsert(timeline, message);
  return messages === timeline.messages ? timeline : { ...timeline, messages };
}

/** The frame of a message, which took the number `seq` of its thread. */
export function withMessageFrame(timeline: Timeline, seq: number, message: Message): Timeline {
  return seen(withMessage(timeline, message), seq);
}

/** The frame of a message that moved on. */
export function withStatusFrame(timeline: Timeline, seq: number, change: StatusChange): Timeline {
  return seen(timeline, seq, change);
}

function withChange(messages: Message[], change: StatusChange): Message[] {
  const at = messages.findIndex((message) => message.id === change.messageId);
  const known = messages[at];
  const next = known === undefined ? undefined : changed(known, change);
  return next === undefined || next === known ? messages : messages.with(at, next);
}

/** A change of the thread itself, which needs nothing from the timeline but its number. */
export function withThreadChange(timeline: Timeline, seq: number): Timeline {
  return seen(timeline, seq);
}

/** Somebody spoke of the number without bringing what it stands for. */
export function withTop(timeline: Timeline, seq: number): Timeline {
  return seq <= Math.max(timeline.lastSeq, timeline.top ?? 0) ? timeline : { ...timeline, top: seq };
}

/** Puts an older page in front. */
export function withOlder(timeline: Timeline, page: readonly Message[], hasOlder: boolean): Timeline {
  const known = new Set(timeline.messages.map((message) => message.id));
  const fresh = page.filter((message) => !known.has(message.id));
  return { ...timeline, messages: bySeq([...fresh, ...timeline.messages]), hasOlder };
}

/**
 * The newest messages were read again; frames may have come since. History that was not read again may have changed
 * behind our back, and may have a hole before the newest page: showing it would be a lie, so it is let go of.
 */
export function withNewest(known: Timeline | undefined, newest: Timeline): Timeline {
  if (known === undefined) {
    return newest;
  }
  const oldest = known.messages[0]?.seq ?? 0;
  const isLate = newest.lastSeq < known.lastSeq;
  const first = newest.messages[0]?.seq ?? Infinity;
  const reachesBack = !newest.hasOlder || first <= oldest;
  let merged: Timeline =
    reachesBack || isLate
      ? known
      : { ...known, messages: known.messages.filter((message) => message.seq >= first) };
  for (const message of newest.messages) {
    // What changed about messages that were not loaded yet was passed over since a late page was read.
    if (!isLate || message.seq >= oldest) {
      const messages = upsert(merged, message);
      merged = messages === merged.messages ? merged : { ...merged, messages };
    }
  }
  return closed({
    ...merged,
    lastSeq: Math.max(known.lastSeq, newest.lastSeq),
    hasOlder: isLate ? known.hasOlder : newest.hasOlder,
  });
}
