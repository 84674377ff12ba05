import { describe, expect, it } from 'vitest';
import { aThread } from '@/test/samples';
import type { ThreadChange } from './api/change-thread';
import { changeBack, lineOfChange } from './taken-back';

const NOON = new Date('2026-11-20T12:00:00Z');
const LATER = '2026-11-21T09:00:00Z';
const open = aThread({ assignee: null, labels: ['vip'] });

const back = (
  change: ThreadChange,
  before: ReturnType<typeof aThread>,
  after: ReturnType<typeof aThread>,
  now = after,
) => changeBack(change, before, after, now, NOON);

describe('taking a change back', () => {
  it('gives a conversation to whom it belonged', () => {
    const mine = { what: 'assignee', assignee: 'ana' } as const;
    const after = { ...open, assignee: 'ana' };
    expect(back(mine, open, after)).toEqual({ what: 'assignee', assignee: null });
    expect(back(mine, { ...open, assignee: 'leo' }, after)).toEqual({ what: 'assignee', assignee: 'leo' });
    expect(back(mine, { ...open, team: 'sales' }, after)).toEqual({
      what: 'assignee',
      assignee: null,
      team: 'sales',
    });
  });

  it('does not take it from a colleague who took it meanwhile', () => {
    const after = { ...open, assignee: 'ana' };
    expect(
      back({ what: 'assignee', assignee: 'ana' }, open, after, { ...after, assignee: 'leo' }),
    ).toBeNull();
  });

  it('opens what was closed, and puts off again what slept, as long as its moment is to come', () => {
    const close = { what: 'state', state: 'closed' } as const;
    const closed = aThread({ ...open, state: 'closed', snoozedUntil: null });
    expect(back(close, open, closed)).toEqual({ what: 'state', state: 'open' });
    const asleep = aThread({ ...open, state: 'snoozed', snoozedUntil: LATER });
    expect(back(close, asleep, closed)).toEqual({ what: 'state', state: 'snoozed', until: LATER });
    const woken = aThread({ ...asleep, snoozedUntil: '2026-11-20T11:59:00Z' });
    expect(back(close, woken, closed)).toEqual({ what: 'state', state: 'open' });
  });

  it('leaves it open when the contact wrote meanwhile', () => {
    const closed = aThread({ ...open, state: 'closed' });
    expect(
      back({ what: 'state', state: 'closed' }, open, closed, aThread({ ...open, state: 'open' })),
    ).toBeNull();
  });

  it('knows a moment however the server writes it', () => {
    const asleep = aThread({ ...open, state: 'snoozed', snoozedUntil: '2026-11-21T09:00:00.000Z' });
    const change = { what: 'state', state: 'snoozed', until: LATER } as const;
    expect(back(change, open, asleep, { ...asleep, snoozedUntil: LATER })).toEqual({
      what: 'state',
      state: 'open',
    });
  });

  it('takes off its own label and leaves those of others', () => {
    const change = { what: 'labels', labels: ['vip', 'refund'] } as const;
    const after = { ...open, labels: ['vip', 'refund'] };
    expect(
      back({ ...change, labels: [...change.labels] }, open, after, { ...after, labels: ['refund', 'late'] }),
    ).toEqual({
      what: 'labels',
      labels: ['late'],
    });
    expect(
      back({ ...change, labels: [...change.labels] }, open, after, { ...after, labels: ['vip'] }),
    ).toBeNull();
  });

  it('puts a label on again that it took off', () => {
    const after = { ...open, labels: [] };
    expect(back({ what: 'labels', labels: [] }, open, after, { ...after, labels: ['late'] })).toEqual({
      what: 'labels',
      labels: ['late', 'vip'],
    });
  });
});

describe('a change', () => {
  it.each([
    [{ assignee: 'ana' }, { body: 'claimed' }],
    [{ assignee: 'leo' }, { body: 'assigned', subject: 'leo' }],
    [{ team: 'sales' }, { body: 'assigned-team', subject: 'sales' }],
    [{}, null],
  ] as const)('of whose turn it is, to %o, is told as %o', (holder, line) => {
    const after = { ...open, ...holder };
    expect(lineOfChange({ what: 'assignee', assignee: null }, open, after, 'ana')).toEqual(line);
  });

  it('of state and labels is told as the conversation tells it', () => {
    const asleep = aThread({ ...open, state: 'snoozed', snoozedUntil: LATER });
    expect(lineOfChange({ what: 'state', state: 'open' }, open, asleep, 'ana')).toEqual({
      body: 'snoozed',
      subject: LATER,
    });
    expect(lineOfChange({ what: 'state', state: 'open' }, asleep, open, 'ana')).toEqual({ body: 'reopened' });
    expect(lineOfChange({ what: 'labels', labels: [] }, open, { ...open, labels: [] }, 'ana')).toEqual({
      body: 'unlabelled',
      subject: 'vip',
    });
    expect(lineOfChange({ what: 'labels', labels: [] }, open, open, 'ana')).toBeNull();
  });
});
