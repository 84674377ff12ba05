import { renderHook } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LASTS_MS, usePlace } from './use-place';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

function setUp() {
  const toEnd = vi.fn();
  const list = { current: { toEnd, toRow: () => true } };
  const { result } = renderHook(() => usePlace(list, false));
  const settled = (): number => {
    toEnd.mockClear();
    result.current.settle();
    return toEnd.mock.calls.length;
  };
  return { place: result.current, settled };
}

describe('the place in the timeline', () => {
  it('is the end until the agent scrolls away', () => {
    const { place, settled } = setUp();
    expect(settled()).toBeGreaterThan(0);
    place.letGo();
    place.atEndChanged(false);
    vi.advanceTimersByTime(LASTS_MS);
    expect(settled()).toBe(0);
  });

  it('stays where the agent scrolled right after sending, though the end was told to be in sight meanwhile', () => {
    const { place, settled } = setUp();
    place.goToEnd();
    place.letGo();
    place.atEndChanged(true);
    expect(settled()).toBe(0);
    place.atEndChanged(false);
    vi.advanceTimersByTime(LASTS_MS);
    expect(settled()).toBe(0);
  });

  it('is the end again when the agent has come back to it', () => {
    const { place, settled } = setUp();
    place.letGo();
    place.atEndChanged(false);
    vi.advanceTimersByTime(LASTS_MS);
    place.atEndChanged(true);
    vi.advanceTimersByTime(LASTS_MS);
    expect(settled()).toBeGreaterThan(0);
  });

  it('stays the end when the agent turned the wheel without leaving it', () => {
    const { place, settled } = setUp();
    place.atEndChanged(true);
    place.letGo();
    vi.advanceTimersByTime(LASTS_MS);
    expect(settled()).toBeGreaterThan(0);
  });
});
