import type { Language } from '../settings';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const formats = new Map<string, Intl.NumberFormat>();

function unit(value: number, name: string, display: 'short' | 'long', language: Language): string {
  const key = `${language}:${name}:${display}`;
  let format = formats.get(key);
  if (format === undefined) {
    format = new Intl.NumberFormat(language === 'es' ? 'es-US' : 'en-US', {
      style: 'unit',
      unit: name,
      unitDisplay: display,
    });
    formats.set(key, format);
  }
  return format.format(value);
}

/** A stretch of time in at most two units: 45 sec, 4 min 12 sec, 2 hr 5 min, 3 days 4 hr. */
export function formatDuration(
  seconds: number,
  language: Language,
  display: 'short' | 'long' = 'short',
): string {
  const whole = Math.max(0, Math.round(seconds));
  const pair = (big: number, bigName: string, small: number, smallName: string): string => {
    const first = Math.floor(whole / big);
    const second = Math.floor((whole % big) / small);
    const text = unit(first, bigName, display, language);
    return second === 0 ? text : `${text} ${unit(second, smallName, display, language)}`;
  };
  if (whole < MINUTE) {
    return unit(whole, 'second', display, language);
  }
  if (whole < HOUR) {
    return pair(MINUTE, 'minute', 1, 'second');
  }
  return whole < DAY ? pair(HOUR, 'hour', MINUTE, 'minute') : pair(DAY, 'day', HOUR, 'hour');
}

/** The same as a running clock: 0:45, 12:04, 1:02:03. From a day on only days count. */
export function formatRunning(seconds: number, language: Language): string {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (value: number): string => String(value).padStart(2, '0');
  const hours = Math.floor((whole % DAY) / HOUR);
  const minutes = Math.floor((whole % HOUR) / MINUTE);
  const rest = two(whole % MINUTE);
  if (whole >= DAY) {
    return unit(Math.floor(whole / DAY), 'day', 'short', language);
  }
  return whole >= HOUR ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`;
}
