import type { ReactNode, Ref } from 'react';
import {
  startTransition,
  useCallback,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { Drawn } from './measured-rows';
import { filling, Heights, kept, roomFor } from './measured-rows';

export interface MeasuredListHandle {
  toEnd: () => void;
  /**
   * Brings a row to the top, below so much room, or into the middle.
   *
   * @returns whether there is such a row
   */
  toRow: (key: string, align: 'start' | 'center', room: number) => boolean;
}

interface MeasuredListProps<T> {
  label: string;
  items: readonly T[];
  keyOf: (item: T) => string;
  render: (item: T) => ReactNode;
  /** What most rows are high, in pixels. */
  guess: number;
  /** The row to begin with; the last one for the end. */
  startAt: number;
  /** Sizes have changed: goes where the list is to be. False when it is to stay where it is. */
  settle: () => boolean;
  /** The end came into sight, or left it. */
  onAtEnd: (atEnd: boolean) => void;
  /** There will soon be no more rows above those in sight. */
  onNearStart: () => void;
  /** What is in sight may have changed. */
  onLook: () => void;
  header: ReactNode;
  footer: ReactNode;
  ref?: Ref<MeasuredListHandle>;
}

/** So much exists beside what is in sight. */
const ABOVE_PX = 800;
const BELOW_PX = 400;
/** What the rest of the page takes of the window's height, roughly. */
const AROUND_PX = 160;
const NEAR_END_PX = 80;
/** Where nothing has a size yet. */
const FIRST_HEIGHT = 2_000;
/** A movement of the hand goes on so long after its last step. */
const MOVING_MS = 150;

/** Rows in sight and where each stands, for finding the place again. */
type Sight = readonly { key: string; top: number }[];

/**
 * Rows of any height, of which only those in sight and some beside them exist. What is in sight stays where it is while rows
 * come above it, change their height or are measured for the first time; rows that do not fill the list stand at its end.
 * First only what is in sight is drawn, so that it is there at once.
 */
export function MeasuredList<T>(props: MeasuredListProps<T>) {
  const { label, items, keyOf, render, guess, startAt, header, footer, ref } = props;
  const keys = useMemo(() => items.map(keyOf), [items, keyOf]);
  const [heights] = useState(() => new Heights(guess));
  const [chosen, setChosen] = useState<Drawn>(() =>
    roomFor(keys, heights, startAt, window.innerHeight - AROUND_PX),
  );
  const drawn = useMemo(() => kept(chosen, keys), [chosen, keys]);

  const box = useRef<HTMLDivElement>(null);
  const head = useRef<HTMLDivElement>(null);
  const above = useRef<HTMLDivElement>(null);
  const below = useRef<HTMLDivElement>(null);
  const rows = useRef(new Map<string, HTMLElement>());
  const sight = useRef<Sight>([]);
  const atEnd = useRef<boolean | null>(null);
  const lastKey = useRef(keys.at(-1));
  const movedAt = useRef(Number.NEGATIVE_INFINITY);
  /** By how much the room above differs from the sum of its rows, until the hand rests. */
  const slack = useRef(0);
  const now = useRef({ ...props, drawn });
  useLayoutEffect(() => {
    now.current = { ...props, drawn };
  });

  /** Other rows are about to exist. */
  const drawing = useRef(false);
  const draw = useCallback((next: Drawn) => {
    const { drawn: is } = now.current;
    if (next.from !== is.from || next.to !== is.to) {
      drawing.current = true;
      setChosen(next);
    }
  }, []);

  /** Where a row begins, below the upper edge of the list. */
  const topOf = useCallback((key: string | undefined): number | null => {
    const row = key === undefined ? undefined : rows.current.get(key);
    return row === undefined || box.current === null
      ? null
      : row.getBoundingClientRect().top - box.current.getBoundingClientRect().top;
  }, []);

  /** The rows for what is in sight and so much beside it. */
  const wanted = useCallback(
    (more: number): Drawn => {
      const { drawn: is } = now.current;
      const height = sizeOf(box.current);
      const top = topOf(is.keys[is.from]) ?? 0;
      return filling(is, heights, top, -ABOVE_PX * more, height + BELOW_PX * more);
    },
    [heights, topOf],
  );

  const look = useCallback(() => {
    const element = box.current;
    if (element === null) {
      return;
    }
    const { drawn: is, onAtEnd, onLook } = now.current;
    const edge = element.getBoundingClientRect().top;
    const seen: { key: string; top: number }[] = [];
    for (const key of is.keys.slice(is.from, is.to)) {
      const rect = rows.current.get(key)?.getBoundingClientRect();
      if (rect !== undefined && rect.bottom > edge) {
        seen.push({ key, top: rect.top - edge });
        if (rect.top - edge > element.clientHeight) {
          break;
        }
      }
    }
    sight.current = seen;
    const left = element.scrollHeight - element.scrollTop - element.clientHeight;
    const end = is.to === is.keys.length && left <= NEAR_END_PX;
    if (atEnd.current !== end) {
      atEnd.current = end;
      onAtEnd(end);
    }
    onLook();
  }, []);

  /** Gives the rows that do not exist their room. */
  const spread = useCallback(() => {
    const { keys: all, from, to } = now.current.drawn;
    const [over, under] = [above.current, below.current];
    if (over !== null && under !== null) {
      over.style.height = `${Math.max(0, heights.sum(all, 0, from) + slack.current)}px`;
      under.style.height = `${heights.sum(all, to, all.length)}px`;
    }
  }, [heights]);

  /** What was in sight stands where it stood. */
  const stay = useCallback(() => {
    const element = box.current;
    const held = sight.current.find(({ key }) => rows.current.has(key));
    const top = topOf(held?.key);
    if (element === null || held === undefined || top === null || Math.abs(top - held.top) < 0.5) {
      return;
    }
    const by = top - held.top;
    // To set the place ends the movement of a finger; the room above can give way instead, until it rests.
    const isMoving = performance.now() - movedAt.current < MOVING_MS;
    if (isMoving && fingers() && (above.current?.clientHeight ?? 0) > by) {
      slack.current -= by;
      spread();
    } else {
      element.scrollTop += by;
    }
  }, [spread, topOf]);

  // Before the first rows are arranged, which asks for it.
  useImperativeHandle(ref, () => ({
    toEnd() {
      const { drawn: is } = now.current;
      if (is.to < is.keys.length) {
        draw(roomFor(is.keys, heights, is.keys.length - 1, sizeOf(box.current) + ABOVE_PX));
      } else if (box.current !== null) {
        box.current.scrollTop = box.current.scrollHeight;
      }
    },
    toRow(key, align, room) {
      const element = box.current;
      const { drawn: is } = now.current;
      const top = topOf(key);
      const at = is.keys.indexOf(key);
      if (element === null || at === -1) {
        return false;
      }
      if (top === null) {
        const first = roomFor(is.keys, heights, at, sizeOf(element) + BELOW_PX);
        draw(filling(first, heights, 0, -ABOVE_PX, sizeOf(element) + BELOW_PX));
        return true;
      }
      const height = rows.current.get(key)?.offsetHeight ?? 0;
      const by = top - (align === 'start' ? room : (element.clientHeight - height) / 2);
      if (Math.abs(by) >= 0.5) {
        element.scrollTop += by;
      }
      return true;
    },
  }));

  /** Rows were drawn, or have another size. */
  const arrange = useCallback(() => {
    const { drawn: is, settle } = now.current;
    for (const key of is.keys.slice(is.from, is.to)) {
      heights.learn(key, rows.current.get(key)?.getBoundingClientRect().height ?? 0);
    }
    spread();
    const last = is.keys.at(-1);
    const follows = atEnd.current === true && lastKey.current !== last;
    lastKey.current = last;
    if (!settle()) {
      stay();
      if (follows && box.current !== null) {
        box.current.scrollTop = box.current.scrollHeight;
      }
    }
    look();
    // Where the list goes to there may be no rows yet; then they come first.
    const least = drawing.current ? is : wanted(0);
    if (least.from < is.from || least.to > is.to) {
      draw(least);
    }
  }, [draw, heights, look, spread, stay, wanted]);

  useLayoutEffect(() => {
    drawing.current = false;
    arrange();
  }, [arrange, drawn]);

  // The rest of what is near comes when what is in sight is there.
  useEffect(() => {
    startTransition(() => setChosen(wanted(1)));
  }, [wanted]);

  const { onNearStart } = props;
  const isNearStart = drawn.from === 0;
  const firstKey = keys[0];
  useEffect(() => {
    if (isNearStart) {
      onNearStart();
    }
  }, [isNearStart, firstKey, onNearStart]);

  const sizes = useRef<ResizeObserver | null>(null);
  useLayoutEffect(() => {
    if (typeof ResizeObserver === 'undefined') {
      return;
    }
    const observer = new ResizeObserver(arrange);
    sizes.current = observer;
    for (const element of [box.current, head.current, ...rows.current.values()]) {
      if (element !== null) {
        observer.observe(element);
      }
    }
    return () => {
      observer.disconnect();
      sizes.current = null;
    };
  }, [arrange]);
  const watch = useCallback((key: string, row: HTMLElement) => {
    const all = rows.current;
    all.set(key, row);
    sizes.current?.observe(row);
    return () => {
      all.delete(key);
      sizes.current?.unobserve(row);
    };
  }, []);

  const rest = useRef<number | undefined>(undefined);
  useEffect(() => () => window.clearTimeout(rest.current), []);
  function rested(): void {
    const element = box.current;
    if (slack.current !== 0 && element !== null) {
      const by = slack.current;
      slack.current = 0;
      spread();
      element.scrollTop -= by;
    }
  }

  return (
    <div
      ref={box}
      role="log"
      aria-label={label}
      // Rows come and go with scrolling; what is new is said elsewhere.
      aria-live="off"
      // What scrolls must be reachable by the keys that scroll.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      data-scroller
      className="relative flex h-full flex-col overflow-y-auto [overflow-anchor:none] focus-visible:-outline-offset-2"
      onScroll={() => {
        movedAt.current = performance.now();
        window.clearTimeout(rest.current);
        rest.current = window.setTimeout(rested, MOVING_MS);
        look();
        const near = wanted(0.5);
        if (near.from < drawn.from || near.to > drawn.to) {
          draw(wanted(1));
        }
      }}
    >
      <div className="mt-auto shrink-0">
        <div ref={head}>{header}</div>
        <div ref={above} />
        {items.slice(drawn.from, drawn.to).map((item, offset) => {
          const key = keys[drawn.from + offset] ?? '';
          return (
            <Row key={key} name={key} index={drawn.from + offset} watch={watch}>
              {render(item)}
            </Row>
          );
        })}
        <div ref={below} />
        {footer}
      </div>
    </div>
  );
}

interface RowProps {
  name: string;
  index: number;
  watch: (key: string, row: HTMLElement) => () => void;
  children: ReactNode;
}

function Row({ name, index, watch, children }: RowProps) {
  const element = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => (element.current === null ? undefined : watch(name, element.current)), [name, watch]);
  return (
    <div ref={element} data-index={index}>
      {children}
    </div>
  );
}

function sizeOf(box: HTMLElement | null): number {
  return box === null || box.clientHeight === 0 ? FIRST_HEIGHT : box.clientHeight;
}

const fingers = (): boolean => window.matchMedia('(pointer: coarse)').matches;
