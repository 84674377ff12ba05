import * as z from 'zod/mini';
import { formatTimeIn, hourIn } from '@/shared/format';
import { Problem } from '@/shared/problem';
import type { Language } from '@/shared/settings';
import type { ContactTime } from './api/get-consent';

/** It is night for the contact: nothing but an answer goes out before `opensAt`. */
export const quietView = z.object({
  opensAt: z.string(),
  /** Whose clock decides, the most restrictive when several may be the contact's. */
  zone: z.string(),
  rule: z.nullish(z.string()),
});
export type Quiet = z.output<typeof quietView>;

/** What a refusal because of the hour offers instead, or null when it was refused for something else. */
export function quietOf(error: unknown): Quiet | null {
  if (!(error instanceof Problem) || error.slug !== 'quiet-hours') {
    return null;
  }
  const found = quietView.safeParse(error.members);
  return found.success && isZone(found.data.zone) ? found.data : null;
}

const zones = new Map<string, boolean>();

/** Whether this browser knows the zone: its table may be older than the server's. Asked with every letter typed. */
export function isZone(zone: string): boolean {
  let known = zones.get(zone);
  if (known === undefined) {
    known = canFormatIn(zone);
    zones.set(zone, known);
  }
  return known;
}

function canFormatIn(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** The time there, and the hour on a clock of twelve: Spanish says "es la una" and "son las dos". */
export function clockOf(at: Date, zone: string, language: Language): { time: string; count: number } {
  return { time: formatTimeIn(at, zone, language), count: hourIn(at, zone) };
}

/** Night there, as far as we know; while what we write is an answer it does not count. */
export function quietNow(contact: ContactTime | null | undefined): Quiet | null {
  const quiet = contact?.quiet;
  if (quiet == null || !isZone(quiet.zone)) {
    return null;
  }
  const now = Date.now();
  const answering = contact?.replyUntil != null && Date.parse(contact.replyUntil) > now;
  return answering || Date.parse(quiet.opensAt) <= now ? null : quiet;
}
