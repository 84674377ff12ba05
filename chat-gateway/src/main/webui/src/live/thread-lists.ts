import type { InfiniteData } from '@tanstack/react-query';
import type { Thread } from '@/shared/contract';
import { unreadOf } from '@/shared/contract';
import type { Filter, ListScope, Narrowing } from './keys';

export interface ThreadPage {
  items: Thread[];
  /** Address of the page after it; null on the last. */
  next: string | null;
  /** The open conversation, at the end of this page although it belongs further down than has been read. */
  held?: string;
}

export type ThreadList = InfiniteData<ThreadPage, string | null>;

/** Whether a thread is on a tab: the same question the server answers when the list is read. */
export function onTab(thread: Thread, filter: Filter, user: string): boolean {
  if ((filter === 'closed') !== (thread.state === 'closed')) {
    return false;
  }
  switch (filter) {
    case 'all':
    case 'closed':
      return true;
    case 'mine':
      return thread.assignee === user;
    case 'unassigned':
      return (thread.assignee ?? null) === null;
    case 'unread':
      return unreadOf(thread) > 0;
    case 'unanswered':
      return thread.unanswered;
    case 'snoozed':
      return thread.state === 'snoozed';
  }
}

/** Whether a thread is among those that a list is narrowed to. */
export function within(thread: Thread, { dids, labels, assignee, team }: Narrowing): boolean {
  return (
    (dids.length === 0 || dids.includes(thread.did)) &&
    (labels.length === 0 || labels.some((label) => thread.labels.includes(label))) &&
    (assignee === null || thread.assignee === assignee) &&
    (team === null || thread.team === team)
  );
}

export function belongs(thread: Thread, scope: ListScope, user: string): boolean {
  return within(thread, scope) && onTab(thread, scope.filter, user);
}

/** Which of two conversations stands first: negative for the first one, 0 for one and the same place. */
type Comparison = (a: Thread, b: Thread) => number;

