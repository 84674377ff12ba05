import { QueryClient, QueryObserver } from '@tanstack/react-query';
import type { MockInstance } from 'vitest';
import { describe, expect, it, vi } from 'vitest';
import type { Me, Thread, ThreadView } from '@/shared/contract';
import { FakeTiming, settle } from '@/test/fake-timing';
import { aMessage, aThread, at } from '@/test/samples';
import type { Presence } from './bridge';
import { ASK_MS, BATCH_MS, GAP_GRACE_MS, LiveBridge, MOVED_MS, NUMBERS_MS, TYPING_MS } from './bridge';
import type { ServerFrame } from './frames';
import type { ListScope } from './keys';
import { anything, keys } from './keys';
import type { ThreadList } from './thread-lists';
import type { Timeline } from './timeline';

const all: ListScope = { filter: 'all', order: 'activity', ...anything };

function viewOf(thread: Thread): ThreadView {
  const { readInbound, ...view } = thread;
  expect(readInbound).toBeGreaterThanOrEqual(0);
  return view;
}

function setUp() {
  const timing = new FakeTiming();
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const sent: unknown[] = [];
  const fetched: string[] = [];
  const inbound: string[] = [];
  const bridge = new LiveBridge({
    client,
    user: 'ana',
    timing,
    line: {
      open: (threadId, afterSeq) => sent.push({ type: 'open', threadId, afterSeq }),
      close: (threadId) => sent.push({ type: 'close', threadId }),
      typing: (threadId, on) => sent.push({ type: 'typing', threadId, on }),
    },
    fetchThread: (id) => {
      fetched.push(id);
      return Promise.resolve(
        aThread({ id, lastMessageAt: at(50), lastSeq: 50, inboundCount: 9, readInbound: 7 }),
      );
    },
    onInbound: (thread) => inbound.push(thread.id),
  });
  const say = (...frames: ServerFrame[]): void => {
    frames.forEach((frame) => bridge.frame(frame));
    timing.advance(BATCH_MS);
  };
  const welcome = (resumed = true): void =>
    say({ type: 'welcome', cursor: 'c', user: 'ana', resumed }, { type: 'pong' });
  client.setQueryData<ThreadList>(keys.list(all), {
    pages: [{ items: [aThread({ id: 'thread-2', lastMessageAt: at(3) }), aThread()], next: null }],
    pageParams: [null],
  });
  client.setQueryData<Timeline>(keys.timeline('thread-1'), {
    messages: [aMessage({ seq: 1 })],
    lastSeq: 1,
    hasOlder: false,
  });
  const open = (): void => {
    bridge.openThread('thread-1');
    say({ type: 'presence', threadId: 'thread-1', users: ['ana'] });
  };
  const listed = (): string[] =>
    client
      .getQueryData<ThreadList>(keys.list(all))
      ?.pages.flatMap((page) => page.items.map((one) => one.id)) ?? [];
  const timeline = (): Timeline | undefined => client.getQueryData<Timeline>(keys.timeline('thread-1'));
  return { timing, client, sent, fetched, inbound, bridge, say, welcome, open, listed, timeline };
}

function messageFrame(seq: number): ServerFrame {
  return { type: 'message', cursor: `c${seq}`, threadId: 'thread-1', seq, message: aMessage({ seq }) };
}

/** Which conversations are read again, of all that is. */
function conversationsOf(invalidate: MockInstance<QueryClient['invalidateQueries']>): unknown[] {
  const others: ReadonlySet<unknown> = new Set(['me', 'numbers']);
  return invalidate.mock.calls.map(([filter]) => filter?.queryKey).filter((key) => !others.has(key?.[0]));
}

/** Counts how often a query is read while somebody looks at it. */
function watched(
  client: QueryClient,
  queryKey: readonly unknown[],
  answer: unknown = null,
): { reads: () => number; stop: () => void } {
  const read = vi.fn(() => Promise.resolve(answer));
  const stop = new QueryObserver(client, { queryKey, queryFn: read }).subscribe(() => undefined);
  return { reads: () => read.mock.calls.length, stop };
}

