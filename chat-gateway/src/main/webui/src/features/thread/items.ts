import type { Message } from '@/shared/contract';
import { dayKey } from '@/shared/format';

/** One line of the timeline. */
export type Item =
  | { kind: 'day'; key: string; at: Date }
  | { kind: 'unread'; key: 'unread'; count: number }
  /** Something that belongs here is being fetched. */
  | { kind: 'gap'; key: 'gap' }
  | {
      kind: 'message';
      key: string;
      message: Message;
      /** Begins a run of messages by the same hand. */
      first: boolean;
      /** Still on this side of the network: not accepted by the server. */
      waiting: boolean;
      /** It can still be taken back. */
      held: boolean;
    };

export interface Divider {
  beforeId: string;
  count: number;
}

const RUN_MS = 5 * 60_000;

function sameHand(a: Message, b: Message): boolean {
  return (
    a.direction === b.direction &&
    (a.author ?? '') === (b.author ?? '') &&
    a.from === b.from &&
    Date.parse(b.createdAt) - Date.parse(a.createdAt) < RUN_MS
  );
}

export interface Pending {
  message: Message;
  waiting: boolean;
  held?: boolean;
}

/**
 * Messages with the lines between them. What the server has is not shown a second time.
 *
 * @param gapAfter the number behind which something is missing
 */
export function itemsOf(
  messages: readonly Message[],
  pending: readonly Pending[],
  divider: Divider | null,
  gapAfter: number | null = null,
): Item[] {
  const items: Item[] = [];
  const known = new Set(messages.map((message) => message.id));
  const all: Pending[] = [
    ...messages.map((message) => ({ message, waiting: false, held: false })),
    ...pending.filter(({ message }) => !known.has(message.id)),
  ];
  let day = '';
  let previous: Message | undefined;
  let gap = gapAfter;
  for (const { message, waiting, held = false } of all) {
    const missing = gap !== null && message.seq > gap;
    if (missing) {
      items.push({ kind: 'gap', key: 'gap' });
      gap = null;
    }
    const at = new Date(message.createdAt);
    const today = dayKey(at);
    let broken = missing;
    if (today !== day) {
      items.push({ kind: 'day', key: `day ${today} ${message.id}`, at });
      day = today;
      broken = true;
    }
    if (divider?.beforeId === message.id) {
      items.push({ kind: 'unread', key: 'unread', count: divider.count });
      broken = true;
    }
    const first = broken || previous === undefined || !sameHand(previous, message);
    items.push({ kind: 'message', key: message.id, message, first, waiting, held });
    previous = message;
  }
  if (gap !== null) {
    items.push({ kind: 'gap', key: 'gap' });
  }
  return items;
}

/** Where an agent with so many unread messages stopped reading. */
export function dividerOf(messages: readonly Message[], unread: number): Divider | null {
  if (unread <= 0) {
    return null;
  }
  const inbound = messages.filter((message) => message.direction === 'inbound');
  const first = inbound.at(-unread) ?? inbound[0];
  return first === undefined ? null : { beforeId: first.id, count: unread };
}

/** The divider has done its work once this agent has answered below it. */
export function answeredBelow(items: readonly Message[], divider: Divider, user: string): boolean {
  const at = items.findIndex((message) => message.id === divider.beforeId);
  return items.some(
    (message, index) => index > at && message.direction === 'outbound' && message.author === user,
  );
}
