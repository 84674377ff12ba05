import { describe, expect, it } from 'vitest';
import { latersOf, localText, momentOf } from './snooze';

const said = (now: string): string[] =>
  latersOf(new Date(now)).map(({ name, at }) => `${name} ${localText(at)}`);

describe('later', () => {
  it('is an hour from now, tonight, tomorrow morning, or next Monday', () => {
    // A Wednesday.
    expect(said('2026-11-25T11:20')).toEqual([
      'hour 2026-11-25T12:20',
      'tonight 2026-11-25T20:00',
      'tomorrow 2026-11-26T09:00',
      'monday 2026-11-30T09:00',
    ]);
  });

  it('is not tonight any more in the evening', () => {
    expect(said('2026-11-25T19:30')).toEqual([
      'hour 2026-11-25T20:30',
      'tomorrow 2026-11-26T09:00',
      'monday 2026-11-30T09:00',
    ]);
  });

  it('is Monday once on a Sunday, and the Monday after on a Monday', () => {
    expect(said('2026-11-29T12:00').at(-1)).toBe('tomorrow 2026-11-30T09:00');
    expect(said('2026-11-30T12:00').at(-1)).toBe('monday 2026-12-07T09:00');
  });

  it('is this morning at night, and tomorrow is the day after', () => {
    expect(said('2026-11-26T01:10')).toEqual([
      'hour 2026-11-26T02:10',
      'morning 2026-11-26T09:00',
      'tonight 2026-11-26T20:00',
      'tomorrow 2026-11-27T09:00',
      'monday 2026-11-30T09:00',
    ]);
    expect(said('2026-11-30T04:59')).toEqual([
      'hour 2026-11-30T05:59',
      'morning 2026-11-30T09:00',
      'tonight 2026-11-30T20:00',
      'tomorrow 2026-12-01T09:00',
      'monday 2026-12-07T09:00',
    ]);
    expect(said('2026-11-26T05:00').join()).not.toContain('morning');
  });

  it('keeps to the clock on the wall when the hour changes', () => {
    for (const { at, name } of latersOf(new Date('2026-10-24T12:00'))) {
      if (name === 'tomorrow' || name === 'monday') {
        expect(at.getHours()).toBe(9);
      }
    }
  });

  it('may be any moment that is to come, within a year', () => {
    const now = new Date('2026-11-25T11:20');
    expect(momentOf('2026-11-25T11:21', now)).toEqual(new Date('2026-11-25T11:21'));
    for (const none of ['2026-11-25T11:20', '2028-01-01T00:00', '', 'tomorrow']) {
      expect(momentOf(none, now)).toBeNull();
    }
  });
});
