import { describe, expect, it } from 'vitest';
import { ticks, timeTicks } from './scale';

describe('scales', () => {
  it.each([
    [0, [0, 1]],
    [3, [0, 1, 2, 3]],
    [10, [0, 5, 10]],
    [37, [0, 10, 20, 30, 40]],
    [1_234, [0, 500, 1_000, 1_500]],
  ])('have round numbers up to at least %d', (most, expected) => {
    expect(ticks(most)).toEqual(expected);
  });

  it('never go in fractions of a text, and always reach the most', () => {
    for (let most = 1; most < 3_000; most += 7) {
      const scale = ticks(most);
      expect(scale.every(Number.isInteger)).toBe(true);
      expect(scale.at(-1)).toBeGreaterThanOrEqual(most);
      expect(scale.length).toBeLessThanOrEqual(6);
    }
  });

  it('of time go in steps of a clock', () => {
    expect(timeTicks(250)).toEqual([0, 120, 240, 360]);
    expect(timeTicks(0)).toEqual([0, 60]);
    expect(timeTicks(86_400 * 9).at(-1)).toBeGreaterThanOrEqual(86_400 * 9);
  });
});
