import type { Language } from '@/shared/settings';
import type { ContactTime } from './api/get-consent';
import { isZone } from './quiet';

/** Where a contact in the United States may be; more are offered when the number points there. */
export const usualZones = [
  'America/New_York',
  'America/Chicago',
  'America/Denver',
  'America/Phoenix',
  'America/Los_Angeles',
  'America/Anchorage',
  'Pacific/Honolulu',
  'America/Puerto_Rico',
] as const;

export function ownZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** Whose clock a time for this contact is read from. */
export function zoneOf(contact: ContactTime | null | undefined): string {
  const known = [contact?.stated, contact?.quiet?.zone, contact?.zones[0]].find(
    (zone) => zone != null && isZone(zone),
  );
  return known ?? ownZone();
}

/** "Eastern Time", and the city where several zones share a name. */
export function zoneName(zone: string, language: Language): string {
  const part = new Intl.DateTimeFormat(language === 'es' ? 'es-US' : 'en-US', {
    timeZone: zone,
    timeZoneName: 'longGeneric',
  })
    .formatToParts(new Date())
    .find(({ type }) => type === 'timeZoneName');
  const city = zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone;
  return part === undefined
    ? city
    : `${part.value.charAt(0).toLocaleUpperCase()}${part.value.slice(1)} (${city})`;
}

interface Wall {
  /** `2026-11-22` */
  date: string;
  /** `08:00` */
  time: string;
}

/** What calendar and clock show there. */
export function wallIn(at: Date, zone: string): Wall {
  const parts = Object.fromEntries(
    new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    })
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  const of = (type: string): string => parts[type] ?? '';
  return { date: `${of('year')}-${of('month')}-${of('day')}`, time: `${of('hour')}:${of('minute')}` };
}

/**
 * The moment at which clocks there show this. In the hour that a spring night leaves out it is the moment as much later
 * as the clocks are moved; in the hour that comes twice in autumn it is the first.
 */
export function momentIn({ date, time }: Wall, zone: string): Date | null {
  if (!/^\d{4}-\d\d-\d\d$/.test(date) || !/^\d\d:\d\d$/.test(time)) {
    return null;
  }
  const wanted = Date.parse(`${date}T${time}:00Z`);
  if (Number.isNaN(wanted)) {
    return null;
  }
  const offsetAt = (at: number): number => {
    const wall = wallIn(new Date(at), zone);
    return Date.parse(`${wall.date}T${wall.time}:00Z`) - Math.floor(at / 60_000) * 60_000;
  };
  const before = offsetAt(wanted - 86_400_000);
  const after = offsetAt(wanted + 86_400_000);
  const candidates = [wanted - before, wanted - after].filter((at) => at + offsetAt(at) === wanted);
  return new Date(candidates.length > 0 ? Math.min(...candidates) : wanted - before);
}

/** The next time that clocks there show this hour, at least a little from now. */
export function nextAt(hour: number, zone: string, now: Date): Date {
  const time = `${String(hour).padStart(2, '0')}:00`;
  for (let days = 0; days <= 2; days += 1) {
    const { date } = wallIn(new Date(now.getTime() + days * 86_400_000), zone);
    const at = momentIn({ date, time }, zone);
    if (at !== null && at.getTime() > now.getTime() + 60_000) {
      return at;
    }
  }
  return new Date(now.getTime() + 86_400_000);
}
