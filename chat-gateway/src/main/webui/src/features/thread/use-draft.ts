import { useCallback, useEffect, useRef, useState } from 'react';
import * as z from 'zod/mini';
import { Problem } from '@/shared/problem';
import { readStored, writeStored } from '@/shared/storage';
import { getDraft, putDraft } from './api/draft';

const SAVE_MS = 800;

const stored = z.object({ body: z.string(), version: z.number(), dirty: z.boolean() });
type Stored = z.output<typeof stored>;

function read(key: string): Stored {
  const found = stored.safeParse(readStored(key));
  return found.success ? found.data : { body: '', version: 0, dirty: false };
}

/**
 * What the agent is writing in a thread. It lies in the browser at once and on the server soon after, so that it is there
 * after a reload, on another computer, and when the session has ended.
 */
export function useDraft(user: string, threadId: string): [string, (body: string) => void] {
  const key = `hilo.draft.${user}.${threadId}`;
  const [body, setBody] = useState(() => read(key).body);
  const state = useRef<Stored>(read(key));
  const timer = useRef<number | null>(null);

  const keep = useCallback(
    (next: Stored) => {
      state.current = next;
      writeStored(key, next.body === '' && !next.dirty ? undefined : next);
    },
    [key],
  );

  const save = useCallback(async () => {
    timer.current = null;
    const { body: text, version, dirty } = state.current;
    if (!dirty) {
      return;
    }
    let saved;
    try {
      saved = await putDraft(threadId, text, version);
    } catch (error) {
      if (!(error instanceof Problem && error.status === 409)) {
        return;
      }
      // Another window of this agent saved in between; the last one to type wins.
      try {
        const { version: newest } = await getDraft(threadId);
        saved = await putDraft(threadId, text, newest);
      } catch {
        return;
      }
    }
    const unchanged = state.current.body === text;
    keep({ body: state.current.body, version: saved.version, dirty: !unchanged });
  }, [threadId, keep]);

  const change = useCallback(
    (text: string) => {
      setBody(text);
      keep({ ...state.current, body: text, dirty: true });
      if (timer.current !== null) {
        window.clearTimeout(timer.current);
      }
      timer.current = window.setTimeout(() => void save(), SAVE_MS);
    },
    [keep, save],
  );

  useEffect(() => {
    const abort = new AbortController();
    getDraft(threadId, abort.signal).then(
      (server) => {
        if (state.current.dirty) {
          keep({ ...state.current, version: server.version });
          void save();
        } else {
          keep({ ...server, dirty: false });
          setBody(server.body);
        }
      },
      () => undefined,
    );
    return () => {
      abort.abort();
      if (timer.current !== null) {
        window.clearTimeout(timer.current);
        void save();
      }
    };
  }, [threadId, keep, save]);

  return [body, change];
}
