import { describe, expect, it } from 'vitest';
import type { Thread } from '@/shared/contract';
import { aThread, at } from '@/test/samples';
import type { ListScope } from './keys';
import { anything } from './keys';
import type { ThreadList } from './thread-lists';
import {
  belongs,
  Flattened,
  newerThread,
  PAGES_READ_AGAIN,
  placeThreads,
  pruneList,
  shortened,
} from './thread-lists';

const all: ListScope = { filter: 'all', order: 'activity', ...anything };
const unread: ListScope = { ...all, filter: 'unread' };
const longest: ListScope = { ...all, order: 'waiting' };

function thread(id: string, minutes: number, values: Partial<Thread> = {}): Thread {
  return aThread({ id, lastMessageAt: at(minutes), lastSeq: minutes, ...values });
}

function listOf(...pages: Thread[][]): ThreadList {
  return {
    pages: pages.map((items, index) => ({
      items,
      next: index === pages.length - 1 ? null : `page-${index + 1}`,
    })),
    pageParams: pages.map(() => null),
  };
}

const ids = (list: ThreadList): string[] => list.pages.flatMap((page) => page.items.map((item) => item.id));

describe('a list of conversations', () => {
  it('moves one with new activity to the top', () => {
    const list = listOf([thread('a', 9), thread('b', 8)], [thread('c', 7)]);
    expect(ids(placeThreads(list, [thread('c', 10)], all, 'ana', null))).toEqual(['c', 'a', 'b']);
  });

  it('leaves one in place when only a tick moved', () => {
    const list = listOf([thread('a', 9), thread('b', 8)]);
    const changed = thread('b', 8, { lastSeq: 20, labels: ['VIP'] });
    const placed = placeThreads(list, [changed], all, 'ana', null);
    expect(ids(placed)).toEqual(['a', 'b']);
    expect(placed.pages[0]?.items[1]?.labels).toEqual(['VIP']);
  });

  it('does not take what belongs below the loaded pages', () => {
    const list: ThreadList = { pages: [{ items: [thread('a', 9)], next: 'more' }], pageParams: [null] };
    expect(ids(placeThreads(list, [thread('z', 1)], all, 'ana', null))).toEqual(['a']);
    expect(ids(placeThreads(listOf([thread('a', 9)]), [thread('z', 1)], all, 'ana', null))).toEqual([
      'a',
      'z',
    ]);
  });

  it('lets go of what no longer fits, but not of the open thread', () => {
    const list = listOf([thread('a', 9), thread('b', 8)]);
    const read = [thread('a', 9, { readInbound: 1 }), thread('b', 8, { readInbound: 1 })];
    const placed = placeThreads(list, read, unread, 'ana', 'b');
    expect(ids(placed)).toEqual(['b']);
    expect(ids(pruneList(placed, unread, 'ana', null))).toEqual([]);
  });

  it('keeps the newer state and the further reading, whichever comes last', () => {
    const known = thread('a', 9, { lastSeq: 12, readInbound: 1, labels: ['new'] });
    const stale = thread('a', 9, { lastSeq: 11, readInbound: 0, labels: [] });
    expect(newerThread(known, stale)).toBe(known);
    expect(newerThread(stale, known)).toMatchObject({ labels: ['new'], readInbound: 1 });
    expect(newerThread(known, { ...stale, readInbound: 5 })).toMatchObject({
      labels: ['new'],
      readInbound: 5,
    });
  });

  it.each([
    ['mine', { assignee: 'ana' }, true],
    ['mine', { assignee: 'leo' }, false],
    ['unassigned', { assignee: null }, true],
    ['unassigned', { assignee: undefined, state: 'closed' }, false],
    ['unanswered', { unanswered: true }, true],
    ['unanswered', { unanswered: true, state: 'closed' }, false],
    ['unanswered', { unanswered: true, state: 'snoozed' }, true],
    ['all', { state: 'closed' }, false],
    ['snoozed', { state: 'snoozed' }, true],
    ['snoozed', { state: 'open' }, false],
    ['mine', { assignee: 'ana', state: 'snoozed' }, true],
    ['closed', { state: 'open' }, false],
    ['closed', { state: 'closed' }, true],
    ['unread', { inboundCount: 3, readInbound: 3 }, false],
  ] as const)('%s holds %j: %s', (filter, values, expected) => {
    expect(belongs(aThread(values), { ...all, filter }, 'ana')).toBe(expected);
  });

  it.each([
    [{ dids: ['+17865550100'] }, false],
    [{ dids: ['+17865550100', '+17865551234'] }, true],
    [{ labels: ['vip', 'billing'] }, true],
    [{ labels: ['billing'] }, false],
    [{ assignee: 'leo' }, true],
    [{ assignee: 'ana' }, false],
    [{ team: 'support' }, true],
    [{ team: 'sales' }, false],
    [{ labels: ['vip'], assignee: 'leo', team: 'sales' }, false],
  ])('narrowed to %j: %s', (narrowing, expected) => {
    const thread = aThread({ labels: ['vip'], assignee: 'leo', team: 'support' });
    expect(belongs(thread, { ...all, ...narrowing }, 'ana')).toBe(expected);
  });

  it('is read again only as far as anybody looks at it', () => {
    const long = listOf(...Array.from({ length: 40 }, (_, page) => [thread(`t${page}`, 100 - page)]));
    expect(shortened(long).pages).toHaveLength(PAGES_READ_AGAIN);
    expect(shortened(long).pageParams).toHaveLength(PAGES_READ_AGAIN);
    const short = listOf([thread('a', 1)]);
    expect(shortened(short)).toBe(short);
  });

  it('shows a thread once that moved while pages were read', () => {
    const rows = new Flattened();
    const shown = (...pages: Thread[][]) => rows.of(listOf(...pages).pages).map(({ id }) => id);
    const [a, b, c] = [thread('a', 8), thread('b', 7), thread('c', 6)];
    expect(shown([a, b], [c])).toEqual(['a', 'b', 'c']);
    expect(shown([thread('c', 9), a, b], [c])).toEqual(['c', 'a', 'b']);
    expect(shown([thread('c', 9), a, b], [])).toEqual(['c', 'a', 'b']);
    expect(shown([a], [b], [c])).toEqual(['a', 'b', 'c']);
    expect(shown()).toEqual([]);
  });

  it('finds its place on the right page of many', () => {
    const list = listOf(
      [thread('a', 90), thread('b', 80)],
      [thread('c', 70), thread('d', 60)],
      [thread('e', 50)],
    );
    expect(ids(placeThreads(list, [thread('x', 75)], all, 'ana', null))).toEqual([
      'a',
      'b',
      'x',
      'c',
      'd',
      'e',
    ]);
    expect(ids(placeThreads(list, [thread('x', 65)], all, 'ana', null))).toEqual([
      'a',
      'b',
      'c',
      'x',
      'd',
      'e',
    ]);
    expect(ids(placeThreads(list, [thread('x', 1)], all, 'ana', null))).toEqual([
      'a',
      'b',
      'c',
      'd',
      'e',
      'x',
    ]);
  });

  it('moves by the microsecond, as the server sorts', () => {
    const moment = (id: string, lastMessageAt: string) => aThread({ id, lastMessageAt });
    const list = listOf([
      moment('a', '2026-11-23T15:00:00.123456Z'),
      moment('b', '2026-11-23T15:00:00.123Z'),
    ]);
    const between = moment('x', '2026-11-23T15:00:00.123400Z');
    expect(ids(placeThreads(list, [between], all, 'ana', null))).toEqual(['a', 'x', 'b']);
    const twin = moment('c', '2026-11-23T15:00:00.123Z');
    expect(ids(placeThreads(list, [twin], all, 'ana', null))).toEqual(['a', 'c', 'b']);
  });
});

