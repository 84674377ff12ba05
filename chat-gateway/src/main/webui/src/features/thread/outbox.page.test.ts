import { QueryClient } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import { keys } from '@/live/keys';
import type { Timeline } from '@/live/timeline';
import { Problem, Unreachable } from '@/shared/problem';
import { FakeTiming, settle } from '@/test/fake-timing';
import { aMessage, aText } from '@/test/samples';
import { rememberAccepted } from './accepted';
import type { Accepted, Sending } from './api/send-message';
import { itemsOf } from './items';
import type { OutboxOptions, Outgoing } from './outbox';
import { Outbox } from './outbox';
import { localShelf } from './outbox-shelf';

type Answer = Accepted | Error;

function setUp(user = 'ana') {
  const timing = new FakeTiming();
  const sent: Sending[] = [];
  const answers: Answer[] = [];
  const accepted: string[] = [];
  const create = (alone?: OutboxOptions['alone']): Outbox =>
    new Outbox({
      shelf: localShelf(user),
      alone,
      send: (sending) => {
        sent.push(sending);
        const answer = answers.shift() ?? {
          id: sending.id,
          threadId: 'thread-1',
          status: 'queued',
          seq: 100 + sent.length,
        };
        return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
      },
      onAccepted: (message) => accepted.push(message.id),
      setTimeout: timing.setTimeout,
      clearTimeout: timing.clearTimeout,
      random: timing.random,
      now: timing.now,
    });
  const message = (id: string, values: Partial<Outgoing> = {}): ReturnType<typeof aText> =>
    aText(id, { createdAt: new Date(timing.now()).toISOString(), ...values });
  return { timing, sent, answers, accepted, create, outbox: create(), message };
}

describe('the outbox', () => {
  it('has the message at once and lets go of it when the server has it', async () => {
    const { outbox, message, accepted } = setUp();
    outbox.add(message('m1'));
    expect(outbox.entries.get().map((entry) => entry.state)).toEqual(['sending']);
    await settle();
    expect(outbox.entries.get()).toEqual([]);
    expect(accepted).toEqual(['m1']);
  });

  it('sends in order, one at a time, and the next has seen the one before', async () => {
    const { outbox, message, sent } = setUp();
    outbox.add(message('m1'));
    outbox.add(message('m2'));
    outbox.add(message('m3'));
    expect(sent).toHaveLength(1);
    await settle();
    expect(sent.map(({ id, lastSeqSeen }) => [id, lastSeqSeen])).toEqual([
      ['m1', 10],
      ['m2', 101],
      ['m3', 102],
    ]);
  });

  it('tries again with the same id when nobody answered, and keeps the order', async () => {
    const { outbox, message, sent, answers, timing, accepted } = setUp();
    answers.push(new Unreachable('no answer'), new Problem({ status: 503, retryAfter: 5_000 }));
    outbox.add(message('m1'));
    outbox.add(message('m2'));
    await settle();
    expect(outbox.entries.get().map((entry) => entry.state)).toEqual(['waiting', 'sending']);
    timing.advance(1_000);
    await settle();
    expect(sent.map(({ id }) => id)).toEqual(['m1', 'm1']);
    timing.advance(4_999);
    await settle();
    expect(sent).toHaveLength(2);
    timing.advance(1);
    await settle();
    expect(accepted).toEqual(['m1', 'm2']);
  });

  it('asks again shortly, with the same id, while its own twin is under way', async () => {
    const { outbox, message, sent, answers, timing, accepted } = setUp();
    const underWay = new Problem({ status: 409, slug: 'request-in-flight', retryAfter: 1_000 });
    answers.push(new Unreachable('no answer'), new Unreachable('no answer'), underWay, underWay);
    outbox.add(message('m1'));
    await settle();
    for (const pause of [1_000, 2_000, 1_000, 1_000]) {
      expect(outbox.entries.get()).toMatchObject([{ id: 'm1', state: 'waiting' }]);
      timing.advance(pause);
      await settle();
    }
    expect(sent.map(({ id }) => id)).toEqual(['m1', 'm1', 'm1', 'm1', 'm1']);
    expect(accepted).toEqual(['m1']);
    expect(outbox.entries.get()).toEqual([]);
  });

  it('does not wait for its pause when the connection is back', async () => {
    const { outbox, message, answers, accepted } = setUp();
    answers.push(new Unreachable('no answer'));
    outbox.add(message('m1'));
    await settle();
    outbox.wake();
    await settle();
    expect(accepted).toEqual(['m1']);
  });

  it('keeps a refused text with its reason until the composer takes it back, and goes on with the next', async () => {
    const { outbox, message, answers, accepted } = setUp();
    answers.push(new Problem({ status: 409, slug: 'stale-compose' }));
    outbox.add(message('m1'));
    outbox.add(message('m2', { force: true }));
    await settle();
    expect(accepted).toEqual(['m2']);
    expect(outbox.entries.get()).toMatchObject([
      { id: 'm1', state: 'refused', problem: { slug: 'stale-compose' } },
    ]);
    expect(outbox.take('m1')?.body).toBe('body of m1');
    expect(outbox.entries.get()).toEqual([]);
  });

  it('survives a reload and sends what was left, once', async () => {
    const { outbox, message, answers, create, sent } = setUp();
    answers.push(new Unreachable('no answer'));
    outbox.add(message('m1'));
    await settle();
    const next = create();
    next.start();
    await settle();
    expect(sent.map(({ id }) => id)).toEqual(['m1', 'm1']);
    expect(create().entries.get()).toEqual([]);
  });

  it('gives a text back instead of sending it after a day', async () => {
    const { outbox, message, answers, create, timing, sent } = setUp();
    answers.push(new Unreachable('no answer'));
    outbox.add(message('m1'));
    await settle();
    timing.advance(25 * 3_600_000);
    await settle();
    const before = sent.length;
    answers.push(new Unreachable('no answer'));
    const next = create();
    next.start();
    await settle();
    expect(next.entries.get().every((entry) => entry.state === 'refused')).toBe(true);
    expect(sent).toHaveLength(before);
  });
});

