import type { Language } from './settings';

const NANP = /^\+1(\d{3})(\d{3})(\d{4})$/;

/** `+13053302277` as `(305) 330-2277`; other countries keep their plus; short codes stay. */
export function formatPhone(value: string): string {
  const match = NANP.exec(value);
  if (match !== null) {
    return `(${match[1] ?? ''}) ${match[2] ?? ''}-${match[3] ?? ''}`;
  }
  const digits = /^\+(\d+)$/.exec(value)?.[1];
  return digits === undefined ? value : `+${digits.replace(/(\d{3})(?=\d{2})/g, '$1 ')}`;
}

/**
 * What a person types for a US number as E.164, or null. Area code and exchange start with 2 to 9 in the North American
 * plan; the server has the last word.
 */
export function parseUsPhone(text: string): string | null {
  if (/[a-z]/i.test(text)) {
    return null;
  }
  const digits = text.replace(/\D/g, '').replace(/^1(?=\d{10}$)/, '');
  return /^[2-9]\d{2}[2-9]\d{6}$/.test(digits) ? `+1${digits}` : null;
}

export function initialsOf(name: string | null | undefined, phone: string): string {
  const words = (name ?? '').split(/\s+/u).filter((word) => /^\p{L}/u.test(word));
  const [first, last] = [words[0], words.length > 1 ? words.at(-1) : undefined];
  if (first === undefined) {
    return phone.replace(/\D/g, '').slice(-2);
  }
  return (letter(first) + (last === undefined ? '' : letter(last))).toLocaleUpperCase();
}

function letter(word: string): string {
  return String.fromCodePoint(word.codePointAt(0) ?? 0x20);
}

export const HUES = 8;

/** One of a few fixed colours per number, the same on every screen. */
export function hueOf(text: string): number {
  let hash = 7;
  for (const char of text) {
    hash = (hash * 31 + (char.codePointAt(0) ?? 0)) >>> 0;
  }
  return hash % HUES;
}

/** One for each language and name: formatters are dear to make, and every row of a list asks for some. */
function formats<Options, Format>(make: (locale: string, options: Options) => Format) {
  const made = new Map<string, Format>();
  return (language: Language, name: string, options: Options): Format => {
    const key = `${language}:${name}`;
    let format = made.get(key);
    if (format === undefined) {
      format = make(localeOf(language), options);
      made.set(key, format);
    }
    return format;
  };
}

const dateFormat = formats(
  (locale, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options),
);
export const numberFormat = formats(
  (locale, options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options),
);
const relativeFormat = formats(
  (locale, options: Intl.RelativeTimeFormatOptions) => new Intl.RelativeTimeFormat(locale, options),
);
/** Spanish as it is written in the United States: 12-hour clock where people expect it, month names in Spanish. */
function localeOf(language: Language): string {
  return language === 'es' ? 'es-US' : 'en-US';
}

export function formatTime(at: Date, language: Language): string {
  return dateFormat(language, 'time', { hour: 'numeric', minute: '2-digit' }).format(at);
}

export function formatFull(at: Date, language: Language): string {
  return dateFormat(language, 'full', { dateStyle: 'full', timeStyle: 'short' }).format(at);
}

/** A moment to come, as far as it must be said: the time today, then the day and the time. */
export function formatMoment(at: Date, now: Date, language: Language): string {
  const time = formatTime(at, language);
  const days = daysBetween(now, at);
  if (days === 0) {
    return time;
  }
  const day =
    days === 1
      ? relativeFormat(language, 'day', { numeric: 'auto' }).format(1, 'day')
      : days > 1 && days < 7
        ? dateFormat(language, 'weekday', { weekday: 'long' }).format(at)
        : dateFormat(language, 'day', { day: 'numeric', month: 'long' }).format(at);
  return `${day}, ${time}`;
}

/** With seconds: when several things happen within a minute. */
export function formatExact(at: Date, language: Language): string {
  return dateFormat(language, 'exact', {
    day: 'numeric',
    month: 'short',
    hour: 'numeric',
    minute: '2-digit',
    second: '2-digit',
  }).format(at);
}

/** The time of day to the second, with its zone: for what is compared with other people's logs. */
export function formatClock(at: Date, language: Language): string {
  return dateFormat(language, 'clock', {
    hour: 'numeric',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
  }).format(at);
}

/** Day, time to the second and zone: enough for a report to somebody else. */
export function formatStamp(at: Date, language: Language): string {
  return dateFormat(language, 'stamp', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
  }).format(at);
}

export function formatDate(at: Date, language: Language): string {
  return dateFormat(language, 'date', { day: 'numeric', month: 'short' }).format(at);
}

