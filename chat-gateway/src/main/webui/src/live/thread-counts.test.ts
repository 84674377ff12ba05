import { QueryClient } from '@tanstack/react-query';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { aThread } from '@/test/samples';
import { FakeTiming } from '@/test/fake-timing';
import type { Narrowing } from './keys';
import { anything, keys } from './keys';
import type { ThreadCounts } from './thread-counts';
import { COUNTS_MS, movedCounts, narrowed, Tally } from './thread-counts';

const counts: ThreadCounts = {
  all: 10,
  mine: 2,
  unassigned: 5,
  unread: 3,
  unanswered: 4,
  closed: 7,
  snoozed: 0,
};
const thread = aThread({ unanswered: true, assignee: null, readInbound: 0, inboundCount: 1 });

describe('the counts of the tabs', () => {
  it('follow a thread that is answered, taken and closed', () => {
    const answered = { ...thread, unanswered: false, readInbound: 1 };
    expect(movedCounts(counts, anything, thread, answered, 'ana')).toEqual({
      ...counts,
      unread: 2,
      unanswered: 3,
    });
    const taken = { ...thread, assignee: 'ana' };
    expect(movedCounts(counts, anything, thread, taken, 'ana')).toEqual({
      ...counts,
      mine: 3,
      unassigned: 4,
    });
    const closed = { ...thread, state: 'closed' as const };
    expect(movedCounts(counts, anything, thread, closed, 'ana')).toEqual({
      ...counts,
      all: 9,
      unassigned: 4,
      unread: 2,
      unanswered: 3,
      closed: 8,
    });
  });

  it('stay the same object for what moves no tab', () => {
    expect(movedCounts(counts, anything, thread, { ...thread, lastSeq: 9 }, 'ana')).toBe(counts);
  });

  it('follow what enters and leaves what they are narrowed to', () => {
    const vip: Narrowing = { ...anything, labels: ['vip'] };
    const labelled = { ...thread, labels: ['vip'] };
    expect(movedCounts(counts, vip, thread, labelled, 'ana').all).toBe(11);
    expect(movedCounts(counts, vip, labelled, thread, 'ana').all).toBe(9);
    expect(movedCounts(counts, { ...vip, dids: ['+17865550100'] }, thread, labelled, 'ana')).toBe(counts);
  });

  it('are asked for with every part of what they are narrowed to', () => {
    expect(narrowed({ dids: ['+1', '+2'], labels: ['vip'], assignee: 'leo', team: null })).toEqual([
      ['did', '+1'],
      ['did', '+2'],
      ['label', 'vip'],
      ['assignee', 'leo'],
    ]);
  });
});

describe('the tally', () => {
  let client: QueryClient;
  let timing: FakeTiming;
  let tally: Tally;
  let asked: ReturnType<typeof vi.spyOn>;

  beforeEach(() => {
    client = new QueryClient();
    timing = new FakeTiming();
    tally = new Tally(client, 'ana', timing);
    client.setQueryData(keys.counts(anything), counts);
    asked = vi.spyOn(client, 'invalidateQueries');
  });

  it('moves at once and asks the server soon after, once for a burst', () => {
    tally.moved(thread, { ...thread, unanswered: false });
    tally.moved(thread, { ...thread, readInbound: 1 });
    expect(client.getQueryData<ThreadCounts>(keys.counts(anything))).toMatchObject({
      unanswered: 3,
      unread: 2,
    });
    expect(asked).toHaveBeenCalledTimes(1);
    timing.advance(COUNTS_MS);
    expect(asked).toHaveBeenCalledTimes(2);
    timing.advance(10 * COUNTS_MS);
    expect(asked).toHaveBeenCalledTimes(2);
  });

  it('asks nothing for a tick', () => {
    tally.moved(thread, { ...thread, lastSeq: 12 });
    tally.moved(thread, thread);
    expect(asked).not.toHaveBeenCalled();
  });

  it('asks for a thread that it does not know', () => {
    tally.moved(undefined, thread);
    expect(client.getQueryData(keys.counts(anything))).toEqual(counts);
    expect(asked).toHaveBeenCalledTimes(1);
  });
});
