import type { QueryClient } from '@tanstack/react-query';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import * as z from 'zod/mini';
import { callFor } from '@/shared/http';

const personView = z.object({
  user: z.string(),
  name: z.string(),
  teams: z.catch(z.array(z.string()), []),
  roles: z.catch(z.array(z.string()), []),
  seenAt: z.string(),
});
export type Person = z.output<typeof personView>;

const STALE_MS = 60_000;

/** This agent's colleagues: those of their teams, and the managers. */
export const peopleQuery = queryOptions({
  queryKey: ['people'],
  queryFn: async ({ signal }) => (await callFor(z.array(personView), '/api/people', { signal })).data,
  staleTime: STALE_MS,
});

const takersView = z.object({ people: z.array(personView), teams: z.array(z.string()) });
export type Takers = z.output<typeof takersView>;

/** Whom a thread can be given to, and whom a note of it can call. */
export const takersQuery = (threadId: string) =>
  queryOptions({
    queryKey: ['people', 'takers', threadId],
    queryFn: async ({ signal }) =>
      (await callFor(takersView, `/api/threads/${encodeURIComponent(threadId)}/takers`, { signal })).data,
    staleTime: STALE_MS,
  });

/** What somebody is called, by their user's name; whom nobody knows by name is called by that. */
export type Names = (user: string) => string;

const byTheirUser: Names = (user) => user;

const namesIn = (people: readonly Person[]): Record<string, string> =>
  Object.fromEntries(people.map(({ user, name }) => [user, name]));

/** It stays the same function as long as their names stay the same. */
export function useNames(): Names {
  const client = useQueryClient();
  const { data } = useQuery({ ...peopleQuery, select: namesIn });
  return useMemo(() => {
    if (data === undefined) {
      return byTheirUser;
    }
    return (user) => {
      const name = Object.hasOwn(data, user) ? data[user] : undefined;
      if (name === undefined) {
        lookFor(client, user);
      }
      return name === undefined || name === '' ? user : name;
    };
  }, [client, data]);
}

const soughtBy = new WeakMap<QueryClient, Set<string>>();

/** Somebody may have come since the people were read: they are read once more, once for each whom they did not hold. */
function lookFor(client: QueryClient, user: string): void {
  const sought = soughtBy.get(client) ?? new Set();
  soughtBy.set(client, sought);
  if (user === '' || sought.has(user)) {
    return;
  }
  sought.add(user);
  // Not while something is being drawn; and all whom one drawing misses are one question.
  setTimeout(() => {
    if (client.isFetching({ queryKey: peopleQuery.queryKey, exact: true }) === 0) {
      void client.invalidateQueries({ queryKey: peopleQuery.queryKey, exact: true });
    }
  });
}

/** As people look for each other: parts of names, whatever the accents. */
export function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** Whether a word of the name, or the user's name, begins so. */
export function isCalled(person: Pick<Person, 'user' | 'name'>, words: string): boolean {
  const sought = fold(words.trim());
  const name = fold(person.name);
  return (
    sought === '' ||
    fold(person.user).startsWith(sought) ||
    name.startsWith(sought) ||
    name.split(/\s+/).some((word) => word.startsWith(sought))
  );
}
