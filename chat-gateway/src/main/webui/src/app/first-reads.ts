import type { QueryClient } from '@tanstack/react-query';
import { threadsQuery } from '@/features/conversations/api/get-threads';
import { scopeOf } from '@/features/conversations/list-scope';
import { countsQuery } from '@/live/thread-counts';
import { meQuery } from '@/shared/me';

/**
 * Asks for what the first screen shows while the page is still being drawn, all at once: who is signed in, and what the list
 * at this address holds. Who is not signed in is told so by the first answer, and the others are not looked at.
 */
export function readFirst(
  client: QueryClient,
  { pathname, search }: Pick<Location, 'pathname' | 'search'>,
): void {
  const later = (): undefined => undefined;
  client.query(meQuery).catch(later);
  if (pathname === '/' || pathname.startsWith('/t/')) {
    const scope = scopeOf(new URLSearchParams(search));
    const { dids, labels, assignee, team } = scope;
    client.infiniteQuery(threadsQuery(scope)).catch(later);
    client.query(countsQuery({ dids, labels, assignee, team })).catch(later);
  }
}
