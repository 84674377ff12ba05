import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { callFor } from '@/shared/http';

const topicView = z.object({
  topic: z.string(),
  open: z.catch(z.number(), 0),
  total: z.catch(z.number(), 0),
  oldestOpenAt: z.nullish(z.string()),
  reasons: z.catch(z.array(z.object({ reason: z.catch(z.string(), ''), count: z.catch(z.number(), 0) })), []),
});
export type LetterTopic = z.output<typeof topicView>;

export const QUARANTINE_TOPIC = 'webhook.quarantine';
const POLL_MS = 60_000;

/** What waits for a decision, topic by topic. Asked every minute: it has no frames of its own. */
export const letterTopicsQuery = queryOptions({
  queryKey: ['journal', 'letter-topics'],
  queryFn: async ({ signal }) => (await callFor(z.array(topicView), '/api/journal/letters', { signal })).data,
  refetchInterval: POLL_MS,
  staleTime: POLL_MS / 2,
});

export function openIn(topics: readonly LetterTopic[] | undefined): number {
  return topics?.reduce((sum, topic) => sum + topic.open, 0) ?? 0;
}
