import { beforeEach, describe, expect, it } from 'vitest';
import { Problem, Unreachable } from '@/shared/problem';
import { writeStored } from '@/shared/storage';
import { FakeTiming, settle } from '@/test/fake-timing';
import type { Draft } from './api/draft';
import { AGAIN_MS, DraftKeeper, SAVE_MS } from './draft';

const KEY = 'hilo.draft.ana.thread-1';

/** The server's side: one draft, and answers that come when the test lets them. */
function setUp() {
  const timing = new FakeTiming();
  const server = { body: '', version: 0 };
  const puts: string[] = [];
  let away = false;
  let held: (() => void)[] | null = null;
  const arrives = async (): Promise<void> => {
    if (held !== null) {
      const queue = held;
      await new Promise<void>((go) => {
        queue.push(go);
      });
    }
    if (away) {
      throw new Unreachable('no answer');
    }
  };
  const create = (): DraftKeeper =>
    new DraftKeeper({
      key: KEY,
      get: async () => {
        // What is read, is read when the question arrives; the answer may take its time.
        const answer: Draft = { ...server };
        await arrives();
        return answer;
      },
      put: async (body, version) => {
        await arrives();
        if (version !== server.version) {
          throw new Problem({ status: 409, slug: 'conflict', members: { ...server } });
        }
        puts.push(body);
        server.body = body;
        server.version += 1;
        return { ...server };
      },
      setTimeout: timing.setTimeout,
      clearTimeout: timing.clearTimeout,
    });
  return {
    timing,
    server,
    puts,
    create,
    goAway: (is: boolean) => {
      away = is;
    },
    hold: () => {
      held = [];
    },
    /** Lets one answer go, by its place in the line. */
    letGo: async (place: number) => {
      held?.splice(place, 1)[0]?.();
      await settle();
    },
    release: async () => {
      const queue = held ?? [];
      held = null;
      queue.forEach((go) => go());
      await settle();
    },
  };
}

beforeEach(() => window.localStorage.clear());

describe('a draft', () => {
  it('is saved shortly after the last key and is there on another computer', async () => {
    const { create, timing, server } = setUp();
    const draft = create();
    draft.start();
    await settle();
    draft.write('Hola');
    draft.write('Hola Lucía');
    timing.advance(SAVE_MS);
    await settle();
    expect(server).toEqual({ body: 'Hola Lucía', version: 1 });
    window.localStorage.clear();
    const elsewhere = create();
    elsewhere.start();
    await settle();
    expect(elsewhere.text.get()).toBe('Hola Lucía');
  });

  it('that was saved while its question was under way is not replaced by the older answer', async () => {
    const { create, timing, server, hold, letGo } = setUp();
    Object.assign(server, { body: 'un borrador largo', version: 4 });
    writeStored(KEY, { body: 'un borrador largo', version: 4, dirty: false });
    const draft = create();
    hold();
    draft.start();
    draft.write('otro borrador');
    timing.advance(SAVE_MS);
    await settle();
    // The save overtakes the question.
    await letGo(1);
    await letGo(0);
    expect(draft.text.get()).toBe('otro borrador');
    expect(server.body).toBe('otro borrador');
    expect(create().text.get()).toBe('otro borrador');
  });

  it('that the server has in an older version stays what it is and is saved again', async () => {
    const { create, server } = setUp();
    Object.assign(server, { body: 'un borrador largo', version: 4 });
    writeStored(KEY, { body: 'otro borrador', version: 5, dirty: false });
    const draft = create();
    draft.start();
    await settle();
    expect(draft.text.get()).toBe('otro borrador');
    expect(server.body).toBe('otro borrador');
  });

  it('that could not be saved wins over what the server has, and is saved when the connection is back', async () => {
    const { create, timing, server, goAway } = setUp();
    Object.assign(server, { body: 'un borrador largo', version: 4 });
    const draft = create();
    draft.start();
    await settle();
    goAway(true);
    draft.write('otro borrador');
    timing.advance(SAVE_MS);
    await settle();
    expect(server.body).toBe('un borrador largo');
    goAway(false);
    await draft.meet();
    await settle();
    expect(draft.text.get()).toBe('otro borrador');
    expect(server).toEqual({ body: 'otro borrador', version: 5 });
  });

  it('that could not be saved is tried again by itself', async () => {
    const { create, timing, server, goAway } = setUp();
    const draft = create();
    draft.start();
    await settle();
    goAway(true);
    draft.write('Hola');
    timing.advance(SAVE_MS);
    await settle();
    goAway(false);
    timing.advance(AGAIN_MS);
    await settle();
    expect(server.body).toBe('Hola');
  });

  it('never overtakes itself: one save at a time, each with the newest words', async () => {
    const { create, timing, server, puts, hold, release } = setUp();
    const draft = create();
    draft.start();
    await settle();
    hold();
    draft.write('uno');
    timing.advance(SAVE_MS);
    await settle();
    draft.write('uno dos');
    timing.advance(SAVE_MS);
    await settle();
    draft.write('uno dos tres');
    timing.advance(SAVE_MS);
    await settle();
    await release();
    expect(puts).toEqual(['uno', 'uno dos tres']);
    expect(server).toEqual({ body: 'uno dos tres', version: 2 });
  });

  it('of the window that typed last wins over the other window’s', async () => {
    const { create, timing, server } = setUp();
    const draft = create();
    draft.start();
    await settle();
    Object.assign(server, { body: 'from another window', version: 7 });
    draft.write('from this one');
    timing.advance(SAVE_MS);
    await settle();
    expect(server).toEqual({ body: 'from this one', version: 8 });
    expect(draft.text.get()).toBe('from this one');
  });

  it('written on another computer meanwhile is shown when nothing was written here', async () => {
    const { create, server } = setUp();
    const draft = create();
    draft.start();
    await settle();
    Object.assign(server, { body: 'from home', version: 3 });
    await draft.meet();
    expect(draft.text.get()).toBe('from home');
  });

  it('is saved on leaving, and what was written since by coming back is not undone', async () => {
    const { create, server, hold, release } = setUp();
    const draft = create();
    draft.start();
    await settle();
    draft.write('primero');
    hold();
    draft.stop();
    await settle();
    const back = create();
    back.start();
    back.write('primero y segundo');
    await release();
    expect(server.body).toBe('primero y segundo');
    expect(create().text.get()).toBe('primero y segundo');
  });
});
