import { formatDate, formatTime } from '@/shared/format';
import type { Language } from '@/shared/settings';

/** Day and time, for a moment that may be yesterday or tomorrow. */
export function stampOf(at: Date, language: Language): string {
  return `${formatDate(at, language)}, ${formatTime(at, language)}`;
}
