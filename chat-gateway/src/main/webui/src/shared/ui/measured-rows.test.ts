import { describe, expect, it } from 'vitest';
import { filling, Heights, kept, roomFor } from './measured-rows';

const rows = (from: number, to: number): string[] =>
  Array.from({ length: to - from }, (_, index) => `row ${from + index}`);

describe('the heights of rows', () => {
  it('are guessed until a row was drawn, and never learned from what has no size', () => {
    const heights = new Heights(50);
    heights.learn('row 1', 120);
    heights.learn('row 2', 0);
    expect(heights.sum(rows(0, 4), 0, 4)).toBe(50 + 120 + 50 + 50);
    expect(heights.sum(rows(0, 4), 2, 2)).toBe(0);
  });
});

describe('the rows that exist', () => {
  const heights = new Heights(50);
  const keys = rows(0, 100);

  it('begin with as many as fill the window, from the end or from a row on', () => {
    expect(roomFor(keys, heights, 99, 500)).toEqual({ keys, from: 90, to: 100 });
    expect(roomFor(keys, heights, 40, 500)).toEqual({ keys, from: 40, to: 50 });
    expect(roomFor(rows(0, 3), heights, 2, 500)).toMatchObject({ from: 0, to: 3 });
  });

  it('are those in a stretch of the list, wherever the ones that exist are', () => {
    const drawn = { keys, from: 40, to: 50 };
    expect(filling(drawn, heights, 0, 0, 500)).toEqual(drawn);
    // Two screens further up, and one further down.
    expect(filling(drawn, heights, 1_000, 0, 500)).toMatchObject({ from: 20, to: 30 });
    expect(filling(drawn, heights, -500, 0, 500)).toMatchObject({ from: 49, to: 60 });
    expect(filling(drawn, heights, 0, -200, 700)).toMatchObject({ from: 36, to: 54 });
  });

  it('are never more than there are, and never none', () => {
    const drawn = { keys, from: 90, to: 100 };
    expect(filling(drawn, heights, 0, 0, 5_000)).toMatchObject({ from: 90, to: 100 });
    expect(filling(drawn, heights, 9_000, 0, 500)).toMatchObject({ from: 0, to: 10 });
    expect(filling(drawn, heights, -90_000, 0, 500)).toMatchObject({ from: 90, to: 100 });
  });

  it('stay the same when history comes above them', () => {
    const drawn = { keys, from: 0, to: 20 };
    const more = [...rows(-50, 0), ...keys];
    expect(kept(drawn, more)).toEqual({ keys: more, from: 50, to: 70 });
  });

  it('go with the end when it grows, and only then', () => {
    const more = rows(0, 101);
    expect(kept({ keys, from: 90, to: 100 }, more)).toMatchObject({ from: 90, to: 101 });
    expect(kept({ keys, from: 50, to: 60 }, more)).toMatchObject({ from: 50, to: 60 });
  });

  it('are found again by those of them that are still there', () => {
    const fewer = keys.filter((key) => key !== 'row 50' && key !== 'row 59');
    expect(kept({ keys, from: 50, to: 60 }, fewer)).toMatchObject({ from: 50, to: 58 });
  });

  it('are the last ones when none of them is there any more', () => {
    expect(kept({ keys, from: 50, to: 60 }, rows(200, 230))).toMatchObject({ from: 20, to: 30 });
  });
});
