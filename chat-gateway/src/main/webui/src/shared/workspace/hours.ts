import * as z from 'zod/mini';

export const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Day = (typeof days)[number];

const span = z.object({ from: z.string(), to: z.string() });
export type Span = z.output<typeof span>;

const holiday = z.object({ date: z.string(), name: z.nullish(z.string()) });
export type Holiday = z.output<typeof holiday>;

export const hoursView = z.object({
  team: z.string(),
  zone: z.string(),
  days: z.catch(z.partialRecord(z.enum(days), z.array(span)), {}),
  holidays: z.catch(z.array(holiday), []),
  /** 0 for a team without hours, which is always there. */
  version: z.number(),
  updatedBy: z.nullish(z.string()),
  updatedAt: z.nullish(z.string()),
});
export type Hours = z.output<typeof hoursView>;

export interface Presence {
  there: boolean;
  /** When that changes next; null when it never does, or not within two weeks. */
  until: Date | null;
}

const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;
/** Further than a long holiday nobody wants to be told. */
const LOOK_DAYS = 15;

interface Local {
  date: string;
  day: Day;
  minute: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      weekday: 'short',
    });
    formats.set(zone, format);
  }
  return format;
}

/** The clock and the calendar on a team's wall. */
function localOf(at: number, zone: string): Local {
  const parts = new Map(
    formatOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.get(type) ?? '';
  return {
    date: `${part('year')}-${part('month')}-${part('day')}`,
    day: days.find((one) => part('weekday').toLowerCase().startsWith(one)) ?? 'mon',
    minute: Number(part('hour')) * 60 + Number(part('minute')),
  };
}

export function minutesOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * 60 + minute;
}

function isThere({ days: week, holidays }: Hours, local: Local): boolean {
  return (
    !holidays.some(({ date }) => date === local.date) &&
    (week[local.day] ?? []).some(
      ({ from, to }) => minutesOf(from) <= local.minute && local.minute < minutesOf(to),
    )
  );
}

/**
 * Whether a team is there, by its own clock, and until when. Moves from one time that matters to the next, so that a
 * change of summer time between them is not missed.
 */
export function presenceOf(hours: Hours, now: Date): Presence {
  if (hours.version === 0) {
    return { there: true, until: null };
  }
  try {
    const start = Math.floor(now.getTime() / MINUTE_MS) * MINUTE_MS;
    const there = isThere(hours, localOf(start, hours.zone));
    const end = start + LOOK_DAYS * DAY_MINUTES * MINUTE_MS;
    let at = start;
    while (at < end) {
      const local = localOf(at, hours.zone);
      at += (nextEdge(hours, local) - local.minute) * MINUTE_MS;
      if (isThere(hours, localOf(at, hours.zone)) !== there) {
        return { there, until: new Date(at) };
      }
    }
    return { there, until: null };
  } catch {
    // A zone that this browser does not know.
    return { there: true, until: null };
  }
}

/** The next minute of the day at which something may change; an hour at most, for clocks are put forward and back. */
function nextEdge({ days: week }: Hours, { day, minute }: Local): number {
  const edges = (week[day] ?? []).flatMap(({ from, to }) => [minutesOf(from), minutesOf(to)]);
  return Math.min(...edges.filter((edge) => edge > minute), minute + 60 - (minute % 60), DAY_MINUTES);
}
