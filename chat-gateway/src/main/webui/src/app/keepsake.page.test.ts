import { InfiniteQueryObserver, QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LiveBridge } from '@/live/bridge';
import { anything, keys } from '@/live/keys';
import type { Timeline } from '@/live/timeline';
import { throwAway } from '@/shared/device';
import { keptAt } from '@/shared/kept-at';
import { meQuery } from '@/shared/me';
import { changeSettings } from '@/shared/settings';
import { Store } from '@/shared/store';
import { FakeIndexedDb } from '@/test/fake-indexed-db';
import { aMessage, aThread } from '@/test/samples';
import { restore, startKeeping, whatIsKept } from './keepsake';

const ana = { user: 'ana', name: 'Ana', roles: ['agent'], teams: [], numbers: [] };
const bridge = { status: new Store({ state: 'live' }) } as unknown as LiveBridge;
const database = new FakeIndexedDb();

/** What an agent has read: a list of two conversations, and one of them. */
function aCache(): QueryClient {
  const client = new QueryClient();
  const thread = aThread({ displayName: 'Lucía Ferrer', lastSeq: 200 });
  const scope = { ...anything, filter: 'all' as const, order: 'activity' as const };
  client.setQueryData(meQuery.queryKey, ana);
  client.setQueryData(keys.list(scope), {
    pages: [1, 2, 3].map(() => ({ items: [thread, aThread({ id: 'thread-2' })], next: null })),
    pageParams: [null, 'a', 'b'],
  });
  client.setQueryData(keys.thread(thread.id), thread);
  client.setQueryData<Timeline>(keys.timeline(thread.id), {
    messages: Array.from({ length: 200 }, (_, n) => aMessage({ id: `m${n + 1}`, seq: n + 1 })),
    lastSeq: 200,
    hasOlder: false,
  });
  client.setQueryData(['journal', 'deliveries'], { secret: true });
  return client;
}

async function keepAll(client: QueryClient, user = 'ana'): Promise<void> {
  const stop = startKeeping(client, user, bridge);
  await vi.advanceTimersByTimeAsync(5_000);
  stop();
}

describe('what is kept for reading without a network', () => {
  beforeEach(() => {
    vi.stubGlobal('indexedDB', database);
    vi.useFakeTimers({ now: new Date('2026-11-27T15:00:00Z') });
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')));
    changeSettings({ offline: true });
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
    database.values.clear();
    keptAt.set(null);
  });

  it('is put back as it was, as much of it as is kept', async () => {
    await keepAll(aCache());
    const next = new QueryClient();

    expect(await run(restore(next))).toBe(true);

    expect(next.getQueryData(meQuery.queryKey)).toEqual(ana);
    const timeline = next.getQueryData<Timeline>(keys.timeline('thread-1'));
    expect(timeline?.messages).toHaveLength(80);
    expect(timeline).toMatchObject({ lastSeq: 200, hasOlder: true });
    const list = next.getQueriesData<{ pages: unknown[] }>({ queryKey: keys.lists })[0]?.[1];
    expect(list?.pages).toHaveLength(2);
    expect(next.getQueryData(['journal', 'deliveries'])).toBeUndefined();
    expect(keptAt.get()).toBe(Date.parse('2026-11-27T15:00:04Z'));
    expect(await run(whatIsKept())).toEqual({ at: keptAt.get(), conversations: 1 });
  });

  it('is not put back when it is too old, thrown away, or not wanted', async () => {
    await keepAll(aCache());
    changeSettings({ offline: false });
    expect(await run(restore(new QueryClient()))).toBe(false);
    changeSettings({ offline: true });
    vi.setSystemTime(new Date('2026-12-05T15:00:00Z'));
    expect(await run(restore(new QueryClient()))).toBe(false);
    vi.setSystemTime(new Date('2026-11-27T15:00:00Z'));
    await run(throwAway('reading'));
    expect(await run(restore(new QueryClient()))).toBe(false);
  });

  it('never takes the place of what a server has said', async () => {
    await keepAll(aCache());
    const client = new QueryClient();
    client.setQueryData(meQuery.queryKey, { ...ana, user: 'leo' });
    expect(await run(restore(client))).toBe(false);
  });

  it('goes at once when somebody switches it off', async () => {
    const stop = startKeeping(aCache(), 'ana', bridge);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(database.values.has('reading')).toBe(true);
    changeSettings({ offline: false });
    await vi.advanceTimersByTimeAsync(100);
    stop();
    expect(database.values.has('reading')).toBe(false);
  });

  it('is read again when somebody answers', async () => {
    await keepAll(aCache());
    const client = new QueryClient();
    expect(await run(restore(client))).toBe(true);
    const read = vi.fn(() => Promise.resolve({ items: [], next: null }));
    const observer = new InfiniteQueryObserver(client, {
      queryKey: keys.list({ ...anything, filter: 'all', order: 'activity' }),
      queryFn: read,
      initialPageParam: null,
      getNextPageParam: () => null,
      staleTime: Infinity,
    });
    const stop = observer.subscribe(() => undefined);
    expect(read).not.toHaveBeenCalled();

    vi.stubGlobal('fetch', () => Promise.resolve(Response.json(ana)));
    window.dispatchEvent(new Event('online'));
    await vi.advanceTimersByTimeAsync(200);

    expect(keptAt.get()).toBeNull();
    expect(read).toHaveBeenCalled();
    stop();
  });
});

async function run<T>(work: Promise<T>): Promise<T> {
  await vi.advanceTimersByTimeAsync(50);
  return work;
}
