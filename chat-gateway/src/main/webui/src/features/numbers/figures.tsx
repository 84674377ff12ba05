import { useNow } from '@/shared/clock';
import { formatAgo, formatNumber, formatStamp } from '@/shared/format';
import { useT } from '@/shared/i18n/i18n';
import type { Language } from '@/shared/settings';

/** How far back the table's figures reach. */
export const TABLE_DAYS = 7;

/** A count with its digits grouped, for texts that have a plural. */
export function counted(count: number, language: Language): { count: number; formatted: string } {
  return { count, formatted: formatNumber(count, language) };
}

export function formatShare(share: number, language: Language): string {
  return new Intl.NumberFormat(language === 'es' ? 'es-US' : 'en-US', {
    style: 'percent',
    // Rounding must not make all of nearly all.
    maximumFractionDigits: share > 0.99 && share < 1 ? 1 : 0,
  }).format(share);
}

/** A day and its time in words, the same however near it is: for sentences that go on. */
export function formatLong(at: Date, language: Language): string {
  return new Intl.DateTimeFormat(language === 'es' ? 'es-US' : 'en-US', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: 'numeric',
    minute: '2-digit',
  }).format(at);
}

const AGO_STEP_MS = 10_000;

/** How long ago, growing old on the screen, with the moment itself behind it. */
export function Ago({ at, wrap = (ago) => ago }: { at: string; wrap?: (ago: string) => string }) {
  const { language } = useT();
  const now = useNow(AGO_STEP_MS);
  const date = new Date(at);
  return (
    <time dateTime={at} title={formatStamp(date, language)}>
      {wrap(formatAgo(now - date.getTime(), language))}
    </time>
  );
}

/** Names in a row, as the language joins them. */
export function listed(names: readonly string[], language: Language): string {
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(names);
}
