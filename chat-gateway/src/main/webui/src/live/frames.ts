import * as z from 'zod/mini';
import { messageStatus, messageView, namedNumber, threadView } from '@/shared/contract';

const cursor = z.optional(z.string());

/** What is done with a number, as it stands: for the pages about numbers, which know what every member means. */
const order = z.looseObject({
  id: z.string(),
  did: z.string(),
  kind: z.string(),
  state: z.string(),
  requestedAt: z.string(),
  steps: z.array(z.looseObject({ name: z.string(), state: z.string(), attempts: z.number() })),
});
export type OrderFrame = z.output<typeof order>;

/** Everything the server may say on the socket. Each sequenced frame carries the number its change took. */
const serverFrame = z.discriminatedUnion('type', [
  z.object({ type: z.literal('welcome'), cursor, user: z.string(), resumed: z.boolean() }),
  z.object({
    type: z.literal('thread'),
    cursor,
    thread: threadView,
    // Whoever has the thread open gets a frame of its own with the same number.
    detailed: z.optional(z.boolean()),
  }),
  z.object({
    type: z.literal('message'),
    cursor,
    threadId: z.string(),
    seq: z.number(),
    message: messageView,
  }),
  z.object({
    type: z.literal('status'),
    cursor,
    threadId: z.string(),
    seq: z.number(),
    messageId: z.string(),
    status: messageStatus,
    errorCode: z.nullish(z.string()),
    errorText: z.nullish(z.string()),
    providerMsgId: z.nullish(z.string()),
    updatedAt: z.string(),
  }),
  z.object({
    type: z.literal('read'),
    cursor,
    threadId: z.string(),
    readSeq: z.number(),
    readInbound: z.number(),
  }),
  z.object({ type: z.literal('typing'), cursor, threadId: z.string(), user: z.string(), on: z.boolean() }),
  z.object({ type: z.literal('presence'), cursor, threadId: z.string(), users: z.array(z.string()) }),
  // Without the number to those who may not see it any more.
  z.object({ type: z.literal('number'), cursor, did: z.string(), number: z.nullish(namedNumber) }),
  z.object({ type: z.literal('order'), cursor, order }),
  // Something that people share is to be read again; a part that this page does not know is nothing to it.
  z.object({ type: z.literal('workspace'), cursor, what: z.string() }),
  z.object({ type: z.literal('resync'), cursor, threadId: z.optional(z.string()) }),
  z.object({ type: z.literal('pong'), cursor }),
  z.object({
    type: z.literal('problem'),
    cursor,
    threadId: z.nullish(z.string()),
    title: z.optional(z.string()),
    status: z.optional(z.number()),
    detail: z.optional(z.string()),
  }),
]);

export type ServerFrame = z.output<typeof serverFrame>;
export type FrameOf<T extends ServerFrame['type']> = Extract<ServerFrame, { type: T }>;

export type ClientFrame =
  | { type: 'hello'; cursor?: string }
  | { type: 'open'; threadId: string; afterSeq: number }
  | { type: 'close'; threadId: string }
  | { type: 'typing'; threadId: string; on: boolean }
  | { type: 'ping' };

const known: ReadonlySet<unknown> = new Set<ServerFrame['type']>([
  'welcome',
  'thread',
  'message',
  'status',
  'read',
  'typing',
  'presence',
  'number',
  'order',
  'workspace',
  'resync',
  'pong',
  'problem',
]);

export type Decoded =
  | { kind: 'frame'; frame: ServerFrame }
  /** A newer server's frame: nothing to do but to keep its cursor. */
  | { kind: 'unknown'; cursor: string | undefined }
  /** A frame we should understand and cannot: what it said is lost to us, so state must be read again. */
  | { kind: 'broken'; cursor: undefined };

export function decode(data: unknown): Decoded {
  let value: unknown;
  try {
    value = typeof data === 'string' ? JSON.parse(data) : undefined;
  } catch {
    return { kind: 'broken', cursor: undefined };
  }
  if (typeof value !== 'object' || value === null || !('type' in value)) {
    return { kind: 'broken', cursor: undefined };
  }
  if (!known.has(value.type)) {
    const at = 'cursor' in value && typeof value.cursor === 'string' ? value.cursor : undefined;
    return { kind: 'unknown', cursor: at };
  }
  const result = serverFrame.safeParse(value);
  return result.success ? { kind: 'frame', frame: result.data } : { kind: 'broken', cursor: undefined };
}
