import { useCallback, useEffect, useRef } from 'react';
import { useLive } from '@/live/live-context';

const REPEAT_MS = 3_000;
const IDLE_MS = 4_000;

/** Tells colleagues that somebody is writing here: at most every three seconds, and when it stops. */
export function useTyping(threadId: string): { typed: () => void; stopped: () => void } {
  const live = useLive();
  const said = useRef(0);
  const idle = useRef<number | null>(null);

  const stopped = useCallback(() => {
    if (idle.current !== null) {
      window.clearTimeout(idle.current);
      idle.current = null;
    }
    if (said.current !== 0) {
      said.current = 0;
      live.typing(threadId, false);
    }
  }, [live, threadId]);

  const typed = useCallback(() => {
    const now = Date.now();
    if (now - said.current >= REPEAT_MS) {
      said.current = now;
      live.typing(threadId, true);
    }
    if (idle.current !== null) {
      window.clearTimeout(idle.current);
    }
    idle.current = window.setTimeout(stopped, IDLE_MS);
  }, [live, threadId, stopped]);

  useEffect(() => stopped, [stopped]);
  return { typed, stopped };
}
