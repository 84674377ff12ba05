import type { RefObject } from 'react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { VirtuosoHandle } from 'react-virtuoso';

/** Where the timeline wants to be until the agent scrolls away: its end, or a line by its key. */
type Goal = { to: 'end' } | { to: 'line'; key: string; align: 'start' | 'center' } | null;

/** Room left above the unread divider, so that what came before is still in sight. */
const ABOVE_PX = 96;
/** How many frames a wish is repeated after the last change. */
const FRAMES = 3;
const END = Number.MAX_SAFE_INTEGER;
/** How long the end must have been in sight before it is taken for where the agent wants to be. */
export const LASTS_MS = 250;

export interface Place {
  goToEnd: () => void;
  goToLine: (key: string, align?: 'start' | 'center') => void;
  /** Heights were measured or changed: go where we wanted to be. */
  settle: () => void;
  /** The agent took over. */
  letGo: () => void;
  /** The end came into sight, or left it. */
  atEndChanged: (atEnd: boolean) => void;
}

/**
 * Keeps the timeline where it belongs while rows are measured, images load, messages come and the composer grows. Rows
 * have no known height before they are drawn, so a position is a wish that is repeated until it holds.
 */
export function usePlace(
  list: RefObject<VirtuosoHandle | null>,
  box: RefObject<HTMLElement | null>,
  items: readonly { kind: string; key: string }[],
): Place {
  const current = useRef(items);
  const [first] = useState<Goal>(() =>
    items.some((item) => item.kind === 'unread')
      ? { to: 'line', key: 'unread', align: 'start' }
      : { to: 'end' },
  );
  const goal = useRef<Goal>(first);
  useEffect(() => {
    current.current = items;
  }, [items]);

  const goThere = useCallback(() => {
    const wanted = goal.current;
    if (wanted === null) {
      return;
    }
    if (wanted.to === 'end') {
      list.current?.scrollTo({ top: END });
      return;
    }
    const index = current.current.findIndex((item) => item.key === wanted.key);
    if (index !== -1) {
      list.current?.scrollToIndex({
        index,
        align: wanted.align,
        ...(wanted.align === 'start' && { offset: -ABOVE_PX }),
      });
    }
  }, [list]);

  // A change of height is told before the page has it, so the wish is repeated when the next frames are drawn.
  const frame = useRef(0);
  const settle = useCallback(() => {
    cancelAnimationFrame(frame.current);
    goThere();
    let left = FRAMES;
    const next = (): void => {
      goThere();
      left -= 1;
      if (left > 0) {
        frame.current = requestAnimationFrame(next);
      }
    };
    frame.current = requestAnimationFrame(next);
  }, [goThere]);
  useEffect(() => () => cancelAnimationFrame(frame.current), []);

  // That the end is in sight is told late, perhaps of a moment before the agent scrolled away from it.
  const atEnd = useRef(false);
  const lasts = useRef<number | undefined>(undefined);
  const stayIfItLasts = useCallback(() => {
    window.clearTimeout(lasts.current);
    lasts.current = window.setTimeout(() => {
      if (atEnd.current && goal.current === null) {
        goal.current = { to: 'end' };
      }
    }, LASTS_MS);
  }, []);
  useEffect(() => () => window.clearTimeout(lasts.current), []);

  useEffect(() => {
    const element = box.current;
    if (element === null || typeof ResizeObserver === 'undefined') {
      return;
    }
    const observer = new ResizeObserver(settle);
    observer.observe(element);
    return () => observer.disconnect();
  }, [box, settle]);

  return useMemo(
    () => ({
      goToEnd: () => {
        goal.current = { to: 'end' };
        settle();
      },
      goToLine: (key: string, align: 'start' | 'center' = 'center') => {
        goal.current = { to: 'line', key, align };
        settle();
      },
      settle,
      letGo: () => {
        goal.current = null;
        stayIfItLasts();
      },
      atEndChanged: (inSight: boolean) => {
        atEnd.current = inSight;
        stayIfItLasts();
      },
    }),
    [settle, stayIfItLasts],
  );
}