/** Moments to the microsecond, of which a `Date` knows nothing; the server writes them all in one way. */
function byMoment(a: string, b: string): number {
  const byTime = Date.parse(a) - Date.parse(b);
  return byTime !== 0 ? byTime : compare(a.slice(0, -1), b.slice(0, -1));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

const newestFirst: Comparison = (a, b) => byMoment(b.lastMessageAt, a.lastMessageAt) || compare(b.id, a.id);

/** After all who wait come the others, by activity. */
const longestWaitingFirst: Comparison = (a, b) =>
  a.unanswered && b.unanswered
    ? byMoment(waitsSince(a), waitsSince(b)) || compare(a.id, b.id)
    : Number(b.unanswered) - Number(a.unanswered) || newestFirst(a, b);

const waitsSince = ({ waitingSince, lastMessageAt }: Thread): string => waitingSince ?? lastMessageAt;

/** As the server sorts: in a closed conversation nobody waits. */
export function inOrder({ filter, order }: Pick<ListScope, 'filter' | 'order'>): Comparison {
  return order === 'waiting' && filter !== 'closed' ? longestWaitingFirst : newestFirst;
}

const indexes = new WeakMap<readonly Thread[], ReadonlyMap<string, number>>();

/** Where each thread of a page stands. Pages never change, so it is counted once for each. */
function indexOf(items: readonly Thread[]): ReadonlyMap<string, number> {
  let index = indexes.get(items);
  if (index === undefined) {
    index = new Map(items.map((thread, at) => [thread.id, at]));
    indexes.set(items, index);
  }
  return index;
}

export function findInList(list: ThreadList | undefined, id: string): Thread | undefined {
  for (const { items } of list?.pages ?? []) {
    const at = indexOf(items).get(id);
    if (at !== undefined) {
      return items[at];
    }
  }
  return undefined;
}

/**
 * All threads of a list in their order. One that moved while pages were read can be on two of them, and is shown once;
 * to know that of a very long list, only pages that changed are looked at.
 */
export class Flattened {
  #pages: readonly ThreadPage[] = [];
  readonly #times = new Map<string, number>();
  #repeated = 0;

  of(pages: readonly ThreadPage[]): readonly Thread[] {
    const length = Math.max(pages.length, this.#pages.length);
    for (let at = 0; at < length; at += 1) {
      const [was, is] = [this.#pages[at], pages[at]];
      if (was?.items !== is?.items) {
        was?.items.forEach(({ id }) => this.#count(id, -1));
        is?.items.forEach(({ id }) => this.#count(id, 1));
      }
    }
    this.#pages = pages;
    const all = ([] as Thread[]).concat(...pages.map(({ items }) => items));
    if (this.#repeated === 0) {
      return all;
    }
    const seen = new Set<string>();
    return all.filter(({ id }) => !seen.has(id) && seen.add(id).size > 0);
  }

  #count(id: string, by: 1 | -1): void {
    const before = this.#times.get(id) ?? 0;
    const after = before + by;
    this.#repeated += Math.max(0, after - 1) - Math.max(0, before - 1);
    if (after === 0) {
      this.#times.delete(id);
    } else {
      this.#times.set(id, after);
    }
  }
}

/** Longer than anybody has scrolled in a list that is about to be read again: its pages are read one after the other. */
export const PAGES_READ_AGAIN = 10;

export function shortened(list: ThreadList): ThreadList {
  return list.pages.length <= PAGES_READ_AGAIN
    ? list
    : {
        pages: list.pages.slice(0, PAGES_READ_AGAIN),
        pageParams: list.pageParams.slice(0, PAGES_READ_AGAIN),
      };
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
 * that moves up leaves its page one shorter, one that belongs below what is loaded will come with its page. Only the open
 * one is held, at the end of what is loaded.
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
  const comparison = inOrder(scope);
  const known = new Set<string>();
  let pages = list.pages.map((page) => {
    const index = indexOf(page.items);
    if (![...byId.keys()].some((id) => index.has(id))) {
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
      return comparison(newest, thread) === 0 && (belongs(newest, scope, user) || newest.id === pinned)
        ? [newest]
        : [];
    });
    return kept(page, items);
  });
  for (const thread of byId.values()) {
    if (pages.some((page) => indexOf(page.items).has(thread.id))) {
      continue;
    }
    const open = known.has(thread.id) && thread.id === pinned;
    if (belongs(thread, scope, user) || open) {
      pages = insert(pages, thread, comparison, open);
    }
  }
  return pages.every((page, at) => page === list.pages[at]) ? list : { ...list, pages };
}

/** What is left of a page. */
function kept({ next, held }: ThreadPage, items: Thread[]): ThreadPage {
  return held !== undefined && items.at(-1)?.id === held ? { items, next, held } : { items, next };
}

/** @param held stays even if it belongs further down than has been read */
function insert(pages: ThreadPage[], thread: Thread, comparison: Comparison, held: boolean): ThreadPage[] {
  for (const [at, page] of pages.entries()) {
    const last = at === pages.length - 1;
    const end = page.held === undefined ? page.items.length : page.items.length - 1;
    const border = page.items[end - 1];
    if (border !== undefined && comparison(thread, border) > 0 && !last) {
      continue;
    }
    const index = page.items.findIndex((other, place) => place < end && comparison(thread, other) < 0);
    if (index !== -1 || (last && page.next === null)) {
      return pages.with(at, { ...page, items: page.items.toSpliced(index === -1 ? end : index, 0, thread) });
    }
    if (last && held) {
      return pages.with(at, { ...page, items: [...page.items, thread], held: thread.id });
    }
  }
  return pages;
}

/** Takes out what does not belong there, once the agent has turned away from it. */
export function pruneList(
  list: ThreadList,
  scope: ListScope,
  user: string,
  pinned: string | null,
): ThreadList {
  const pages = list.pages.map((page) => {
    const stays = (thread: Thread): boolean =>
      thread.id === pinned || (thread.id !== page.held && belongs(thread, scope, user));
    if (page.items.every(stays)) {
      return page;
    }
    return kept(page, page.items.filter(stays));
  });
  return pages.every((page, at) => page === list.pages[at]) ? list : { ...list, pages };
}

/** Without the conversations of a number that this agent may not see any more; not even the open one stays. */
export function withoutNumber(list: ThreadList, did: string): ThreadList {
  if (!list.pages.some((page) => page.items.some((thread) => thread.did === did))) {
    return list;
  }
  return {
    ...list,
    pages: list.pages.map((page) =>
      kept(
        page,
        page.items.filter((thread) => thread.did !== did),
      ),
    ),
  };
}
