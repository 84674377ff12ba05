import { describe, expect, it } from 'vitest';
import { aThread } from '@/test/samples';
import type { Steady } from './steady';
import { steadied } from './steady';

const list = (ids: string) => Array.from(ids, (id) => aThread({ id }));
const drawn = ({ rows }: Steady): string => rows.map(({ id }) => id).join('');

describe('a list that moves', () => {
  it('is as it comes while nothing is open', () => {
    expect(drawn(steadied(list('abc'), null, null, 0))).toBe('abc');
  });

  it('lets new ones in on top and moves around the open one', () => {
    const before = steadied(list('abcd'), 'b', null, 0);
    const after = steadied(list('xabcd'), 'b', before, 0);
    expect(drawn(after)).toBe('xbacd');
    expect(after.slot).toBe(1);
    expect(after.shift).toBe(0);
  });

  it('leaves the open one where it is when it is answered, until the agent leaves it', () => {
    const before = steadied(list('abcd'), 'c', null, 0);
    const answered = steadied(list('cabd'), 'c', before, 0);
    expect(drawn(answered)).toBe('abcd');
    const next = steadied(list('cabd'), 'd', answered, 0);
    expect(drawn(next)).toBe('cabd');
    expect(next.slot).toBe(3);
  });

  it('opens one where it was pressed, not where it would be without the one before', () => {
    const before = steadied(list('cabd'), 'c', steadied(list('abcd'), 'c', null, 0), 0);
    expect(drawn(before)).toBe('abcd');
    // b stood in the second row when it was pressed; c goes home to the top.
    const pressed = steadied(list('cabd'), 'b', before, 0);
    expect(drawn(pressed)).toBe('cbad');
  });

  it('keeps what the agent scrolled to before their eyes, and says how many are new above', () => {
    const before = steadied(list('abcdefgh'), null, null, 4);
    const after = steadied(list('xyabcdefgh'), null, before, 4);
    expect(after.shift).toBe(2);
    expect(after.above).toBe(2);
    const more = steadied(list('zxyabcdefgh'), null, after, 6);
    expect(more.shift).toBe(1);
    expect(more.above).toBe(3);
    expect(steadied(list('zxyabcdefgh'), null, more, 0).above).toBe(0);
  });

  it('keeps both: the open one and what is around it', () => {
    const before = steadied(list('abcdefgh'), 'f', null, 4);
    const after = steadied(list('fxabcdegh'), 'f', before, 4);
    expect(after.shift).toBe(1);
    expect(after.slot).toBe(6);
    expect(drawn(after)).toBe('xabcdefgh');
  });

  it('is measured by most of its rows, not by one that moves by itself', () => {
    const before = steadied(list('abcdefgh'), null, null, 4);
    expect(steadied(list('gabcdefh'), null, before, 4).shift).toBe(1);
    expect(steadied(list('xeabcdfgh'), null, before, 4).shift).toBe(1);
    expect(steadied(list('abcdfgh'), null, before, 4).shift).toBe(-1);
  });

  it('lets go of an open one that leaves the list', () => {
    const before = steadied(list('abc'), 'b', null, 0);
    const after = steadied(list('ac'), 'b', before, 0);
    expect(drawn(after)).toBe('ac');
    expect(after.slot).toBeNull();
    expect(steadied(list('bac'), 'b', after, 0).slot).toBe(0);
  });
});
