export const presets = ['today', 'yesterday', '7d', '30d', '90d', 'month', 'last-month'] as const;
export type Preset = (typeof presets)[number];

/** Whole days, both of them within it. */
export interface Range {
  from: string;
  to: string;
}

/** What somebody sees who has not chosen anything. */
export const USUAL: Preset = '30d';

/** The most that the server tells at once. */
export const MOST_DAYS = 367;

/** A calendar's day without a zone, so that adding days meets no change of the clock. */
const day = (year: number, month: number, date: number): Date => new Date(Date.UTC(year, month, date));
const written = (at: Date): string => at.toISOString().slice(0, 10);

/** The day it is in a zone. */
export function todayIn(zone: string | undefined, now: Date): string {
  return new Intl.DateTimeFormat('en-CA', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    ...(zone !== undefined && { timeZone: zone }),
  }).format(now);
}

export function rangeOf(preset: Preset, today: string): Range {
  const [year = 0, month = 1, date = 1] = today.split('-').map(Number);
  const back = (days: number): string => written(day(year, month - 1, date - days));
  switch (preset) {
    case 'today':
      return { from: today, to: today };
    case 'yesterday':
      return { from: back(1), to: back(1) };
    case '7d':
      return { from: back(6), to: today };
    case '30d':
      return { from: back(29), to: today };
    case '90d':
      return { from: back(89), to: today };
    case 'month':
      return { from: written(day(year, month - 1, 1)), to: today };
    case 'last-month':
      return { from: written(day(year, month - 2, 1)), to: written(day(year, month - 1, 0)) };
  }
}

const DAY_MS = 86_400_000;

/** How many days it has; 0 or less when it ends before it begins. */
export function daysOf({ from, to }: Range): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1;
}

/** Why a range cannot be asked for; null when it can. */
export function wrongWith(range: Range): 'order' | 'long' | 'incomplete' | null {
  const days = daysOf(range);
  if (Number.isNaN(days)) {
    return 'incomplete';
  }
  return days < 1 ? 'order' : days > MOST_DAYS ? 'long' : null;
}
