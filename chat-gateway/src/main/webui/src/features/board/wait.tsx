import { Clock, Flame, Hourglass, Moon } from 'lucide-react';
import { useNow } from '@/shared/clock';
import { useT } from '@/shared/i18n/i18n';
import { formatDuration, formatRunning } from '@/shared/insight/durations';
import type { Thresholds } from './api/board';
import type { Waiting } from './waiting';
import { secondsOf } from './waiting';

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
  waiting: Waiting;
  thresholds: Thresholds;
  /** Says in words beside the time that it has become long. */
  words?: boolean;
  /** Without the sign, where words stand below. */
  bare?: boolean;
  className?: string;
}

/**
 * How long somebody has waited, growing by the second unless nobody is there; its look is said by a sign and in words
 * too.
 */
export function Wait({ waiting, thresholds, words = false, bare = false, className = '' }: WaitProps) {
  const { t, language } = useT();
  const now = useNow();
  const seconds = secondsOf(waiting, now);
  const look = lookOf(seconds, thresholds);
  const Sign = waiting.stands === null ? signs[look] : Moon;
  return (
    <span
      data-wait={look}
      data-stands={waiting.stands !== null || undefined}
      className={`inline-flex items-center gap-[0.35em] align-top whitespace-nowrap tabular-nums ${inks[look]} ${className}`}
    >
      {!bare && <Sign className="size-[1em] shrink-0" aria-hidden="true" />}
      <time dateTime={waiting.since} aria-hidden="true">
        {formatRunning(seconds, language)}
      </time>
      <span className="sr-only">
        {formatDuration(seconds - (seconds % 60) || seconds, language, 'long')}
        {look !== 'calm' && !words ? `, ${t(`board.look.${look}`)}` : ''}
        {waiting.stands === null ? '' : `, ${t('board.hours.away')}`}
      </span>
      {words && look !== 'calm' && <span className="font-medium">{t(`board.look.${look}`)}</span>}
    </span>
  );
}

/** How long the first of some has waited; a dash to the eye when nobody does. */
export function Oldest({ waiting, thresholds }: { waiting: Waiting | null; thresholds: Thresholds }) {
  const { t } = useT();
  return waiting === null ? (
    <span className="text-ink-3">
      <span aria-hidden="true">–</span>
      <span className="sr-only">{t('board.nobodyWaits')}</span>
    </span>
  ) : (
    <Wait waiting={waiting} thresholds={thresholds} />
  );
}
