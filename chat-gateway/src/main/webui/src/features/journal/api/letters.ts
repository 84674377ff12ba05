import { infiniteQueryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { callFor, nextLink, query } from '@/shared/http';
import type { Standing } from './decision';
import { decisionView } from './decision';

const letterView = z.object({
  place: z.string(),
  at: z.string(),
  key: z.nullish(z.string()),
  type: z.nullish(z.string()),
  reason: z.catch(z.string(), ''),
  bytes: z.catch(z.number(), 0),
  preview: z.nullish(z.string()),
  from: z.nullish(z.object({ topic: z.string(), partition: z.number(), offset: z.number() })),
  decision: z.nullish(decisionView),
});
export type Letter = z.output<typeof letterView>;

export const lettersKey = ['journal', 'letters'] as const;

/** Records of one topic that a consumer could not take, newest first. */
export function lettersQuery(topic: string, state: Standing) {
  return infiniteQueryOptions({
    queryKey: [...lettersKey, topic, state],
    queryFn: async ({ pageParam, signal }) => {
      const { data, headers } = await callFor(
        z.array(letterView),
        pageParam ?? `/api/journal/letters/${encodeURIComponent(topic)}${query({ state, limit: 50 })}`,
        { signal },
      );
      return { items: data, next: nextLink(headers) };
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
}
