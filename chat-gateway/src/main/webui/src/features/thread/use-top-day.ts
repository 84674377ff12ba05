import type { RefObject } from 'react';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Item } from './items';
import type { Run } from './system-run';

/**
 * The day of what is in sight from above, while the line that names it is not. Rows are asked for where they are, since
 * more of them are drawn than can be seen.
 */
export function useTopDay(
  box: RefObject<HTMLElement | null>,
  items: readonly (Item | Run)[],
): [Date | null, () => void] {
  const [day, setDay] = useState<number | null>(null);
  const frame = useRef(0);
  const known = useRef(items);
  useEffect(() => {
    known.current = items;
  }, [items]);
  useEffect(() => () => cancelAnimationFrame(frame.current), []);

  const look = useCallback(() => {
    cancelAnimationFrame(frame.current);
    frame.current = requestAnimationFrame(() => {
      const element = box.current;
      if (element === null) {
        return;
      }
      const top = element.getBoundingClientRect().top + 12;
      const rows = [...element.querySelectorAll<HTMLElement>('[data-index]')];
      const first = rows.find((row) => row.getBoundingClientRect().bottom > top);
      setDay(dayOf(known.current[Number(first?.dataset['index'] ?? Number.NaN)]));
    });
  }, [box]);
  return [day === null ? null : new Date(day), look];
}

/** Its midnight: while one day is in sight, nothing is drawn anew. */
function dayOf(item: Item | Run | undefined): number | null {
  const message =
    item?.kind === 'message' ? item.message : item?.kind === 'run' ? item.messages[0] : undefined;
  return message === undefined ? null : new Date(message.createdAt).setHours(0, 0, 0, 0);
}
