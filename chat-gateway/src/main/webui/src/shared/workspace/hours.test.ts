import { describe, expect, it } from 'vitest';
import type { Hours } from './hours';
import { presenceOf } from './hours';

const office: Hours = {
  team: 'support',
  zone: 'America/New_York',
  days: {
    mon: [
      { from: '09:00', to: '12:30' },
      { from: '13:00', to: '17:00' },
    ],
    tue: [{ from: '09:00', to: '17:00' }],
    fri: [{ from: '18:00', to: '24:00' }],
    sat: [{ from: '00:00', to: '02:00' }],
  },
  holidays: [{ date: '2026-11-24', name: 'A day off' }],
  version: 1,
};

const at = (text: string): Date => new Date(text);

describe('a team', () => {
  it('is there in its hours, by its own clock', () => {
    expect(presenceOf(office, at('2026-11-23T14:00:00Z'))).toEqual({
      there: true,
      until: at('2026-11-23T17:30:00Z'),
    });
    expect(presenceOf(office, at('2026-11-23T17:30:00Z'))).toEqual({
      there: false,
      until: at('2026-11-23T18:00:00Z'),
    });
    expect(presenceOf(office, at('2026-11-23T13:59:59Z')).there).toBe(false);
  });

  it('is away on a holiday', () => {
    expect(presenceOf(office, at('2026-11-24T15:00:00Z'))).toEqual({
      there: false,
      until: at('2026-11-27T23:00:00Z'),
    });
  });

  it('may be there over midnight', () => {
    expect(presenceOf(office, at('2026-11-28T04:59:00Z'))).toEqual({
      there: true,
      until: at('2026-11-28T07:00:00Z'),
    });
  });

  it('follows the clock when it is put forward', () => {
    const night: Hours = { ...office, days: { sun: [{ from: '03:00', to: '04:00' }] }, holidays: [] };
    // On 8 March 2026 the clock goes from 2:00 to 3:00.
    expect(presenceOf(night, at('2026-03-08T06:30:00Z'))).toEqual({
      there: false,
      until: at('2026-03-08T07:00:00Z'),
    });
  });

  it('is always there without hours, and never with none', () => {
    expect(presenceOf({ ...office, version: 0 }, at('2026-11-24T15:00:00Z'))).toEqual({
      there: true,
      until: null,
    });
    expect(presenceOf({ ...office, days: {} }, at('2026-11-23T15:00:00Z'))).toEqual({
      there: false,
      until: null,
    });
  });

  it('is taken to be there where its zone is not known', () => {
    expect(presenceOf({ ...office, zone: 'Mars/Base' }, at('2026-11-24T15:00:00Z')).there).toBe(true);
  });
});