/** "4 seconds ago", "2 minutes ago" in the language. */
export function formatAgo(elapsedMs: number, language: Language): string {
  const seconds = Math.max(0, Math.round(elapsedMs / 1_000));
  const [value, unit] =
    seconds < 60
      ? ([seconds, 'second'] as const)
      : seconds < 3_600
        ? ([Math.floor(seconds / 60), 'minute'] as const)
        : seconds < 86_400
          ? ([Math.floor(seconds / 3_600), 'hour'] as const)
          : ([Math.floor(seconds / 86_400), 'day'] as const);
  return relativeFormat(language, 'short', { style: 'short' }).format(-value, unit);
}

/** How long something has lasted, in its one largest unit: `12m`, `3h`, `2d`, or in words. */
export function formatLasting(elapsedMs: number, language: Language, words = false): string {
  const minutes = Math.max(0, Math.floor(elapsedMs / 60_000));
  const [value, unit] =
    minutes < 60
      ? [minutes, 'minute']
      : minutes < 1_440
        ? [Math.floor(minutes / 60), 'hour']
        : [Math.floor(minutes / 1_440), 'day'];
  return numberFormat(language, `lasting ${unit} ${words}`, {
    style: 'unit',
    unit,
    unitDisplay: words ? 'long' : 'narrow',
  }).format(value);
}

/** The time somewhere else. */
export function formatTimeIn(at: Date, zone: string, language: Language): string {
  return dateFormat(language, `time in ${zone}`, {
    hour: 'numeric',
    minute: '2-digit',
    timeZone: zone,
  }).format(at);
}

/** The hour somewhere else, on a clock of twelve. */
export function hourIn(at: Date, zone: string): number {
  const hour = dateFormat('en', `hour in ${zone}`, { hour: 'numeric', hour12: true, timeZone: zone })
    .formatToParts(at)
    .find((part) => part.type === 'hour');
  return Number(hour?.value ?? 0);
}

/** A stretch of time as short as it can be said: 340 ms, 2.4 s, 3 min. */
export function formatSpan(millis: number, language: Language): string {
  const [value, unit] =
    millis < 1_000
      ? [millis, 'millisecond']
      : millis < 60_000
        ? [millis / 1_000, 'second']
        : [millis / 60_000, 'minute'];
  return new Intl.NumberFormat(localeOf(language), {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: millis < 1_000 || value >= 10 ? 0 : 1,
  }).format(value);
}

export function formatNumber(value: number, language: Language): string {
  return numberFormat(language, 'plain', {}).format(value);
}

/** Whole days between two moments by the viewer's calendar. */
export function daysBetween(at: Date, now: Date): number {
  const midnight = (date: Date): number => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
  return Math.round((midnight(now) - midnight(at)) / 86_400_000);
}

export function dayKey(at: Date): string {
  return `${at.getFullYear()}-${at.getMonth() + 1}-${at.getDate()}`;
}

/** "today" and "yesterday" in the language, weekdays within a week, then the date. */
export function formatDay(at: Date, now: Date, language: Language): string {
  const days = daysBetween(at, now);
  if (days === 0 || days === 1) {
    const words = relativeFormat(language, 'day', { numeric: 'auto' }).format(-days, 'day');
    return capitalised(words);
  }
  if (days > 1 && days < 7) {
    return capitalised(dateFormat(language, 'weekday', { weekday: 'long' }).format(at));
  }
  return capitalised(
    at.getFullYear() === now.getFullYear()
      ? dateFormat(language, 'day', { day: 'numeric', month: 'long' }).format(at)
      : dateFormat(language, 'day-year', { day: 'numeric', month: 'long', year: 'numeric' }).format(at),
  );
}

/** As short as a list's corner needs: the time today, then the day, then the date. */
export function formatWhen(at: Date, now: Date, language: Language): string {
  const days = daysBetween(at, now);
  if (days <= 0) {
    return formatTime(at, language);
  }
  if (days < 7) {
    return formatDay(at, now, language);
  }
  return dateFormat(language, 'short', { day: 'numeric', month: 'numeric', year: '2-digit' }).format(at);
}

function capitalised(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}

export function formatBytes(bytes: number, language: Language): string {
  const [value, unit] =
    bytes < 1024
      ? [bytes, 'byte']
      : bytes < 1_048_576
        ? [bytes / 1024, 'kilobyte']
        : [bytes / 1_048_576, 'megabyte'];
  return new Intl.NumberFormat(localeOf(language), {
    style: 'unit',
    unit,
    // "141 byte" is what the short form makes of it.
    unitDisplay: unit === 'byte' ? 'long' : 'short',
    maximumFractionDigits: value < 10 ? 1 : 0,
  }).format(value);
}

/** A day of the calendar as the server cut it: a date without a zone must not move by one. */
export function formatCalendarDay(day: string, language: Language): string {
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