describe('the live bridge', () => {
  it('puts a message into the open timeline and its thread on top of the list', () => {
    const { bridge, say, welcome, listed, timeline, inbound, open } = setUp();
    welcome();
    open();
    const thread = aThread({ lastSeq: 2, inboundCount: 2, lastMessageAt: at(9) });
    say(messageFrame(2), { type: 'thread', cursor: 'c2', thread: viewOf(thread) });
    expect(timeline()?.messages.map((message) => message.seq)).toEqual([1, 2]);
    expect(timeline()?.lastSeq).toBe(2);
    expect(listed()).toEqual(['thread-1', 'thread-2']);
    expect(inbound).toEqual(['thread-1']);
    expect(bridge.status.get()).toEqual({ state: 'live' });
  });

  it('turns a burst into one change of the cache', () => {
    const { client, say, welcome, open } = setUp();
    welcome();
    open();
    const changes = vi.fn();
    const stop = client.getQueryCache().subscribe((event) => {
      if (event.type === 'updated' && (event.query.queryKey as readonly unknown[])[0] === 'timeline') {
        changes();
      }
    });
    say(...Array.from({ length: 200 }, (_, index) => messageFrame(index + 2)));
    stop();
    expect(changes).toHaveBeenCalledTimes(1);
  });

  it('moves a tick', () => {
    const { client, say, welcome, timeline, open } = setUp();
    welcome();
    const outbound = aMessage({ seq: 2, direction: 'outbound', status: 'sent' });
    client.setQueryData<Timeline>(keys.timeline('thread-1'), {
      messages: [outbound],
      lastSeq: 2,
      hasOlder: false,
    });
    open();
    say({
      type: 'status',
      cursor: 'c3',
      threadId: 'thread-1',
      seq: 3,
      messageId: outbound.id,
      status: 'delivered',
      updatedAt: at(4),
    });
    expect(timeline()?.messages[0]?.status).toBe('delivered');
    expect(timeline()?.lastSeq).toBe(3);
  });

  it('asks the server for exactly what is missing, and is live when it has come', () => {
    const { bridge, client, sent, say, welcome, open, timing, timeline } = setUp();
    welcome();
    const invalidate = vi.spyOn(client, 'invalidateQueries');
    open();
    say(messageFrame(2), messageFrame(5));
    expect(bridge.status.get().state).toBe('catching-up');
    sent.length = 0;
    timing.advance(GAP_GRACE_MS);
    expect(sent).toEqual([{ type: 'open', threadId: 'thread-1', afterSeq: 2 }]);
    say(messageFrame(3), messageFrame(4), messageFrame(5), {
      type: 'presence',
      threadId: 'thread-1',
      users: ['ana'],
    });
    expect(timeline()?.messages.map((message) => message.seq)).toEqual([1, 2, 3, 4, 5]);
    expect(bridge.status.get().state).toBe('live');
    expect(invalidate).not.toHaveBeenCalled();
  });

  it('reads the thread again when the server does not say it, and is live when nothing is missing', async () => {
    const { bridge, client, say, welcome, open, timing, timeline } = setUp();
    welcome();
    const read = vi.fn(() =>
      Promise.resolve<Timeline>({
        messages: [1, 2, 3].map((seq) => aMessage({ seq })),
        lastSeq: 3,
        hasOlder: false,
      }),
    );
    const stop = new QueryObserver(client, {
      queryKey: keys.timeline('thread-1'),
      queryFn: read,
      staleTime: Infinity,
    }).subscribe(() => undefined);
    open();
    say(messageFrame(3));
    timing.advance(GAP_GRACE_MS);
    expect(read).not.toHaveBeenCalled();
    say({ type: 'presence', threadId: 'thread-1', users: ['ana'] });
    timing.advance(ASK_MS);
    await settle();
    expect(read).toHaveBeenCalledTimes(1);
    expect(timeline()?.messages.map((message) => message.seq)).toEqual([1, 2, 3]);
    expect(bridge.status.get().state).toBe('live');
    stop();
  });

  it('is not live before everything that was missed is here, nor before the open thread is followed', () => {
    const { bridge, say } = setUp();
    bridge.openThread('thread-1');
    say({ type: 'welcome', cursor: 'c', user: 'ana', resumed: true });
    expect(bridge.status.get().state).toBe('catching-up');
    say({ type: 'pong' });
    expect(bridge.status.get().state).toBe('catching-up');
    say({ type: 'presence', threadId: 'thread-1', users: ['ana'] });
    expect(bridge.status.get().state).toBe('live');
  });

  it('does not lose a message whose summary came before a break', () => {
    const { bridge, sent, say, welcome, open, timing } = setUp();
    welcome();
    open();
    bridge.lost(timing.now());
    welcome(true);
    say({
      type: 'thread',
      cursor: 'c2',
      detailed: true,
      thread: viewOf(aThread({ lastSeq: 2, lastMessageAt: at(2) })),
    });
    bridge.lost(timing.now());
    welcome(true);
    expect(sent.at(-1)).toEqual({ type: 'open', threadId: 'thread-1', afterSeq: 1 });
  });

  it('goes on reading until it has succeeded, and says so as long', async () => {
    const { bridge, client, say, welcome, timing } = setUp();
    welcome();
    let up = false;
    const stop = new QueryObserver(client, {
      queryKey: keys.thread('thread-1'),
      queryFn: () => (up ? Promise.resolve(aThread()) : Promise.reject(new Error('no answer'))),
      retry: false,
    }).subscribe(() => undefined);
    await settle();
    say({ type: 'resync', cursor: 'c' });
    await settle();
    expect(bridge.status.get().state).toBe('catching-up');
    up = true;
    timing.advance(1_000);
    await settle();
    expect(bridge.status.get().state).toBe('live');
    stop();
  });

  it('forgets who was there when it loses the connection', () => {
    const { bridge, client, say, welcome, timing } = setUp();
    welcome();
    say({ type: 'presence', threadId: 'thread-1', users: ['ana', 'leo'] });
    bridge.lost(timing.now());
    expect(client.getQueryData<Presence>(keys.presence('thread-1'))).toEqual({ viewers: [], typing: [] });
  });

  it('does not read again when the missing number was only late', () => {
    const { bridge, client, say, welcome, timing, open } = setUp();
    welcome();
    const invalidate = vi.spyOn(client, 'invalidateQueries');
    open();
    say({ type: 'thread', cursor: 'c3', thread: viewOf(aThread({ lastSeq: 3, lastMessageAt: at(3) })) });
    say(messageFrame(2));
    timing.advance(GAP_GRACE_MS * 2);
    expect(invalidate).not.toHaveBeenCalled();
    expect(bridge.status.get().state).toBe('live');
  });

  it('opens the thread again after a break, from where it was, and reads nothing when the server could resume', () => {
    const { bridge, client, sent, say, welcome, open, timing } = setUp();
    welcome();
    open();
    say(messageFrame(2));
    const invalidate = vi.spyOn(client, 'invalidateQueries');
    bridge.lost(timing.now());
    expect(bridge.status.get().state).toBe('offline');
    welcome(true);
    expect(sent.at(-1)).toEqual({ type: 'open', threadId: 'thread-1', afterSeq: 2 });
    say({ type: 'presence', threadId: 'thread-1', users: ['ana'] });
    expect(bridge.status.get().state).toBe('live');
    expect(conversationsOf(invalidate)).toEqual([]);
  });

  it('reads everything live once when the server could not resume', async () => {
    const { bridge, client, welcome } = setUp();
    const invalidate = vi.spyOn(client, 'invalidateQueries');
    welcome(false);
    expect(bridge.status.get().state).toBe('catching-up');
    await settle();
    expect(conversationsOf(invalidate)).toEqual([keys.lists, keys.threads, keys.timelines, keys.allCounts]);
    expect(bridge.status.get().state).toBe('live');
  });

  it('remembers since when it is offline', () => {
    const { bridge, welcome, timing } = setUp();
    welcome();
    const since = timing.now();
    bridge.lost(timing.now());
    timing.advance(30_000);
    bridge.lost(timing.now());
    expect(bridge.status.get()).toEqual({ state: 'offline', since });
  });

  it('asks the server how much of an unknown thread is unread', async () => {
    const { client, say, welcome, fetched, listed } = setUp();
    welcome();
    say({ type: 'thread', cursor: 'c', thread: viewOf(aThread({ id: 'thread-9', lastSeq: 50 })) });
    await settle();
    expect(fetched).toEqual(['thread-9']);
    expect(listed()).toEqual(['thread-9', 'thread-2', 'thread-1']);
    expect(client.getQueryData<Thread>(keys.thread('thread-9'))?.readInbound).toBe(7);
  });

  it('takes over what this agent read in another window', () => {
    const { client, say, welcome } = setUp();
    welcome();
    say({ type: 'read', cursor: 'c', threadId: 'thread-1', readSeq: 1, readInbound: 1 });
    expect(client.getQueryData<Thread>(keys.thread('thread-1'))?.readInbound).toBe(1);
  });

  it('ignores a summary older than what was read', () => {
    const { client, say, welcome } = setUp();
    welcome();
    say({ type: 'thread', cursor: 'c', thread: viewOf(aThread({ lastSeq: 8, labels: ['VIP'] })) });
    say({ type: 'thread', cursor: 'c', thread: viewOf(aThread({ lastSeq: 5, labels: [] })) });
    expect(client.getQueryData<Thread>(keys.thread('thread-1'))?.labels).toEqual(['VIP']);
  });

  it('puts a thread back on top when a list was read while it moved', async () => {
    const { bridge, client, say, welcome, listed, timing } = setUp();
    const stop = bridge.watchLists();
    welcome();
    const stale = client.getQueryData<ThreadList>(keys.list(all));
    say({ type: 'thread', cursor: 'c', thread: viewOf(aThread({ lastSeq: 4, lastMessageAt: at(30) })) });
    expect(listed()).toEqual(['thread-1', 'thread-2']);
    const stopReading = new QueryObserver(client, {
      queryKey: keys.list(all),
      queryFn: () => stale,
    }).subscribe(() => undefined);
    await settle();
    stopReading();
    timing.advance(1);
    expect(listed()).toEqual(['thread-1', 'thread-2']);
    stop();
  });

  it('shows colleagues who type, for a while, and never oneself', () => {
    const { client, say, welcome, timing } = setUp();
    welcome();
    const typing = (): string[] | undefined =>
      client.getQueryData<Presence>(keys.presence('thread-1'))?.typing;
    say({ type: 'typing', threadId: 'thread-1', user: 'leo', on: true });
    say({ type: 'typing', threadId: 'thread-1', user: 'ana', on: true });
    expect(typing()).toEqual(['leo']);
    timing.advance(TYPING_MS);
    expect(typing()).toEqual([]);
    say({ type: 'presence', threadId: 'thread-1', users: ['ana', 'leo'] });
    expect(client.getQueryData<Presence>(keys.presence('thread-1'))?.viewers).toEqual(['leo']);
  });
});

