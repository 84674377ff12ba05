import { describe, expect, it } from 'vitest';
import { daysOf, rangeOf, todayIn, wrongWith } from './range';

describe('ranges of days', () => {
  it.each([
    ['today', '2026-03-10', '2026-03-10'],
    ['yesterday', '2026-03-09', '2026-03-09'],
    ['7d', '2026-03-04', '2026-03-10'],
    ['30d', '2026-02-09', '2026-03-10'],
    ['90d', '2025-12-11', '2026-03-10'],
    ['month', '2026-03-01', '2026-03-10'],
    ['last-month', '2026-02-01', '2026-02-28'],
  ] as const)('%s', (preset, from, to) => {
    expect(rangeOf(preset, '2026-03-10')).toEqual({ from, to });
  });

  it('go over the turn of a year', () => {
    expect(rangeOf('last-month', '2026-01-15')).toEqual({ from: '2025-12-01', to: '2025-12-31' });
  });

  it('begin with the day it is where the contact centre is', () => {
    const late = new Date('2026-11-24T03:00:00Z');
    expect(todayIn('America/New_York', late)).toBe('2026-11-23');
    expect(todayIn('Europe/Madrid', late)).toBe('2026-11-24');
  });

  it('say what is wrong with them', () => {
    expect(daysOf({ from: '2026-03-01', to: '2026-03-31' })).toBe(31);
    expect(wrongWith({ from: '2026-03-01', to: '2026-03-31' })).toBeNull();
    expect(wrongWith({ from: '2026-03-02', to: '2026-03-01' })).toBe('order');
    expect(wrongWith({ from: '2020-03-02', to: '2026-03-01' })).toBe('long');
    expect(wrongWith({ from: '', to: '2026-03-01' })).toBe('incomplete');
  });
});
