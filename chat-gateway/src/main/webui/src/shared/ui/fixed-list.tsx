import type { ReactNode, Ref } from 'react';
import { useEffect, useImperativeHandle, useLayoutEffect, useRef, useState } from 'react';

export interface FixedListHandle {
  /** Brings a row into sight and says when it exists. */
  reveal: (index: number, then: (row: HTMLElement) => void) => void;
}

interface FixedListProps<T> {
  items: readonly T[];
  keyOf: (item: T) => string;
  rowHeight: number;
  render: (item: T, index: number) => ReactNode;
  onNearEnd: () => void;
  footer: ReactNode;
  ref?: Ref<FixedListHandle>;
}

const SPARE_ROWS = 8;
const NEAR_END_ROWS = 15;
/** Where nothing has a size yet. */
const FIRST_HEIGHT = 900;

/** Rows of one height: only those in sight and a few beside them exist, whatever the length. */
export function FixedList<T>({ items, keyOf, rowHeight, render, onNearEnd, footer, ref }: FixedListProps<T>) {
  const box = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const [height, setHeight] = useState(FIRST_HEIGHT);
  const from = Math.max(0, Math.floor(top / rowHeight) - SPARE_ROWS);
  const to = Math.min(items.length, Math.ceil((top + height) / rowHeight) + SPARE_ROWS);
  const wanted = useRef<{ index: number; then: (row: HTMLElement) => void } | null>(null);

  useLayoutEffect(() => {
    const element = box.current;
    if (element === null || typeof ResizeObserver === 'undefined') {
      return;
    }
    const observer = new ResizeObserver(() => setHeight(element.clientHeight || FIRST_HEIGHT));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  useEffect(() => {
    if (to >= items.length - NEAR_END_ROWS) {
      onNearEnd();
    }
  }, [to, items.length, onNearEnd]);

  // The row that was asked for may exist only after this render.
  useLayoutEffect(() => {
    const row = wanted.current === null ? null : rowAt(box.current, wanted.current.index);
    if (wanted.current !== null && row !== null) {
      const { then } = wanted.current;
      wanted.current = null;
      then(row);
    }
  });

  useImperativeHandle(ref, () => ({
    reveal(index, then) {
      const element = box.current;
      if (element === null) {
        return;
      }
      const rowTop = index * rowHeight;
      if (rowTop < element.scrollTop) {
        element.scrollTop = rowTop;
      } else if (rowTop + rowHeight > element.scrollTop + element.clientHeight) {
        element.scrollTop = rowTop + rowHeight - element.clientHeight;
      }
      const row = rowAt(element, index);
      if (row !== null) {
        then(row);
      } else {
        wanted.current = { index, then };
        setTop(element.scrollTop);
      }
    },
  }));

  return (
    <div
      ref={box}
      className="h-full overflow-y-auto overscroll-contain pt-1 [overflow-anchor:none]"
      onScroll={(event) => setTop(event.currentTarget.scrollTop)}
    >
      <div style={{ height: items.length * rowHeight, position: 'relative' }}>
        {items.slice(from, to).map((item, offset) => (
          <div
            key={keyOf(item)}
            data-row={from + offset}
            style={{
              position: 'absolute',
              insetInline: 0,
              height: rowHeight,
              transform: `translateY(${(from + offset) * rowHeight}px)`,
            }}
          >
            {render(item, from + offset)}
          </div>
        ))}
      </div>
      {footer}
    </div>
  );
}

function rowAt(box: HTMLElement | null, index: number): HTMLElement | null {
  return box?.querySelector<HTMLElement>(`[data-row="${index}"]`) ?? null;
}