describe('numbers on the live bridge', () => {
  const support = { did: '+17865551234', name: 'Support', color: null, state: 'active' };
  const sales = { did: '+17865550100', name: 'Sales', color: '#d0524a', state: 'active' };
  const me: Me = { user: 'ana', name: 'Ana', roles: ['agent'], teams: ['support'], numbers: [support] };

  function signedIn() {
    const set = setUp();
    set.client.setQueryData<Me>(['me'], me);
    set.welcome();
    const numbers = (): Me['numbers'] | undefined => set.client.getQueryData<Me>(['me'])?.numbers;
    return { ...set, numbers };
  }

  const anOrder = (over: object = {}) => ({
    id: 'order-1',
    did: support.did,
    kind: 'provision',
    state: 'running',
    requestedBy: 'marta',
    requestedAt: at(10),
    steps: [{ name: 'buy', state: 'running', attempts: 1 }],
    ...over,
  });

  it('follow a new name and colour at once, without asking for them', () => {
    const { client, say, numbers } = signedIn();
    const invalidate = vi.spyOn(client, 'invalidateQueries');
    const renamed = { ...support, name: 'Soporte', color: '#10b981' };
    say({ type: 'number', did: support.did, number: renamed });
    expect(numbers()).toEqual([renamed]);
    expect(conversationsOf(invalidate)).toEqual([]);
    expect(invalidate.mock.calls.map(([filter]) => filter?.queryKey)).toEqual([keys.numbers]);
  });

  it('come and go with the teams, and the conversations with them', async () => {
    const { client, say, numbers } = signedIn();
    const invalidate = vi.spyOn(client, 'invalidateQueries');
    say({ type: 'number', did: sales.did, number: sales });
    expect(numbers()).toEqual([sales, support]);
    await settle();
    expect(conversationsOf(invalidate)).toEqual([keys.lists, keys.threads, keys.timelines, keys.allCounts]);
    invalidate.mockClear();
    say({ type: 'number', did: support.did });
    expect(numbers()).toEqual([sales]);
    await settle();
    expect(conversationsOf(invalidate)).toEqual([keys.lists, keys.threads, keys.timelines, keys.allCounts]);
  });

  it('are asked for their conversations again, for the service that keeps those may hear of it later', async () => {
    const { client, say, timing } = signedIn();
    say({ type: 'number', did: support.did });
    await settle();
    const invalidate = vi.spyOn(client, 'invalidateQueries');
    timing.advance(MOVED_MS);
    await settle();
    expect(conversationsOf(invalidate)).toEqual([keys.lists, keys.threads, keys.timelines, keys.allCounts]);
  });

  it('that were taken away take their conversations off the list at once, also what has just come', async () => {
    const { client, say, timing } = signedIn();
    const scope: ListScope = { filter: 'all', order: 'activity', ...anything };
    const mine = aThread({ id: 'mine', did: sales.did });
    const lost = aThread({ id: 'lost', did: support.did });
    client.setQueryData(keys.list(scope), {
      pages: [{ items: [mine, lost], next: null }],
      pageParams: [null],
    });
    const rows = (): string[] =>
      client
        .getQueryData<{ pages: { items: Thread[] }[] }>(keys.list(scope))
        ?.pages.flatMap((page) => page.items.map(({ id }) => id)) ?? [];
    say({ type: 'thread', cursor: 'c', thread: { ...lost, lastSeq: lost.lastSeq + 1 } });
    say({ type: 'resync', cursor: 'c' }, { type: 'number', did: support.did });
    expect(rows()).toEqual(['mine']);
    await settle();
    timing.advance(MOVED_MS);
    await settle();
    expect(rows()).toEqual(['mine']);
  });

  it('are read once with everything else when the server says so itself', async () => {
    const { client, say } = signedIn();
    const invalidate = vi.spyOn(client, 'invalidateQueries');
    say({ type: 'resync', cursor: 'c' }, { type: 'number', did: support.did });
    await settle();
    expect(conversationsOf(invalidate)).toEqual([keys.lists, keys.threads, keys.timelines, keys.allCounts]);
    const read = invalidate.mock.calls.map(([filter]) => filter?.queryKey?.[0]);
    expect(read).toContain('me');
    expect(read).toContain('numbers');
  });

  it('that were given back leave the choice and keep their conversations', async () => {
    const { client, say, numbers } = signedIn();
    const invalidate = vi.spyOn(client, 'invalidateQueries');
    say({ type: 'number', did: support.did, number: { ...support, state: 'released' } });
    await settle();
    expect(numbers()).toEqual([]);
    expect(conversationsOf(invalidate)).toEqual([]);
  });

  it('are read again after a break, when what was said meanwhile is lost', () => {
    const { bridge, client, welcome, timing } = signedIn();
    const invalidate = vi.spyOn(client, 'invalidateQueries');
    bridge.lost(timing.now());
    welcome(true);
    expect(invalidate.mock.calls.map(([filter]) => filter?.queryKey)).toEqual([['me'], keys.numbers]);
  });

  it('in a row make their lists be read at once and then no more than once a second', async () => {
    const { client, say, timing } = signedIn();
    const list = watched(client, ['numbers', 'list']);
    const unmanaged = watched(client, ['numbers', 'unmanaged']);
    await settle();
    for (let n = 0; n < 50; n++) {
      say({ type: 'number', did: support.did, number: { ...support, name: `Support ${n}` } });
      await settle();
    }
    expect(list.reads()).toBe(2);
    timing.advance(NUMBERS_MS);
    await settle();
    expect(list.reads()).toBe(3);
    timing.advance(NUMBERS_MS * 3);
    await settle();
    expect(list.reads()).toBe(3);
    expect(unmanaged.reads()).toBe(1);
    list.stop();
    unmanaged.stop();
  });

  it('have orders whose newest state is there as soon as it is said', async () => {
    const { client, say } = signedIn();
    const one = watched(client, keys.order(support.did), anOrder({ steps: [] }));
    const orders = watched(client, keys.orders);
    const campaigns = watched(client, keys.campaigns);
    await settle();
    say({ type: 'order', order: anOrder() });
    expect(client.getQueryData(keys.order(support.did))).toEqual(anOrder());
    say({ type: 'order', order: anOrder({ state: 'done', finishedAt: at(20) }) });
    expect(client.getQueryData(keys.order(support.did))).toMatchObject({ state: 'done', finishedAt: at(20) });
    await settle();
    expect(one.reads()).toBe(1);
    expect(orders.reads()).toBe(2);
    expect(campaigns.reads()).toBe(2);
    one.stop();
    orders.stop();
    campaigns.stop();
  });

  it('show no order that another has taken the place of', () => {
    const { client, say } = signedIn();
    client.setQueryData(keys.order(support.did), anOrder({ id: 'order-2', requestedAt: at(30) }));
    say({ type: 'order', order: anOrder({ state: 'cancelled' }) });
    expect(client.getQueryData(keys.order(support.did))).toMatchObject({ id: 'order-2', state: 'running' });
  });
});
