import { useMemo, useSyncExternalStore } from 'react';
import { dayKey } from './format';

/** Re-renders when the calendar day turns, so that "today" does not become a lie overnight. */
export function useToday(): Date {
  const key = useSyncExternalStore(subscribe, () => dayKey(new Date()));
  return useMemo(() => {
    const [year, month, day] = key.split('-').map(Number);
    return new Date(year ?? 0, (month ?? 1) - 1, day ?? 1, 12);
  }, [key]);
}

function subscribe(changed: () => void): () => void {
  const timer = setInterval(changed, 60_000);
  document.addEventListener('visibilitychange', changed);
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', changed);
  };
}

const tickers = new Set<() => void>();
let ticking: ReturnType<typeof setInterval> | undefined;

function tick(): void {
  // A page nobody sees counts nothing down.
  if (document.visibilityState === 'visible') {
    tickers.forEach((changed) => changed());
  }
}

function subscribeTick(changed: () => void): () => void {
  tickers.add(changed);
  ticking ??= setInterval(tick, 1_000);
  document.addEventListener('visibilitychange', changed);
  return () => {
    document.removeEventListener('visibilitychange', changed);
    tickers.delete(changed);
    if (tickers.size === 0) {
      clearInterval(ticking);
      ticking = undefined;
    }
  };
}

/** The time in whole steps, for what counts down or grows old on the screen. */
export function useNow(stepMs = 1_000): number {
  return useSyncExternalStore(subscribeTick, () => Math.floor(Date.now() / stepMs) * stepMs);
}
