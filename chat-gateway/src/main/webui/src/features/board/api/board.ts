import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { callFor } from '@/shared/http';

const count = z.catch(z.number(), 0);

/** Who has waited longest while somebody of the number's teams was there. */
const longest = z.object({
  threadId: z.string(),
  since: z.string(),
  seconds: z.number(),
  there: z.boolean(),
});
export type Longest = z.output<typeof longest>;

const numberLine = z.object({
  did: z.string(),
  waiting: count,
  oldestSince: z.nullish(z.string()),
  oldestThread: z.nullish(z.string()),
  longest: z.nullish(longest),
  open: count,
  unassigned: count,
  queued: count,
  emptyAt: z.nullish(z.string()),
});
export type NumberLine = z.output<typeof numberLine>;

const agentLine = z.object({
  user: z.string(),
  name: z.nullish(z.string()),
  online: z.catch(z.boolean(), false),
  open: count,
  waiting: count,
  oldestSince: z.nullish(z.string()),
  oldestThread: z.nullish(z.string()),
  longest: z.nullish(longest),
  lastReplyAt: z.nullish(z.string()),
  replies: count,
});
export type AgentLine = z.output<typeof agentLine>;

const queue = z.object({
  queued: count,
  later: count,
  held: count,
  /** Segments at most; absent when nothing limits them. */
  perMinute: z.nullish(z.number()),
  /** When the last of them will probably have left. */
  emptyAt: z.nullish(z.string()),
  waiting: z.nullish(z.string()),
  rests: z.nullish(z.object({ reason: z.string(), since: z.string(), until: z.string() })),
});
export type CarrierQueue = z.output<typeof queue>;

const board = z.object({
  at: z.string(),
  /** Seconds. */
  thresholds: z.catch(z.object({ longWait: z.number(), tooLong: z.number() }), {
    longWait: 300,
    tooLong: 900,
  }),
  waiting: count,
  oldest: z.nullish(z.object({ threadId: z.string(), since: z.string() })),
  longest: z.nullish(longest),
  open: count,
  unassigned: count,
  snoozed: count,
  today: z.object({
    received: count,
    sent: count,
    replies: count,
    firstReplyP50: z.nullish(z.number()),
    firstReplyOpenP50: z.nullish(z.number()),
    resolved: count,
  }),
  numbers: z.catch(z.array(numberLine), []),
  agents: z.catch(z.array(agentLine), []),
  queue,
});
export type Board = z.output<typeof board>;
export type Thresholds = Board['thresholds'];

export const boardKey = ['board'] as const;

/** Frames say when to read it again; beside them it is read now and then, for what has no frame: the queue, who is here. */
const NOW_AND_THEN_MS = 15_000;

export const boardQuery = queryOptions({
  queryKey: boardKey,
  queryFn: async ({ signal }) => (await callFor(board, '/api/board', { signal })).data,
  refetchInterval: NOW_AND_THEN_MS,
  staleTime: 1_000,
});
