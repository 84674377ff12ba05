import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Eased } from '@/live/eased';
import { keys } from '@/live/keys';
import { useLive } from '@/live/live-context';
import { realTiming } from '@/live/socket';
import { boardKey } from './api/board';

/** However many conversations move, the board is read at once and then no more often than this. */
export const BOARD_MS = 2_000;

/**
 * Reads the board again when a conversation has moved: every frame about one ends in the cache, whatever is on the screen,
 * and so does what was read after a break.
 */
export function useLiveBoard(): void {
  const client = useQueryClient();
  const live = useLive();
  useEffect(() => {
    const again = new Eased(
      () => void client.invalidateQueries({ queryKey: boardKey }),
      BOARD_MS,
      realTiming,
    );
    const stopThreads = client.getQueryCache().subscribe((event) => {
      if (
        event.type === 'updated' &&
        event.action.type === 'success' &&
        (event.query.queryKey as readonly unknown[])[0] === keys.threads[0]
      ) {
        again.ask();
      }
    });
    const stopStatus = live.status.subscribe(() => {
      if (live.status.get().state === 'live') {
        again.ask();
      }
    });
    return () => {
      stopThreads();
      stopStatus();
    };
  }, [client, live]);
}
