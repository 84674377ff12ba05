import { describe, expect, it } from 'vitest';
import { formatPhone } from '@/shared/format';
import { sumOf } from './cart';
import { markOf, nothing, read, searchOf, written } from './looking-for';

describe('what is looked for', () => {
  it('is asked as a pattern only with digits, and not at all without a place', () => {
    expect(searchOf({ ...nothing, digits: '2020' })).toBeNull();
    expect(searchOf({ ...nothing, npa: '786', digits: '2020' })?.pattern).toBe('*2020');
    expect(searchOf({ ...nothing, state: 'FL', digits: '77', place: 'contains' })?.pattern).toBe('*77*');
    expect(searchOf({ ...nothing, npa: '786' })?.pattern).toBe('');
  });

  it('reads back from the address what was written there', () => {
    const looking = {
      ...nothing,
      npa: '786',
      ratecenter: 'Fort L.',
      digits: '77',
      place: 'contains' as const,
    };
    expect(read(written(looking))).toEqual(looking);
    expect(written(nothing).toString()).toBe('');
    expect(read(new URLSearchParams('place=everywhere')).place).toBe('ends');
  });

  it('stands out in the number as it is written', () => {
    const did = '+17865552077';
    const shown = formatPhone(did);
    const marked = (digits: string, place: 'ends' | 'contains') => {
      const mark = markOf(did, shown, { ...nothing, digits, place });
      return mark === null ? null : shown.slice(...mark);
    };
    expect(marked('2077', 'ends')).toBe('2077');
    expect(marked('86555', 'contains')).toBe('86) 555');
    expect(marked('2077', 'contains')).toBe('2077');
    expect(marked('99', 'contains')).toBeNull();
    expect(marked('786', 'ends')).toBeNull();
  });
});

describe('a sum of prices', () => {
  it('is exact, and says when a price is not known', () => {
    const price = (monthlyPrice: number | undefined) => ({
      did: '',
      ratecenter: '',
      state: '',
      monthlyPrice,
    });
    expect(sumOf([price(0.1), price(0.2)], 'monthlyPrice')).toEqual({ sum: 0.3, complete: true });
    expect(sumOf([price(0.1), price(undefined)], 'monthlyPrice')).toEqual({ sum: 0.1, complete: false });
  });
});
