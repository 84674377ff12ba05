import { Clock, Flame, Hourglass } from 'lucide-react';
import { useNow } from '@/shared/clock';
import { useT } from '@/shared/i18n/i18n';
import { formatDuration, formatRunning } from '@/shared/insight/durations';
import type { Thresholds } from './api/board';

export type WaitLook = 'calm' | 'long' | 'too-long';

export function lookOf(seconds: number, { longWait, tooLong }: Thresholds): WaitLook {
  return seconds >= tooLong ? 'too-long' : seconds >= longWait ? 'long' : 'calm';
}

export const inks: Record<WaitLook, string> = {
  calm: 'text-ink-2',
  long: 'text-warn',
  'too-long': 'text-danger',
};

const signs = { calm: Clock, long: Hourglass, 'too-long': Flame };

interface WaitProps {
  since: string;
  thresholds: Thresholds;
  /** Says in words beside the time that it has become long. */
  words?: boolean;
  className?: string;
}

/** How long somebody has waited, growing by the second; its look is said by a sign and in words too. */
export function Wait({ since, thresholds, words = false, className = '' }: WaitProps) {
  const { t, language } = useT();
  const now = useNow();
  const seconds = Math.max(0, (now - Date.parse(since)) / 1_000);
  const look = lookOf(seconds, thresholds);
  const Sign = signs[look];
  return (
    <span
      data-wait={look}
      className={`inline-flex items-center gap-[0.35em] align-top whitespace-nowrap tabular-nums ${inks[look]} ${className}`}
    >
      <Sign className="size-[1em] shrink-0" aria-hidden="true" />
      <time dateTime={since} aria-hidden="true">
        {formatRunning(seconds, language)}
      </time>
      <span className="sr-only">
        {formatDuration(seconds - (seconds % 60) || seconds, language, 'long')}
        {look !== 'calm' && !words ? `, ${t(`board.look.${look}`)}` : ''}
      </span>
      {words && look !== 'calm' && <span className="font-medium">{t(`board.look.${look}`)}</span>}
    </span>
  );
}

/** Since when the first of some waits; a dash to the eye when nobody does. */
export function Oldest({ since, thresholds }: { since: string | null | undefined; thresholds: Thresholds }) {
  const { t } = useT();
  return since == null ? (
    <span className="text-ink-3">
      <span aria-hidden="true">–</span>
      <span className="sr-only">{t('board.nobodyWaits')}</span>
    </span>
  ) : (
    <Wait since={since} thresholds={thresholds} />
  );
}
