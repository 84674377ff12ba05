import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import type { Thread } from '../contract';
import { callFor } from '../http';

export const levels = ['all', 'mine', 'mentions', 'none'] as const;
export const level = z.enum(levels);
export type Level = z.output<typeof level>;

export const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Day = (typeof days)[number];

const doNotDisturb = z.object({
  from: z.string(),
  to: z.string(),
  zone: z.string(),
  days: z.array(z.enum(days)),
});
export type DoNotDisturb = z.output<typeof doNotDisturb>;

/** What an agent wants to be told of, in this page and by push alike. */
export const pushRules = z.object({
  default: z.catch(level, 'all'),
  numbers: z.catch(z.record(z.string(), level), {}),
  doNotDisturb: z.catch(z.nullish(doNotDisturb), null),
  pausedUntil: z.nullish(z.string()),
  preview: z.catch(z.boolean(), true),
  sound: z.catch(z.boolean(), true),
});
export type PushRules = z.output<typeof pushRules>;

const pushView = z.object({
  /** Absent when this installation has no web push. */
  publicKey: z.nullish(z.string()),
  previewAllowed: z.catch(z.boolean(), true),
  rules: pushRules,
  browsers: z.catch(z.array(z.object({ id: z.string(), since: z.string(), seenAt: z.string() })), []),
});
export type PushView = z.output<typeof pushView>;

export const USUAL: PushRules = {
  default: 'all',
  numbers: {},
  doNotDisturb: null,
  pausedUntil: null,
  preview: true,
  sound: true,
};

export const pushKey = ['push'] as const;

export const pushQuery = queryOptions({
  queryKey: pushKey,
  queryFn: async ({ signal }) => (await callFor(pushView, '/api/push', { signal })).data,
  staleTime: 60_000,
});

export type Cause = 'text' | 'mention';

/** Whether this agent wants to hear of it. The server decides in the same way before it pushes. */
export function concerns(rules: PushRules, cause: Cause, thread: Thread, user: string): boolean {
  const chosen = rules.numbers[thread.did] ?? rules.default;
  switch (chosen) {
    case 'all':
      return true;
    case 'mine':
      return cause === 'mention' || thread.assignee === user;
    case 'mentions':
      return cause === 'mention';
    case 'none':
      return false;
  }
}

/** Whether nothing is to be told now. */
export function isQuiet(rules: PushRules, at: Date): boolean {
  if (rules.pausedUntil != null && at < new Date(rules.pausedUntil)) {
    return true;
  }
  return rules.doNotDisturb != null && covers(rules.doNotDisturb, at);
}

/** Hours that pass midnight belong to the day on which they begin; with both ends the same it is the whole day. */
function covers({ from, to, zone, days: chosen }: DoNotDisturb, at: Date): boolean {
  const { day, time } = clockIn(zone, at);
  const today = chosen.includes(dayAt(day));
  if (from < to) {
    return today && time >= from && time < to;
  }
  return (today && time >= from) || (chosen.includes(dayAt(day - 1)) && time < to);
}

function dayAt(index: number): Day {
  return days[(index + 7) % 7] ?? 'mon';
}

function clockIn(zone: string, at: Date): { day: number; time: string } {
  let parts: Intl.DateTimeFormatPart[];
  try {
    parts = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    }).formatToParts(at);
  } catch {
    // A zone that this browser does not know.
    return { day: (at.getDay() + 6) % 7, time: at.toTimeString().slice(0, 5) };
  }
  const of = (type: Intl.DateTimeFormatPartTypes): string =>
    parts.find((part) => part.type === type)?.value ?? '';
  const day = days.findIndex((one) => one === of('weekday').toLowerCase());
  return { day, time: `${of('hour')}:${of('minute')}` };
}
