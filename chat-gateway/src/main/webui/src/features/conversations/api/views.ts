import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import type { ListScope } from '@/live/keys';
import { filters, orders } from '@/live/keys';
import { call, callFor } from '@/shared/http';

const view = z.object({
  id: z.string(),
  name: z.string(),
  filter: z.catch(z.enum(filters), 'all'),
  order: z.catch(z.enum(orders), 'activity'),
  dids: z.catch(z.array(z.string()), []),
  labels: z.catch(z.array(z.string()), []),
  assignee: z.nullish(z.string()),
  team: z.nullish(z.string()),
  position: z.catch(z.number(), 0),
});
export type SavedView = z.output<typeof view>;

/** The agent's own views, in their order. Other windows of theirs may change them. */
export const viewsQuery = queryOptions({
  queryKey: ['views'],
  queryFn: async ({ signal }) => (await callFor(z.array(view), '/api/views', { signal })).data,
  staleTime: 60_000,
});

export function scopeOfView({ filter, order, dids, labels, assignee, team }: SavedView): ListScope {
  return {
    filter,
    order,
    dids: [...dids].sort(),
    labels: [...labels].sort(),
    assignee: assignee ?? null,
    team: team ?? null,
  };
}

export function sameScope(one: ListScope, other: ListScope): boolean {
  return JSON.stringify(scopeKey(one)) === JSON.stringify(scopeKey(other));
}

const scopeKey = ({ filter, order, dids, labels, assignee, team }: ListScope) => [
  filter,
  order,
  dids,
  labels,
  assignee,
  team,
];

const bodyOf = (name: string, { filter, order, dids, labels, assignee, team }: ListScope) => ({
  name,
  filter,
  order,
  dids,
  labels,
  ...(assignee !== null && { assignee }),
  ...(team !== null && { team }),
});

/** @param key of the request: asked again with it, there is still one view */
export async function addView(name: string, scope: ListScope, key: string): Promise<SavedView> {
  return (
    await callFor(view, '/api/views', {
      method: 'POST',
      json: bodyOf(name, scope),
      headers: { 'Idempotency-Key': key },
    })
  ).data;
}

export async function putView(
  id: string,
  name: string,
  scope: ListScope,
  position: number,
): Promise<SavedView> {
  return (
    await callFor(view, `/api/views/${id}`, { method: 'PUT', json: { ...bodyOf(name, scope), position } })
  ).data;
}

export async function deleteView(id: string): Promise<void> {
  await call(`/api/views/${id}`, { method: 'DELETE' });
}
