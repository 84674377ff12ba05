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
