import type { RefObject } from 'react';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Item } from './items';
import type { Run } from './system-run';

/**
 * The day of what is in sight from above, while the line that names it is not. Rows are asked for where they are, since
 * more of them are drawn than can be seen.
 *
 * @param offset the number of the first item among the drawn rows' own
 */
export function useTopDay(
  box: RefObject<HTMLElement | null>,
  items: readonly (Item | Run)[],
  offset: number,
): [Date | null, () => void] {
  const [day, setDay] = useState<number | null>(null);
  const frame = useRef(0);
  const known = useRef({ items, offset });
  useEffect(() => {
    known.current = { items, offset };
  }, [items, offset]);
  useEffect(() => () => cancelAnimationFrame(frame.current), []);

  const look = useCallback(() => {
    cancelAnimationFrame(frame.current);
    frame.current = requestAnimationFrame(() => {
      const element = box.current;
      if (element === null) {
        return;
      }
      const top = element.getBoundingClientRect().top + 12;
      const rows = [...element.querySelectorAll<HTMLElement>('[data-item-index]')];
      const first = rows.find((row) => row.getBoundingClientRect().bottom > top);
      const index = Number(first?.dataset['itemIndex'] ?? Number.NaN) - known.current.offset;
      const item = known.current.items[index];
      setDay(momentOf(item));
    });
  }, [box]);
  return [day === null ? null : new Date(day), look];
}

function momentOf(item: Item | Run | undefined): number | null {
  const message =
    item?.kind === 'message' ? item.message : item?.kind === 'run' ? item.messages[0] : undefined;
  return message === undefined ? null : Date.parse(message.createdAt);
}
