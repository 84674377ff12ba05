import { useEffect, useMemo } from 'react';
import { useLive } from '@/live/live-context';
import { realTiming } from '@/live/socket';
import { TypingNotice } from './typing-notice';

/** Tells colleagues that somebody is writing here. */
export function useTyping(threadId: string): { typed: () => void; stopped: () => void } {
  const live = useLive();
  const notice = useMemo(
    () => new TypingNotice((on) => live.typing(threadId, on), realTiming),
    [live, threadId],
  );
  useEffect(() => () => notice.stopped(), [notice]);
  return useMemo(() => ({ typed: () => notice.typed(), stopped: () => notice.stopped() }), [notice]);
}
