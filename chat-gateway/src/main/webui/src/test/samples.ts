import type { Outgoing } from '@/features/thread/outbox';
import type { Message, Thread } from '@/shared/contract';

const T0 = Date.parse('2026-11-20T15:00:00Z');

/** Minutes after a fixed moment, as the server writes it. */
export function at(minutes: number): string {
  return new Date(T0 + minutes * 60_000).toISOString();
}

export function aMessage(values: Partial<Message> = {}): Message {
  const seq = values.seq ?? 1;
  return {
    id: `message-${seq}`,
    threadId: 'thread-1',
    seq,
    direction: 'inbound',
    status: 'received',
    from: '+13053302277',
    to: '+17865551234',
    body: `text ${seq}`,
    media: [],
    repeats: 1,
    participants: [],
    createdAt: at(seq),
    updatedAt: at(seq),
    ...values,
  };
}

/** What an agent has just written, as the outbox takes it. */
export function aText(id: string, values: Partial<Outgoing> = {}): Omit<Outgoing, 'state' | 'problem'> {
  return {
    id,
    threadId: 'thread-1',
    from: '+17865551234',
    to: '+13053302277',
    body: `body of ${id}`,
    media: [],
    lastSeqSeen: 10,
    force: false,
    createdAt: at(0),
    ...values,
  };
}

export function aThread(values: Partial<Thread> = {}): Thread {
  return {
    id: 'thread-1',
    did: '+17865551234',
    external: '+13053302277',
    lastMessage: {
      id: 'message-1',
      direction: 'inbound',
      status: 'received',
      preview: 'text 1',
      mediaCount: 0,
    },
    lastMessageAt: at(1),
    lastSeq: 1,
    inboundCount: 1,
    readInbound: 0,
    unanswered: true,
    labels: [],
    assignee: null,
    state: 'open',
    unclaimed: false,
    ...values,
  };
}
