import type { Message, Waiting } from '@/shared/contract';
import { daysBetween, formatMoment } from '@/shared/format';
import type { T } from '@/shared/i18n/i18n';
import type { Language } from '@/shared/settings';

/** A text that only waits for its turn is not worth a line before this. */
const QUIET_MS = 4_000;
/** How soon a passed estimate is asked about again, and how often a standing one is. */
const AFTER_ESTIMATE_MS = 1_500;
const OVERDUE_MS = 5_000;
export const REREAD_MS = 15_000;

/** The moment in the words of the line: counted down while it is near, then a time, then a day. */
export function whenText(expectedAt: string, now: number, language: Language, t: T): string {
  const left = Date.parse(expectedAt) - now;
  if (left <= 1_500) {
    return t('message.in.soon');
  }
  if (left < 90_000) {
    const seconds = left / 1_000;
    return t('message.in.seconds', {
      count: seconds > 15 ? Math.round(seconds / 5) * 5 : Math.ceil(seconds),
    });
  }
  if (left < 3_600_000) {
    return t('message.in.minutes', { count: Math.round(left / 60_000) });
  }
  const [at, today] = [new Date(expectedAt), new Date(now)];
  const time = formatMoment(at, today, language);
  return daysBetween(at, today) === 0 ? t('message.in.at', { time }) : time;
}

/** Why it has not left and when it will, in one line. */
export function waitingText(waiting: Waiting, now: number, language: Language, t: T): string {
  const { reason, expectedAt } = waiting;
  // Somebody has to do something first: a time would be a promise nobody can keep.
  if (expectedAt == null || reason === 'consent' || reason === 'carrier') {
    return t(`message.waits.${reason}`);
  }
  return t(`message.leaves.${reason}`, { when: whenText(expectedAt, now, language, t) });
}

/** Whether the line says more than the clock beside the time does. */
export function isWorthTelling(message: Message, now: number): boolean {
  const { waiting } = message;
  if (message.status !== 'queued') {
    return false;
  }
  const since = Math.max(Date.parse(message.createdAt), Date.parse(message.updatedAt));
  const longAgo = now - since > QUIET_MS;
  if (waiting == null) {
    return longAgo;
  }
  return (
    waiting.reason !== 'turn' ||
    longAgo ||
    (waiting.expectedAt != null && Date.parse(waiting.expectedAt) - now > QUIET_MS)
  );
}

/** How long until the server is asked what the text waits for now. */
export function rereadIn(message: Message, now: number): number {
  const { waiting } = message;
  if (waiting != null && waiting.expectedAt == null) {
    return REREAD_MS;
  }
  const since = Math.max(Date.parse(message.createdAt), Date.parse(message.updatedAt));
  const due = waiting?.expectedAt == null ? since : Date.parse(waiting.expectedAt);
  // Long overdue: the server has no better idea, and need not be asked every second.
  return now - due > OVERDUE_MS ? REREAD_MS : Math.min(REREAD_MS, Math.max(0, due - now) + AFTER_ESTIMATE_MS);
}
