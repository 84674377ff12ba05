import { describe, expect, it } from 'vitest';
import { formatDuration, formatRunning } from './durations';

describe('durations', () => {
  it.each([
    [0, '0 sec'],
    [45.4, '45 sec'],
    [60, '1 min'],
    [252, '4 min 12 sec'],
    [3_600, '1 hr'],
    [7_500, '2 hr 5 min'],
    [86_400 * 3 + 3_600 * 4 + 59, '3 days 4 hr'],
  ])('are said in at most two units: %d', (seconds, text) => {
    expect(formatDuration(seconds, 'en')).toBe(text);
  });

  it('are said in Spanish, and in full words', () => {
    expect(formatDuration(252, 'es', 'long')).toBe('4 minutos 12 segundos');
    expect(formatDuration(252, 'en', 'long')).toBe('4 minutes 12 seconds');
  });

  it.each([
    [-3, '0:00'],
    [45, '0:45'],
    [724, '12:04'],
    [3_723, '1:02:03'],
    [86_400 + 3_723, '1 day'],
  ])('run like a clock: %d', (seconds, text) => {
    expect(formatRunning(seconds, 'en')).toBe(text);
  });
});
