import { queryOptions } from '@tanstack/react-query';
import { createContext, use } from 'react';
import type { Me } from './contract';
import { meView } from './contract';
import { callFor } from './http';
import { formatPhone } from './format';

/** Who the browser's session belongs to right now. */
export async function fetchMe(signal?: AbortSignal): Promise<Me> {
  return (await callFor(meView, '/api/me', { signal })).data;
}

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => fetchMe(signal),
  staleTime: Infinity,
});

export const MeContext = createContext<Me | null>(null);

/** Who is signed in. Only below the sign-in gate. */
export function useMe(): Me {
  const me = use(MeContext);
  if (me === null) {
    throw new Error('outside of the sign-in gate');
  }
  return me;
}

export function isManager(me: Me): boolean {
  return me.roles.includes('manager') || me.roles.includes('admin');
}

export function isAdmin(me: Me): boolean {
  return me.roles.includes('admin');
}

/** The colour people gave one of our numbers, if they did. */
export function numberColor(me: Me, did: string): string | null {
  return me.numbers.find((number) => number.did === did)?.color ?? null;
}

/** What our people call one of our numbers. */
export function numberName(me: Me, did: string): string {
  const name = me.numbers.find((number) => number.did === did)?.name;
  return name === undefined || name === null || name === '' ? formatPhone(did) : name;
}
