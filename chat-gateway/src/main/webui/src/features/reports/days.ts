import type { Language } from '@/shared/settings';

/** A day of the calendar as the server cut it: a date without a zone must not move by one. */
export function dayText(day: string, language: Language): string {
  const at = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(at.getTime())
    ? day
    : new Intl.DateTimeFormat(language === 'es' ? 'es-US' : 'en-US', {
        weekday: 'short',
        day: 'numeric',
        month: 'short',
        timeZone: 'UTC',
      }).format(at);
}
