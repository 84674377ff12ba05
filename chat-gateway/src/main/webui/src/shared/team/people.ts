import { queryOptions, useQuery } from '@tanstack/react-query';
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

/** What people are called; who is not known by name is called by their user's. */
export function useNames(): (user: string) => string {
  const { data } = useQuery(peopleQuery);
  return (user) => data?.find((person) => person.user === user)?.name ?? user;
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
