import type { InfiniteData } from '@tanstack/react-query';
import type { Thread } from '@/shared/contract';
import { unreadOf } from '@/shared/contract';
import type { ListScope } from './keys';

export interface ThreadPage {
  items: Thread[];
  /** Address of the page after it; null on the last. */
  next: string | null;
}

export type ThreadList = InfiniteData<ThreadPage, string | null>;

/** Whether a thread belongs on a list: the same question the server answers when the list is read. */
export function belongs(thread: Thread, scope: ListScope, user: string): boolean {
  if (scope.did !== null && thread.did !== scope.did) {
    return false;
  }
  if (scope.label !== null && !thread.labels.includes(scope.label)) {
    return false;
  }
  if ((scope.filter === 'closed') !== (thread.state === 'closed')) {
    return false;
  }
  switch (scope.filter) {
    case 'all':
    case 'closed':
      return true;
    case 'unread':
      return unreadOf(thread) > 0;
    case 'unanswered':
      return thread.unanswered;
    case 'mine':
      return thread.assignee === user;
    case 'unassigned':
      return (thread.assignee ?? null) === null;
  }
}

function newestFirst(a: Thread, b: Thread): number {
  const byTime = Date.parse(b.lastMessageAt) - Date.parse(a.lastMessageAt);
  return byTime !== 0 ? byTime : a.id < b.id ? 1 : -1;
}

export function findInList(list: ThreadList | undefined, id: string): Thread | undefined {
  for (const page of list?.pages ?? []) {
    const found = page.items.find((thread) => thread.id === id);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}

/** What is newer stays: a frame of an older state than we already read changes nothing but what was read. */
export function newerThread(known: Thread | undefined, incoming: Thread): Thread {
  if (known === undefined) {
    return incoming;
  }
  const readInbound = Math.max(known.readInbound, incoming.readInbound);
  const winner = incoming.lastSeq >= known.lastSeq ? incoming : known;
  return winner === known && known.readInbound === readInbound ? known : { ...winner, readInbound };
}

/**
 * Puts changed threads where they belong. Pages keep their borders, so the cursor of the last page stays right: a thread
 * that moves up leaves its page one shorter, one that belongs below what is loaded will come with its page.
 *
 * @param pinned the open thread, which never leaves a list under the agent's hands
 */
export function placeThreads(
  list: ThreadList,
  changed: readonly Thread[],
  scope: ListScope,
  user: string,
  pinned: string | null,
): ThreadList {
  const byId = new Map(changed.map((thread) => [thread.id, thread]));
  const known = new Set<string>();
  let pages = list.pages.map((page) => {
    if (!page.items.some((thread) => byId.has(thread.id))) {
      return page;
    }
    const items = page.items.flatMap((thread) => {
      const incoming = byId.get(thread.id);
      if (incoming === undefined) {
        return [thread];
      }
      known.add(thread.id);
      const newest = newerThread(thread, incoming);
      byId.set(thread.id, newest);
      // Kept in its place when nothing about its order changed, so that rows do not jump for a tick.
      return newest.lastMessageAt === thread.lastMessageAt &&
        (belongs(newest, scope, user) || newest.id === pinned)
        ? [newest]
        : [];
    });
    return { ...page, items };
  });
  const placed = new Set(pages.flatMap((page) => page.items.map((thread) => thread.id)));
  for (const thread of byId.values()) {
    if (placed.has(thread.id)) {
      continue;
    }
    const stays = belongs(thread, scope, user) || (known.has(thread.id) && thread.id === pinned);
    if (stays) {
      pages = insert(pages, thread);
    }
  }
  return { ...list, pages };
}

function insert(pages: ThreadPage[], thread: Thread): ThreadPage[] {
  for (const [at, page] of pages.entries()) {
    const index = page.items.findIndex((other) => newestFirst(thread, other) < 0);
    const end = index === -1 ? page.items.length : index;
    if (index !== -1 || (at === pages.length - 1 && page.next === null)) {
      return pages.with(at, { ...page, items: page.items.toSpliced(end, 0, thread) });
    }
  }
  return pages;
}

/** Takes out what no longer belongs, once the agent has turned away from it. */
export function pruneList(
  list: ThreadList,
  scope: ListScope,
  user: string,
  pinned: string | null,
): ThreadList {
  const stays = (thread: Thread): boolean => thread.id === pinned || belongs(thread, scope, user);
  if (list.pages.every((page) => page.items.every(stays))) {
    return list;
  }
  return { ...list, pages: list.pages.map((page) => ({ ...page, items: page.items.filter(stays) })) };
}

/** Without the conversations of a number that this agent may not see any more; not even the open one stays. */
export function withoutNumber(list: ThreadList, did: string): ThreadList {
  if (!list.pages.some((page) => page.items.some((thread) => thread.did === did))) {
    return list;
  }
  return {
    ...list,
    pages: list.pages.map((page) => ({ ...page, items: page.items.filter((thread) => thread.did !== did) })),
  };
}
