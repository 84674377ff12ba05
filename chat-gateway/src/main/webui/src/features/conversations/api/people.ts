import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { callFor } from '@/shared/http';

const person = z.object({
  user: z.string(),
  name: z.catch(z.string(), ''),
  teams: z.catch(z.array(z.string()), []),
  roles: z.catch(z.array(z.string()), []),
  seenAt: z.nullish(z.string()),
});

/** Whom a conversation can belong to. */
export const peopleQuery = queryOptions({
  queryKey: ['people'],
  queryFn: async ({ signal }) => (await callFor(z.array(person), '/api/people', { signal })).data,
  staleTime: 5 * 60_000,
});
