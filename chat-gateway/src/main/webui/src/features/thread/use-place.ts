import type { RefObject } from 'react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { MeasuredListHandle } from '@/shared/ui/measured-list';

/** Where the timeline wants to be until the agent scrolls away: its end, or a line by its key. */
type Goal = { to: 'end' } | { to: 'line'; key: string; align: 'start' | 'center' } | null;

/** Room left above the unread divider, so that what came before is still in sight. */
const ABOVE_PX = 96;
/** How long the end must have been in sight before it is taken for where the agent wants to be. */
export const LASTS_MS = 250;

export interface Place {
  goToEnd: () => void;
  goToLine: (key: string, align?: 'start' | 'center') => void;
  /** Heights were measured or changed: goes where we wanted to be; false when that is nowhere else. */
  settle: () => boolean;
  /** The agent took over. */
  letGo: () => void;
  /** The end came into sight, or left it. */
  atEndChanged: (atEnd: boolean) => void;
}

/**
 * Keeps the timeline where it belongs while rows are measured, images load, messages come and the composer grows. Rows
 * have no known height before they are drawn, so a position is a wish that is repeated whenever something was measured.
 */
export function usePlace(list: RefObject<MeasuredListHandle | null>, fromUnread: boolean): Place {
  const [first] = useState<Goal>(() =>
    fromUnread ? { to: 'line', key: 'unread', align: 'start' } : { to: 'end' },
  );
  const goal = useRef<Goal>(first);

  const settle = useCallback(() => {
    const wanted = goal.current;
    if (wanted === null) {
      return false;
    }
    if (wanted.to === 'end') {
      list.current?.toEnd();
      return true;
    }
    return list.current?.toRow(wanted.key, wanted.align, ABOVE_PX) ?? false;
  }, [list]);

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
