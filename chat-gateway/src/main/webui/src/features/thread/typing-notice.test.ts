import { describe, expect, it } from 'vitest';
import { FakeTiming } from '@/test/fake-timing';
import { IDLE_MS, REPEAT_MS, TypingNotice } from './typing-notice';

function setUp() {
  const timing = new FakeTiming();
  const told: boolean[] = [];
  return { timing, told, notice: new TypingNotice((on) => told.push(on), timing) };
}

describe('telling colleagues that somebody types', () => {
  it('happens with the first key and then every few seconds, however fast the keys come', () => {
    const { timing, told, notice } = setUp();
    for (let key = 0; key < 60; key += 1) {
      notice.typed();
      timing.advance(100);
    }
    expect(told).toEqual([true, true]);
    timing.advance(REPEAT_MS - 100);
    notice.typed();
    expect(told).toEqual([true, true, true]);
  });

  it('ends when the keys rest', () => {
    const { timing, told, notice } = setUp();
    notice.typed();
    timing.advance(IDLE_MS - 1);
    expect(told).toEqual([true]);
    timing.advance(1);
    expect(told).toEqual([true, false]);
  });

  it('ends once when the text is sent or left, and begins again with the next key', () => {
    const { timing, told, notice } = setUp();
    notice.stopped();
    notice.typed();
    notice.stopped();
    notice.stopped();
    timing.advance(IDLE_MS * 2);
    expect(told).toEqual([true, false]);
    notice.typed();
    expect(told).toEqual([true, false, true]);
  });
});
