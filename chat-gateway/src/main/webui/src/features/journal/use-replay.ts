import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useReducer, useRef } from 'react';
import type { ReplayCounts, ReplayItem, ReplayPage, ReplayScope } from './api/replay';
import { replay } from './api/replay';

export type Phase = 'rehearsing' | 'rehearsed' | 'executing' | 'done';

export interface ReplayState {
  phase: Phase;
  read: number;
  counts: ReplayCounts;
  /** The first of those that read differently; `differences` counts them all. */
  items: readonly ReplayItem[];
  emitted: number;
  /** Somebody stopped it before its end. */
  stopped: boolean;
  error: Error | null;
}

export const MOST_LISTED = 200;

const none: ReplayCounts = { same: 0, changed: 0, new: 0, stillQuarantined: 0, gone: 0 };
const beginning: ReplayState = {
  phase: 'rehearsing',
  read: 0,
  counts: none,
  items: [],
  emitted: 0,
  stopped: false,
  error: null,
};

type Event =
  | { kind: 'start'; dryRun: boolean }
  | { kind: 'goOn' }
  | { kind: 'page'; page: ReplayPage }
  | { kind: 'end'; stopped: boolean }
  | { kind: 'failed'; error: Error };

function step(state: ReplayState, event: Event): ReplayState {
  switch (event.kind) {
    case 'start':
      return event.dryRun
        ? beginning
        : { ...state, phase: 'executing', read: 0, emitted: 0, stopped: false, error: null };
    case 'goOn':
      return { ...state, error: null };
    case 'page': {
      const { page } = event;
      const rehearsal = state.phase === 'rehearsing';
      return {
        ...state,
        read: state.read + page.read,
        emitted: state.emitted + page.emitted,
        // What is executed was counted and listed by its rehearsal.
        counts: rehearsal ? sum(state.counts, page.counts) : state.counts,
        items: rehearsal ? [...state.items, ...page.items].slice(0, MOST_LISTED) : state.items,
      };
    }
    case 'end':
      return {
        ...state,
        phase: state.phase === 'rehearsing' ? 'rehearsed' : 'done',
        stopped: event.stopped,
      };
    case 'failed':
      return { ...state, error: event.error };
  }
}

function sum(a: ReplayCounts, b: ReplayCounts): ReplayCounts {
  return {
    same: a.same + b.same,
    changed: a.changed + b.changed,
    new: a.new + b.new,
    stillQuarantined: a.stillQuarantined + b.stillQuarantined,
    gone: a.gone + b.gone,
  };
}

/** The call under way. Its key stays until it is answered, so that repeating it does nothing twice. */
interface Call {
  dryRun: boolean;
  cursor: string | null;
  key: string;
  /** Where the rehearsal stopped: nothing beyond it was shown, so nothing beyond it is replayed. */
  pagesLeft: number;
}

/** Rehearses at once, page after page, and replays exactly what was rehearsed when it is told to. */
export function useReplay(scope: ReplayScope) {
  const client = useQueryClient();
  const [state, dispatch] = useReducer(step, beginning);
  const aborter = useRef<AbortController | null>(null);
  const call = useRef<Call | null>(null);
  const rehearsedPages = useRef(0);

  const run = useCallback(async () => {
    const abort = new AbortController();
    aborter.current = abort;
    while (call.current !== null) {
      const { dryRun, cursor, key, pagesLeft }: Call = call.current;
      let page: ReplayPage;
      try {
        page = await replay({ scope, cursor, dryRun, key, signal: abort.signal });
      } catch (error) {
        if (!abort.signal.aborted) {
          dispatch({ kind: 'failed', error: error instanceof Error ? error : new Error(String(error)) });
        }
        return;
      }
      if (abort.signal.aborted) {
        return;
      }
      dispatch({ kind: 'page', page });
      if (dryRun) {
        rehearsedPages.current += 1;
      }
      const next = page.next ?? null;
      call.current =
        next === null || pagesLeft === 1
          ? null
          : { dryRun, cursor: next, key: crypto.randomUUID(), pagesLeft: pagesLeft - 1 };
      if (call.current === null) {
        dispatch({ kind: 'end', stopped: next !== null });
        if (!dryRun) {
          void client.invalidateQueries({ queryKey: ['journal'] });
        }
      }
    }
  }, [client, scope]);

  const start = useCallback(
    (dryRun: boolean) => {
      const pagesLeft = dryRun ? Number.POSITIVE_INFINITY : rehearsedPages.current;
      if (dryRun) {
        rehearsedPages.current = 0;
      }
      call.current = { dryRun, cursor: null, key: crypto.randomUUID(), pagesLeft };
      dispatch({ kind: 'start', dryRun });
      void run();
    },
    [run],
  );

  useEffect(() => {
    start(true);
    return () => aborter.current?.abort();
  }, [start]);

  return {
    state,
    execute: () => start(false),
    /** Repeats the call that failed, with its own key. */
    goOn: () => {
      dispatch({ kind: 'goOn' });
      void run();
    },
    stop: () => {
      aborter.current?.abort();
      call.current = null;
      dispatch({ kind: 'end', stopped: true });
      void client.invalidateQueries({ queryKey: ['journal'] });
    },
  };
}
