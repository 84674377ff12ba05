import { describe, expect, it } from 'vitest';
import type { NumberSending } from '@/shared/sending';
import { budgetOf } from '@/shared/sending';
import { momentIn, nextAt, wallIn, zoneName, zoneOf } from './zones';

const NEW_YORK = 'America/New_York';

describe('a time by the contact’s clock', () => {
  it.each([
    ['2026-11-22', '08:00', NEW_YORK, '2026-11-22T13:00:00.000Z'],
    ['2026-07-22', '08:00', NEW_YORK, '2026-07-22T12:00:00.000Z'],
    ['2026-07-22', '08:00', 'America/Phoenix', '2026-07-22T15:00:00.000Z'],
    ['2026-01-01', '00:30', 'Pacific/Honolulu', '2026-01-01T10:30:00.000Z'],
    ['2026-11-22', '23:45', 'Asia/Kolkata', '2026-11-22T18:15:00.000Z'],
    // Clocks go forward at 2:00 on 8 March: 2:30 is not there, and becomes 3:30.
    ['2026-03-08', '02:30', NEW_YORK, '2026-03-08T07:30:00.000Z'],
    ['2026-03-08', '01:59', NEW_YORK, '2026-03-08T06:59:00.000Z'],
    ['2026-03-08', '03:00', NEW_YORK, '2026-03-08T07:00:00.000Z'],
    // Clocks go back at 2:00 on 1 November: 1:30 comes twice, the first counts.
    ['2026-11-01', '01:30', NEW_YORK, '2026-11-01T05:30:00.000Z'],
    ['2026-11-01', '02:00', NEW_YORK, '2026-11-01T07:00:00.000Z'],
  ])('%s %s in %s', (date, time, zone, moment) => {
    expect(momentIn({ date, time }, zone)?.toISOString()).toBe(moment);
  });

  it('comes back as it was set, all through a year', () => {
    for (const zone of [NEW_YORK, 'America/Los_Angeles', 'America/Phoenix', 'America/Puerto_Rico']) {
      for (let day = 0; day < 366; day += 1) {
        const date = new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10);
        for (const time of ['00:00', '08:00', '20:59', '23:59']) {
          const at = momentIn({ date, time }, zone);
          expect(at === null ? null : wallIn(at, zone)).toEqual({ date, time });
        }
      }
    }
  });

  it('is nothing while the fields are not filled', () => {
    expect(momentIn({ date: '', time: '08:00' }, NEW_YORK)).toBeNull();
    expect(momentIn({ date: '2026-11-22', time: '' }, NEW_YORK)).toBeNull();
    expect(momentIn({ date: '2026-13-45', time: '08:00' }, NEW_YORK)).toBeNull();
  });

  it('offers the next morning there, today or tomorrow', () => {
    expect(nextAt(8, NEW_YORK, new Date('2026-11-22T11:00:00Z')).toISOString()).toBe(
      '2026-11-22T13:00:00.000Z',
    );
    expect(nextAt(8, NEW_YORK, new Date('2026-11-22T13:00:00Z')).toISOString()).toBe(
      '2026-11-23T13:00:00.000Z',
    );
    expect(nextAt(8, 'Pacific/Honolulu', new Date('2026-11-22T09:00:00Z')).toISOString()).toBe(
      '2026-11-22T18:00:00.000Z',
    );
  });

  it('is read from what the contact said, then from the zone that decides, then from the number', () => {
    const quiet = { opensAt: '2026-11-23T13:00:00Z', zone: 'America/Chicago' };
    const zones = [NEW_YORK];
    expect(zoneOf({ zones, quiet, stated: 'Pacific/Honolulu' })).toBe('Pacific/Honolulu');
    expect(zoneOf({ zones, quiet })).toBe('America/Chicago');
    expect(zoneOf({ zones })).toBe(NEW_YORK);
    expect(zoneOf({ zones: ['Mars/Olympus'], stated: null })).toBe(zoneOf(undefined));
    expect(zoneName(NEW_YORK, 'en')).toBe('Eastern Time (New York)');
    expect(zoneName(NEW_YORK, 'es')).toMatch(/^Hora .*\(New York\)$/);
  });
});

describe('the day’s allowance', () => {
  const sending = (dayUsed: number, dayLimit: number | null = 2_000): NumberSending => ({
    did: '+17865551234',
    waiting: { live: 0, bulk: 0 },
    dayUsed,
    dayLimit,
  });

  it('shows from seven tenths on, or when something waits for it', () => {
    expect(budgetOf(sending(1_399), false)).toBeNull();
    expect(budgetOf(sending(1_400), false)).toMatchObject({ used: 1_400, limit: 2_000, look: 'calm' });
    expect(budgetOf(sending(1_850), false)?.look).toBe('near');
    expect(budgetOf(sending(2_000), false)?.look).toBe('gone');
    expect(budgetOf(sending(10), true)?.look).toBe('calm');
  });

  it('is nothing where nobody limits it or nobody knows', () => {
    expect(budgetOf(sending(1_900, null), true)).toBeNull();
    expect(budgetOf(undefined, true)).toBeNull();
  });
});