describe('a text that can be taken back', () => {
  it('leaves when its moment is over', async () => {
    const { outbox, message, sent, timing } = setUp();
    outbox.add(message('m1'), 5_000);
    expect(outbox.entries.get()).toMatchObject([{ id: 'm1', state: 'held' }]);
    timing.advance(4_999);
    await settle();
    expect(sent).toEqual([]);
    timing.advance(1);
    await settle();
    expect(sent.map(({ id }) => id)).toEqual(['m1']);
  });

  it('never leaves once it was', async () => {
    const { outbox, message, sent, timing } = setUp();
    outbox.add(message('m1'), 5_000);
    expect(outbox.take('m1')?.body).toBe('body of m1');
    timing.advance(60_000);
    outbox.wake();
    await settle();
    expect(sent).toEqual([]);
  });

  it('leaves at once when another one follows it, and before that one', async () => {
    const { outbox, message, sent, timing } = setUp();
    outbox.add(message('m1'), 5_000);
    outbox.add(message('m2'), 5_000);
    await settle();
    expect(sent.map(({ id }) => id)).toEqual(['m1']);
    timing.advance(5_000);
    await settle();
    expect(sent.map(({ id }) => id)).toEqual(['m1', 'm2']);
  });

  it('is not overtaken by one that needs no time to think', async () => {
    const { outbox, message, sent } = setUp();
    outbox.add(message('m1'), 5_000);
    outbox.add(message('m2'));
    await settle();
    expect(sent.map(({ id }) => id)).toEqual(['m1', 'm2']);
  });

  it('leaves at once when the page is put away, in every conversation', async () => {
    const { outbox, message, sent, timing } = setUp();
    outbox.add(message('m1'), 5_000);
    outbox.add(message('m2', { threadId: 'thread-2' }), 5_000);
    outbox.wake();
    await settle();
    expect(sent).toEqual([]);
    outbox.release();
    await settle();
    expect(sent.map(({ id }) => id)).toEqual(['m1', 'm2']);
    timing.advance(10_000);
    await settle();
    expect(sent).toHaveLength(2);
  });

  it('waits for no other tab when the page goes, unless something stands before it', async () => {
    const { message, sent, create } = setUp();
    const never = () => new Promise<void>(() => undefined);
    const outbox = create(never);
    outbox.add(message('m1'));
    outbox.add(message('m2'), 5_000);
    outbox.add(message('m3', { threadId: 'thread-2' }), 5_000);
    outbox.leave();
    expect(sent.map(({ id }) => id)).toEqual(['m3']);
    await settle();
    expect(outbox.entries.get().map(({ id, state }) => [id, state])).toEqual([
      ['m1', 'sending'],
      ['m2', 'sending'],
    ]);
  });

  it('goes once when the page goes and comes back', async () => {
    const { message, sent, create } = setUp();
    const outbox = create();
    outbox.add(message('m1'), 5_000);
    outbox.leave();
    outbox.wake();
    outbox.leave();
    await settle();
    expect(sent.map(({ id }) => id)).toEqual(['m1']);
    expect(outbox.entries.get()).toEqual([]);
  });

  it('is sent by another page once the one that held it is dead', async () => {
    const dead = setUp();
    dead.outbox.add(dead.message('m1'), 5_000);
    const { create, sent, timing } = setUp();
    create().start();
    timing.advance(5_000);
    await settle();
    expect(sent).toEqual([]);
    timing.advance(60_000);
    await settle();
    expect(sent.map(({ id }) => id)).toEqual(['m1']);
  });
});

describe('an accepted message', () => {
  const outgoing: Outgoing = { ...setUp().message('m1'), state: 'sending' };

  it('takes its place in the timeline and is shown once', () => {
    const client = new QueryClient();
    client.setQueryData<Timeline>(keys.timeline('thread-1'), {
      messages: [aMessage({ seq: 1 })],
      lastSeq: 1,
      hasOlder: false,
    });
    rememberAccepted(client, outgoing, { id: 'm1', threadId: 'thread-1', status: 'queued', seq: 2 }, 'ana');
    const timeline = client.getQueryData<Timeline>(keys.timeline('thread-1'));
    expect(timeline?.messages.map(({ id, seq, status }) => [id, seq, status])).toEqual([
      ['message-1', 1, 'received'],
      ['m1', 2, 'queued'],
    ]);
    // The gap check counts frames, not what we believe.
    expect(timeline?.lastSeq).toBe(1);
  });

  it('does not overwrite what the server has already said about it', () => {
    const client = new QueryClient();
    const echo = aMessage({ id: 'm1', seq: 2, direction: 'outbound', status: 'sent' });
    client.setQueryData<Timeline>(keys.timeline('thread-1'), {
      messages: [echo],
      lastSeq: 2,
      hasOlder: false,
    });
    rememberAccepted(client, outgoing, { id: 'm1', threadId: 'thread-1', status: 'queued', seq: 2 }, 'ana');
    expect(client.getQueryData<Timeline>(keys.timeline('thread-1'))?.messages).toEqual([echo]);
    const items = itemsOf([echo], [{ message: aMessage({ id: 'm1' }), waiting: false }], null);
    expect(items.filter((item) => item.kind === 'message')).toHaveLength(1);
  });
});
