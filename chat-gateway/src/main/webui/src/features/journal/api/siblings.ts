import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { messageDelivery } from '@/shared/contract';
import { callFor } from '@/shared/http';

const answer = z.object({ deliveries: z.catch(z.array(messageDelivery), []) });

/** Every delivery that one message stands for. */
export function siblingsQuery(messageId: string) {
  return queryOptions({
    queryKey: ['journal', 'siblings', messageId],
    queryFn: async ({ signal }) =>
      (await callFor(answer, `/api/messages/${encodeURIComponent(messageId)}`, { signal })).data.deliveries,
    staleTime: 10_000,
  });
}
