import { useMemo } from 'react';
import { formatNumber } from '@/shared/format';
import { useT } from '@/shared/i18n/i18n';
import '@/shared/i18n/talk-texts';
import { limits, segmentsOf } from './segments';

/** What the carrier will make of the text. Quiet until it costs more than one segment. */
export function SegmentCounter({ text, mms }: { text: string; mms: boolean }) {
  const { t } = useT();
  const { encoding, units, parts, left, culprit } = useMemo(() => segmentsOf(text), [text]);
  if (mms) {
    return (
      <p className="text-right text-xs font-medium text-ink-3" data-segments="mms">
        {t('composer.mms')}
      </p>
    );
  }
  const limit = parts <= 1 ? limits[encoding].single : units + left;
  return (
    <p
      className="flex flex-wrap items-baseline justify-end gap-x-2.5 text-xs text-ink-3 tabular-nums"
      data-segments={parts}
      data-encoding={encoding}
    >
      {culprit !== null && <span className="mr-auto">{t('composer.unicode', { char: culprit })}</span>}
      <SegmentCount units={units} limit={limit} parts={parts} />
    </p>
  );
}

/** How much of the last segment is used, and how many there are. */
export function SegmentCount({ units, limit, parts }: { units: number; limit: number; parts: number }) {
  const { t, language } = useT();
  const segments = t('composer.segments', { count: parts });
  return (
    <>
      <span className="sr-only">{t('composer.counter', { used: units, limit, parts: segments })}</span>
      <span aria-hidden="true">
        {formatNumber(units, language)}/{formatNumber(limit, language)}
      </span>
      <span aria-hidden="true" className={parts > 1 ? 'font-semibold text-warn' : ''}>
        {segments}
      </span>
    </>
  );
}
