import { infiniteQueryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { keys } from '@/live/keys';
import { messageView } from '@/shared/contract';
import { callFor, nextLink } from '@/shared/http';

const messages = z.array(messageView);

/** What was sent in a conversation to look at, the newest first. Addresses of media live shortly. */
export function galleryQuery(threadId: string) {
  return infiniteQueryOptions({
    queryKey: keys.gallery(threadId),
    queryFn: async ({ pageParam, signal }) => {
      const { data, headers } = await callFor(messages, pageParam, { signal });
      return { messages: data, next: nextLink(headers) };
    },
    initialPageParam: `/api/threads/${encodeURIComponent(threadId)}/media`,
    getNextPageParam: (page) => page.next,
    staleTime: 60_000,
  });
}
