import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { keys } from '@/live/keys';
import type { Timeline } from '@/live/timeline';
import { withMessage } from '@/live/timeline';
import type { Message } from '@/shared/contract';
import { messageView } from '@/shared/contract';
import { useVisible } from '@/shared/visible';
import { getMessage } from './api/get-message';
import { REREAD_MS, rereadIn } from './waiting';

/**
 * Estimates move without an event. While a queued text is in sight it is asked about when its estimate has passed, and
 * every quarter of a minute.
 */
export function useReread(message: Message, on: boolean): void {
  const client = useQueryClient();
  const visible = useVisible();
  const active = on && visible && message.status === 'queued';
  useEffect(() => {
    if (!active) {
      return;
    }
    const gone = new AbortController();
    let timer: ReturnType<typeof setTimeout>;
    const again = (ms: number): void => {
      timer = setTimeout(() => {
        getMessage(message.id, gone.signal).then(
          (found) => {
            client.setQueryData<Timeline>(keys.timeline(message.threadId), (timeline) =>
              timeline === undefined ? undefined : withMessage(timeline, messageView.parse(found)),
            );
            // The changed message starts this anew; an unchanged one is asked about later.
            again(REREAD_MS);
          },
          () => {
            if (!gone.signal.aborted) {
              again(REREAD_MS);
            }
          },
        );
      }, ms);
    };
    again(rereadIn(message, Date.now()));
    return () => {
      clearTimeout(timer);
      gone.abort();
    };
  }, [active, client, message]);
}
