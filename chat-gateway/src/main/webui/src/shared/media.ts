import { useSyncExternalStore } from 'react';

/** Whether the screen is such, followed; where nobody can tell it is not. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const list = matching(query);
      list?.addEventListener('change', changed);
      return () => list?.removeEventListener('change', changed);
    },
    () => matching(query)?.matches ?? false,
  );
}

function matching(query: string): MediaQueryList | undefined {
  return 'matchMedia' in window ? window.matchMedia(query) : undefined;
}