describe('a list with the longest waiting first', () => {
  const waits = (id: string, since: number, activity = since) =>
    thread(id, activity, { unanswered: true, waitingSince: at(since) });
  const answered = (id: string, minutes: number) =>
    thread(id, minutes, { unanswered: false, waitingSince: null });
  const place = (list: ThreadList, changed: Thread, scope = longest, pinned: string | null = null) =>
    placeThreads(list, [changed], scope, 'ana', pinned);

  it('puts one that begins to wait behind those who wait, before the answered ones', () => {
    const list = listOf([waits('a', 1), waits('b', 2)], [answered('c', 9), answered('d', 8)]);
    expect(ids(place(list, waits('d', 10)))).toEqual(['a', 'b', 'd', 'c']);
    expect(ids(place(list, waits('new', 10)))).toEqual(['a', 'b', 'new', 'c', 'd']);
  });

  it('does not move one that writes again while it waits', () => {
    const list = listOf([waits('a', 1), waits('b', 2), answered('c', 9)]);
    const again = waits('b', 2, 10);
    const placed = place(list, again);
    expect(ids(placed)).toEqual(['a', 'b', 'c']);
    expect(placed.pages[0]?.items[1]?.lastMessageAt).toBe(at(10));
    expect(ids(placeThreads(list, [again], all, 'ana', null))).toEqual(['b', 'a', 'c']);
  });

  it('puts an answered one on top of the answered ones', () => {
    const list = listOf([waits('a', 1), waits('b', 2), answered('c', 9)]);
    expect(ids(place(list, answered('a', 10)))).toEqual(['b', 'a', 'c']);
  });

  it('is the usual one where nobody waits', () => {
    const closed = (id: string, minutes: number) => ({ ...waits(id, minutes), state: 'closed' as const });
    const list = listOf([closed('a', 9), closed('b', 8)]);
    expect(ids(place(list, closed('c', 10), { ...longest, filter: 'closed' }))).toEqual(['c', 'a', 'b']);
  });

  describe('of which not all is loaded', () => {
    const more = (...pages: Thread[][]): ThreadList => ({
      pages: pages.map((items, page) => ({ items, next: `page-${page + 1}` })),
      pageParams: pages.map(() => null),
    });

    it('holds the open one when it is answered, until the agent turns away', () => {
      const list = place(more([waits('a', 1), waits('b', 2)]), answered('a', 10), longest, 'a');
      expect(ids(list)).toEqual(['b', 'a']);
      expect(ids(place(list, waits('c', 3)))).toEqual(['b', 'a']);
      expect(ids(place(list, waits('x', 1.5)))).toEqual(['x', 'b', 'a']);
      expect(ids(pruneList(list, longest, 'ana', 'a'))).toEqual(['b', 'a']);
      const left = pruneList(list, longest, 'ana', 'b');
      expect(ids(left)).toEqual(['b']);
      expect(left.pages[0]).toEqual({ items: [list.pages[0]?.items[0]], next: 'page-1' });
    });

    it('takes it home when it waits again, and holds it once only', () => {
      const list = place(more([waits('a', 1), waits('b', 3)]), answered('a', 10), longest, 'a');
      const twice = place(list, answered('a', 11), longest, 'a');
      expect(ids(twice)).toEqual(['b', 'a']);
      expect(ids(pruneList(twice, longest, 'ana', null))).toEqual(['b']);
      const home = place(twice, waits('a', 2, 12), longest, 'a');
      expect(ids(home)).toEqual(['a', 'b']);
      expect(ids(pruneList(home, longest, 'ana', null))).toEqual(['a', 'b']);
    });

    it('shows it where it belongs when the pages come down to it', () => {
      const held = place(more([waits('a', 1), waits('b', 2)]), answered('a', 10), longest, 'a');
      const longer: ThreadList = {
        pages: [...held.pages, { items: [answered('a', 10), answered('c', 9)], next: null }],
        pageParams: [null, 'page-1'],
      };
      expect(ids(pruneList(longer, longest, 'ana', null))).toEqual(['b', 'a', 'c']);
      expect(ids(place(longer, answered('d', 9.5), longest, 'a'))).toEqual(['b', 'a', 'a', 'd', 'c']);
    });
  });
});
