import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { callFor, query } from '@/shared/http';

const count = z.catch(z.number(), 0);
/** Seconds: half took no longer than the first, nine of ten no longer than the second. */
const times = z.object({ p50: z.number(), p90: z.number() });
export type Times = z.output<typeof times>;

const row = z.object({
  key: z.string(),
  /** Absent for an agent: contacts write to all of us. */
  received: z.nullish(z.number()),
  sent: count,
  delivered: count,
  failed: count,
  conversations: count,
  replies: count,
  firstReply: z.nullish(times),
  resolved: count,
  resolution: z.nullish(times),
  /** Of the texts that ended, 0 to 1. */
  deliveryRate: z.nullish(z.number()),
  failures: z.catch(z.array(z.object({ code: z.string(), count })), []),
  optOuts: z.nullish(z.number()),
});
export type Row = z.output<typeof row>;

const report = z.object({
  group: z.string(),
  /** `open` when only the hours at which somebody was there count until the first reply. */
  hours: z.catch(z.string(), 'all'),
  from: z.string(),
  to: z.string(),
  zone: z.string(),
  total: row,
  rows: z.catch(z.array(row), []),
});
export type Report = z.output<typeof report>;

export const groups = ['day', 'number', 'agent', 'label'] as const;
export type Group = (typeof groups)[number];

export interface Question {
  group: Group;
  /** `YYYY-MM-DD` by the contact centre's calendar; null leaves it to the server. */
  from: string | null;
  to: string | null;
  did: string | null;
  /** `open`: who writes while nobody is there waits from opening on; null is every hour. */
  hours: 'open' | null;
}

const STALE_MS = 30_000;

export function reportQuery(question: Question) {
  return queryOptions({
    queryKey: ['reports', 'conversations', question],
    queryFn: async ({ signal }) =>
      (await callFor(report, `/api/reports/conversations${query({ ...question })}`, { signal })).data,
    staleTime: STALE_MS,
    refetchInterval: STALE_MS * 4,
    // The old figures stay, greyed, until the new ones are there: nothing jumps.
    placeholderData: keepPreviousData,
  });
}

/** The same as a table for a spreadsheet. */
export function csvAddress(question: Question, lang: string, forExcel: boolean): string {
  return `/api/reports/conversations.csv${query({ ...question, lang, bom: forExcel ? 'true' : null })}`;
}
