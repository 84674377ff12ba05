import type { ReactNode, Ref } from 'react';
import {
  memo,
  useDeferredValue,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';

export interface FixedListHandle {
  /** Brings a row into sight and says when it exists. */
  reveal: (index: number, then: (row: HTMLElement) => void) => void;
  /** The first row in sight; 0 at the top. */
  top: () => number;
  /** Moves what is shown by so many rows, without anybody seeing it move. */
  shift: (rows: number) => void;
  toTop: () => void;
}

interface FixedListProps<T> {
  items: readonly T[];
  keyOf: (item: T) => string;
  rowHeight: number;
  /** The same function as long as it draws the same. */
  render: (item: T) => ReactNode;
  onNearEnd: () => void;
  /** The list was scrolled to its top, or away from it. */
  onTop?: (atTop: boolean) => void;
  footer: ReactNode;
  ref?: Ref<FixedListHandle>;
}

const SPARE_ROWS = 8;
/** A flick of the wheel is faster than a page comes. */
const NEAR_END_ROWS = 80;
const AT_TOP_PX = 8;
/** Where nothing has a size yet. */
const FIRST_HEIGHT = 900;

/** Rows of one height: only those in sight and a few beside them exist, whatever the length. */
export function FixedList<T>({
  items,
  keyOf,
  rowHeight,
  render,
  onNearEnd,
  onTop,
  footer,
  ref,
}: FixedListProps<T>) {
  const box = useRef<HTMLDivElement>(null);
  // By the row, not by the pixel: between two rows nothing is drawn anew.
  const [first, setFirst] = useState(0);
  const [height, setHeight] = useState(FIRST_HEIGHT);
  // A new list shows first what is in sight.
  const spare = useDeferredValue(SPARE_ROWS, 0);
  const from = Math.max(0, first - spare);
  const to = Math.min(items.length, first + Math.ceil(height / rowHeight) + 1 + spare);
  const firstOf = (element: HTMLElement): number => Math.max(0, Math.floor(element.scrollTop / rowHeight));
  const wanted = useRef<{ index: number; then: (row: HTMLElement) => void } | null>(null);
  // Asked for while the page is being changed, where the element itself would first have to lay out all of it.
  const scrolled = useRef(0);

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
        setFirst(firstOf(element));
      }
    },
    top() {
      return scrolled.current < AT_TOP_PX ? 0 : Math.ceil(scrolled.current / rowHeight);
    },
    shift(rows) {
      const element = box.current;
      if (element !== null) {
        element.scrollTop += rows * rowHeight;
        scrolled.current = element.scrollTop;
        setFirst(firstOf(element));
      }
    },
    toTop() {
      box.current?.scrollTo({ top: 0 });
    },
  }));

  return (
    <div
      ref={box}
      // On a ground of its own the browser moves what is drawn; without one it draws all of it in every frame.
      className="h-full overflow-y-auto overscroll-contain bg-paper pt-1 [overflow-anchor:none]"
      onScroll={({ currentTarget }) => {
        scrolled.current = currentTarget.scrollTop;
        setFirst(firstOf(currentTarget));
        onTop?.(currentTarget.scrollTop < AT_TOP_PX);
      }}
    >
      <div style={{ height: items.length * rowHeight, position: 'relative' }}>
        {items.slice(from, to).map((item, offset) => (
          <Row key={keyOf(item)} item={item} index={from + offset} height={rowHeight} render={render} />
        ))}
      </div>
      {footer}
    </div>
  );
}

interface RowProps<T> {
  item: T;
  index: number;
  height: number;
  render: (item: T) => ReactNode;
}

/** Nothing in it has a say in what is around it, so that a new one costs no more than itself. */
const Row = memo(function Row<T>({ item, index, height, render }: RowProps<T>) {
  return (
    <div
      data-row={index}
      className="absolute inset-x-0 [contain:strict]"
      style={{ top: index * height, height }}
    >
      {render(item)}
    </div>
  );
}) as <T>(props: RowProps<T>) => ReactNode;

function rowAt(box: HTMLElement | null, index: number): HTMLElement | null {
  return box?.querySelector<HTMLElement>(`[data-row="${index}"]`) ?? null;
}
