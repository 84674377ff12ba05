import type { RefObject } from 'react';
import { useEffect, useRef } from 'react';

/**
 * Where the focus goes when a change took away what had it: to what tells of the change. Whoever is somewhere else
 * already stays there.
 */
export function useKeptFocus<E extends HTMLElement>(changing: unknown): RefObject<E | null> {
  const place = useRef<E>(null);
  const last = useRef(changing);
  useEffect(() => {
    const changed = last.current !== changing;
    last.current = changing;
    if (changed && (document.activeElement === null || document.activeElement === document.body)) {
      place.current?.focus();
    }
  }, [changing]);
  return place;
}
