import { afterEach, describe, expect, it } from 'vitest';
import { Problem, Unreachable } from '@/shared/problem';
import { FakeTiming, settle } from '@/test/fake-timing';
import { aText } from '@/test/samples';
import type { Accepted, Sending } from './api/send-message';
import { Outbox } from './outbox';
import type { Shelf, ShelfEvents } from './outbox-shelf';
import { localShelf } from './outbox-shelf';

const USER = 'ana';

/** One browser: what a tab writes is told to the others, as storage events are; and locks are given in order. */
class Browser {
  readonly timing = new FakeTiming();
  readonly sent: { tab: string; id: string }[] = [];
  /** By tab; without one it is answered. */
  readonly failures = new Map<string, Error[]>();
  readonly accepted: string[] = [];
  readonly #watchers: { tab: string; events: ShelfEvents }[] = [];
  readonly #locks = new Map<string, Promise<void>>();
  #seq = 100;

  tab(name: string): Outbox {
    const outbox = new Outbox({
      shelf: this.#shelfOf(name),
      alone: (thread, work) => {
        const held = (this.#locks.get(thread) ?? Promise.resolve()).then(work, work);
        this.#locks.set(thread, held);
        return held;
      },
      send: async ({ id }: Sending): Promise<Accepted> => {
        this.sent.push({ tab: name, id });
        await Promise.resolve();
        const failure = this.failures.get(name)?.shift();
        if (failure !== undefined) {
          throw failure;
        }
        return { id, threadId: 'thread-1', status: 'queued', seq: (this.#seq += 1) };
      },
      onAccepted: (message) => this.accepted.push(`${name} ${message.id}`),
      setTimeout: this.timing.setTimeout,
      clearTimeout: this.timing.clearTimeout,
      random: this.timing.random,
      now: this.timing.now,
    });
    outbox.start();
    return outbox;
  }

  #shelfOf(tab: string): Shelf {
    const shelf = localShelf(USER);
    const tell = (what: (events: ShelfEvents) => void): void =>
      this.#watchers.filter((one) => one.tab !== tab).forEach(({ events }) => what(events));
    return {
      all: () => shelf.all(),
      put: (entry) => {
        const done = shelf.put(entry);
        tell((events) => events.changed());
        return done;
      },
      remove: (id) => {
        const done = shelf.remove(id);
        tell((events) => events.changed());
        return done;
      },
      accepted: (entry, answer) => {
        shelf.accepted(entry, answer);
        tell((events) => {
          events.accepted(entry, answer);
          events.changed();
        });
      },
      watch: (events) => {
        this.#watchers.push({ tab, events });
        return () => undefined;
      },
    };
  }
}

async function writeInTurns(one: Outbox, two: Outbox): Promise<void> {
  one.add(aText('m1'));
  await settle();
  two.add(aText('m2'));
  await settle();
  one.add(aText('m3'));
  await settle();
}

const ids = (outbox: Outbox): string[] => outbox.entries.get().map(({ id }) => id);

afterEach(() => window.localStorage.clear());

describe('the outbox of several tabs', () => {
  it('loses no text of the other tab when both wait and reload', async () => {
    const browser = new Browser();
    const offline = (): Error[] => Array.from({ length: 20 }, () => new Unreachable('no network'));
    browser.failures.set('one', offline()).set('two', offline());
    const one = browser.tab('one');
    const two = browser.tab('two');

    await writeInTurns(one, two);

    expect(ids(one)).toEqual(['m1', 'm2', 'm3']);
    expect(ids(two)).toEqual(['m1', 'm2', 'm3']);
    browser.failures.set('one again', offline());
    expect(ids(browser.tab('one again'))).toEqual(['m1', 'm2', 'm3']);
  });

  it('sends each once and in the order in which they were written, whoever comes back first', async () => {
    const browser = new Browser();
    browser.failures
      .set('one', [new Unreachable('no network')])
      .set('two', [new Unreachable('no network'), new Unreachable('no network')]);
    const one = browser.tab('one');
    const two = browser.tab('two');
    await writeInTurns(one, two);
    browser.failures.clear();
    browser.sent.length = 0;

    two.wake();
    one.wake();
    await settle();

    expect(browser.sent.map(({ id }) => id)).toEqual(['m1', 'm2', 'm3']);
    expect(ids(one)).toEqual([]);
    expect(ids(two)).toEqual([]);
    expect(window.localStorage.length).toBe(0);
    // Both show it in its place.
    expect(browser.accepted).toEqual(expect.arrayContaining(['one m1', 'two m1', 'one m3', 'two m3']));
  });

  it('gives a refused text back in one tab only, with its reason', async () => {
    const browser = new Browser();
    browser.failures.set('one', [new Problem({ status: 409, slug: 'stale-compose', detail: 'newer' })]);
    const one = browser.tab('one');
    const two = browser.tab('two');
    one.add(aText('m1'));
    await settle();
    expect(two.entries.get()).toMatchObject([{ state: 'refused', problem: { slug: 'stale-compose' } }]);

    expect(two.take('m1')?.body).toBe('body of m1');
    expect(one.take('m1')).toBeUndefined();
    expect(ids(one)).toEqual([]);
  });

  it('keeps the pictures of its own page when another tab changes something', async () => {
    const browser = new Browser();
    browser.failures.set('one', [new Unreachable('no network')]);
    const one = browser.tab('one');
    const picture = { id: 'p1', name: 'a.jpg', contentType: 'image/jpeg', bytes: 10, url: 'blob:here' };
    one.add(aText('m1', { media: [picture] }));
    await settle();

    const two = browser.tab('two');
    expect(two.entries.get()[0]?.media[0]?.url ?? null).toBeNull();
    await settle();

    expect(browser.sent.map(({ tab }) => tab)).toEqual(['one', 'two']);
    expect(browser.accepted).toContain('one m1');
  });

  it('takes over what an earlier release kept in one piece', () => {
    window.localStorage.setItem(
      'hilo.outbox.ana',
      JSON.stringify([
        { ...aText('m1'), state: 'waiting' },
        { ...aText('m2'), state: 'waiting' },
      ]),
    );
    expect(
      localShelf(USER)
        .all()
        .map(({ id }) => id),
    ).toEqual(['m1', 'm2']);
    expect(window.localStorage.getItem('hilo.outbox.ana')).toBeNull();
  });

  it('hears of other tabs by the events of the storage', () => {
    const heard: string[] = [];
    const end = localShelf(USER).watch({
      changed: () => heard.push('changed'),
      accepted: (entry, answer) => heard.push(`accepted ${entry.id} ${answer.seq}`),
    });
    const say = (key: string, newValue: string | null): void => {
      window.dispatchEvent(new StorageEvent('storage', { key, newValue, storageArea: window.localStorage }));
    };
    const kept = { entry: { ...aText('m1'), state: 'sending' }, order: 1 };

    say('hilo.outbox.leo.m9', '{}');
    say('hilo.outbox.ana.m1', JSON.stringify(kept));
    say(
      'hilo.outbox.ana.m1',
      JSON.stringify({ ...kept, accepted: { id: 'm1', threadId: 'thread-1', status: 'queued', seq: 7 } }),
    );
    say('hilo.outbox.ana.m1', null);
    end();
    say('hilo.outbox.ana.m1', null);

    expect(heard).toEqual(['changed', 'accepted m1 7', 'changed', 'changed']);
  });
});
