import { useCallback, useEffect, useState } from 'react';
import { useLive } from '@/live/live-context';
import { realTiming } from '@/live/socket';
import { useStore } from '@/shared/store';
import { getDraft, putDraft } from './api/draft';
import { DraftKeeper } from './draft';

/** The text of the composer, and how it changes. For the thread it was mounted with. */
export function useDraft(user: string, threadId: string): [string, (body: string) => void] {
  const live = useLive();
  const [keeper] = useState(
    () =>
      new DraftKeeper({
        key: `hilo.draft.${user}.${threadId}`,
        get: (signal) => getDraft(threadId, signal),
        put: (body, version) => putDraft(threadId, body, version),
        setTimeout: realTiming.setTimeout,
        clearTimeout: realTiming.clearTimeout,
      }),
  );

  useEffect(() => {
    keeper.start();
    return () => keeper.stop();
  }, [keeper]);

  // Who was away may have written on another computer, and what was written here may not have been saved.
  useEffect(() => {
    let away = false;
    return live.status.subscribe(() => {
      const { state } = live.status.get();
      if (state === 'offline' || state === 'refused') {
        away = true;
      } else if (state === 'live' && away) {
        away = false;
        void keeper.meet();
      }
    });
  }, [live, keeper]);

  const write = useCallback((body: string) => keeper.write(body), [keeper]);
  return [useStore(keeper.text), write];
}
