import type { QueryClient } from '@tanstack/react-query';
import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import type { Thread } from '@/shared/contract';
import { callFor, query } from '@/shared/http';
import { Eased } from './eased';
import type { Filter, Narrowing } from './keys';
import { filters, keys } from './keys';
import type { Timing } from './socket';
import { onTab, within } from './thread-lists';

const answer = z.object({
  all: z.number(),
  mine: z.number(),
  unassigned: z.number(),
  unread: z.number(),
  unanswered: z.number(),
  closed: z.number(),
  snoozed: z.catch(z.number(), 0),
});

/** How many conversations each tab holds. */
export type ThreadCounts = Record<Filter, number>;

/** The parameters of a narrowed list and of its counts. */
export function narrowed({ dids, labels, assignee, team }: Narrowing): [string, string][] {
  const one = (name: string, value: string | null): [string, string][] =>
    value === null ? [] : [[name, value]];
  return [
    ...dids.map((did): [string, string] => ['did', did]),
    ...labels.map((label): [string, string] => ['label', label]),
    ...one('assignee', assignee),
    ...one('team', team),
  ];
}

/** Exact, as the server counts; between two readings frames move it. */
export function countsQuery(narrowing: Narrowing) {
  return queryOptions({
    queryKey: keys.counts(narrowing),
    queryFn: async ({ signal }): Promise<ThreadCounts> =>
      (await callFor(answer, `/api/threads/counts${query(narrowed(narrowing))}`, { signal })).data,
    staleTime: Infinity,
  });
}

/** A burst of frames is one reading, and a storm of them no more than one in this time. */
export const COUNTS_MS = 2_000;

/**
 * Keeps the counts true. A thread that we knew moves them in the moment in which it moves; so that a frame which a
 * reading had in it already is not counted twice for long, and for threads that we did not know, the server is asked
 * again soon after. What changes no tab (ticks, typing, a second text) asks nothing.
 */
export class Tally {
  readonly #client: QueryClient;
  readonly #user: string;
  readonly #reading: Eased;

  constructor(client: QueryClient, user: string, timing: Timing) {
    this.#client = client;
    this.#user = user;
    this.#reading = new Eased(
      () => void client.invalidateQueries({ queryKey: keys.allCounts }),
      COUNTS_MS,
      timing,
    );
  }

  /** Asks the server, now or as soon as the last answer is old enough. */
  ask(): void {
    this.#reading.ask();
  }

  /** @param before as we knew it; undefined when we did not */
  moved(before: Thread | undefined, after: Thread): void {
    if (before === after) {
      return;
    }
    let different = before === undefined;
    if (before !== undefined) {
      for (const [key, counts] of this.#client.getQueriesData<ThreadCounts>({ queryKey: keys.allCounts })) {
        const narrowing = key[2] as Narrowing | undefined;
        if (counts === undefined || narrowing === undefined) {
          continue;
        }
        const next = movedCounts(counts, narrowing, before, after, this.#user);
        if (next !== counts) {
          different = true;
          this.#client.setQueryData<ThreadCounts>(key, next);
        }
      }
    }
    if (different) {
      this.ask();
    }
  }
}

export function movedCounts(
  counts: ThreadCounts,
  narrowing: Narrowing,
  before: Thread,
  after: Thread,
  user: string,
): ThreadCounts {
  const was = within(before, narrowing);
  const is = within(after, narrowing);
  let next = counts;
  for (const filter of filters) {
    const by = Number(is && onTab(after, filter, user)) - Number(was && onTab(before, filter, user));
    if (by !== 0) {
      next = { ...next, [filter]: Math.max(0, next[filter] + by) };
    }
  }
  return next;
}
