import { useMutation } from '@tanstack/react-query';
import { useLive } from '@/live/live-context';
import type { Thread } from '@/shared/contract';
import { threadAnswer, threadOf } from '@/shared/contract';
import { callFor } from '@/shared/http';

export type ThreadChange =
  | { what: 'assignee'; assignee: string | null; team?: string }
  | { what: 'state'; state: 'open' | 'closed' }
  | { what: 'state'; state: 'snoozed'; until: string }
  | { what: 'labels'; labels: string[] };

function hoped(thread: Thread, change: ThreadChange): Thread {
  switch (change.what) {
    case 'assignee':
      return { ...thread, assignee: change.assignee, team: change.team };
    case 'state':
      return {
        ...thread,
        state: change.state,
        snoozedUntil: change.state === 'snoozed' ? change.until : null,
      };
    case 'labels':
      return { ...thread, labels: change.labels };
  }
}

interface Outcomes {
  /** Called also when whoever changed it has gone elsewhere meanwhile. */
  onDone?: (change: ThreadChange, before: Thread, after: Thread) => void;
  onFailed: (error: Error) => void;
}

/** Changes who has a thread, its state or its labels. Shown at once, taken back when the server refuses. */
export function useChangeThread(threadId: string, { onDone, onFailed }: Outcomes) {
  const live = useLive();
  return useMutation({
    mutationFn: async (change: ThreadChange) => {
      const { what, ...body } = change;
      const { data } = await callFor(threadAnswer, `/api/threads/${encodeURIComponent(threadId)}/${what}`, {
        method: 'PUT',
        json: body,
      });
      return threadOf(data);
    },
    onMutate: (change) => {
      const before = live.known(threadId);
      if (before !== undefined) {
        live.putThread(hoped(before, change));
      }
      return before;
    },
    onSuccess: (thread, change, before) => {
      live.putThread(keepRead(thread, live.known(threadId)));
      if (before !== undefined) {
        onDone?.(change, before, thread);
      }
    },
    onError: (error, _change, before) => {
      if (before !== undefined) {
        live.putThread({ ...before, lastSeq: live.known(threadId)?.lastSeq ?? before.lastSeq });
      }
      onFailed(error);
    },
  });
}

/** An answer to a change may come without our unread count. */
export function keepRead(thread: Thread, known: Thread | undefined): Thread {
  return known === undefined ? thread : { ...thread, readInbound: known.readInbound };
}
