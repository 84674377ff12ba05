import type { ReactNode } from 'react';
import { useT } from '@/shared/i18n/i18n';
import { Part } from '@/shared/insight/frame';
import { selectClass } from './toolbar-parts';
import type { Row } from './api/report';
import type { Measure } from './measures';
import { formatMeasure, measures, sorted, valueOf } from './measures';
import './charts.css';

/** More of them say nothing any more; the table has them all. */
const MOST = 15;

interface RankChartProps {
  title: string;
  rows: readonly Row[];
  measure: Measure;
  onMeasure: (measure: Measure) => void;
  nameOf: (row: Row) => string;
  drawn: (row: Row) => ReactNode;
}

/** Bars from the most to the least of one measure: each is a line of a list, its figure beside it. */
export function RankChart({ title, rows, measure, onMeasure, nameOf, drawn }: RankChartProps) {
  const { t, language } = useT();
  const offered = measures.filter((one) => rows.some((row) => valueOf(row, one) !== null));
  const shown = offered.includes(measure) ? measure : (offered[0] ?? 'sent');
  const ranked = sorted(rows, { by: shown, down: true }, nameOf).filter(
    (row) => valueOf(row, shown) !== null,
  );
  const most = Math.max(...ranked.map((row) => valueOf(row, shown) ?? 0), 0);
  return (
    <Part
      title={title}
      aside={
        <label className="flex items-center gap-2 text-xs text-ink-3">
          {t('board.report.measure')}
          <select
            value={shown}
            onChange={(event) => {
              const chosen = offered.find((one) => one === event.target.value);
              if (chosen !== undefined) {
                onMeasure(chosen);
              }
            }}
            className={selectClass}
          >
            {offered.map((one) => (
              <option key={one} value={one}>
                {t(`board.measure.${one}`)}
              </option>
            ))}
          </select>
        </label>
      }
    >
      <ol
        aria-label={`${title}: ${t(`board.measure.${shown}`)}`}
        data-rank={shown}
        className="flex flex-col gap-1.5"
      >
        {ranked.slice(0, MOST).map((row) => {
          const value = valueOf(row, shown) ?? 0;
          return (
            <li
              key={row.key}
              data-bar={row.key}
              className="grid grid-cols-[minmax(6rem,12rem)_1fr_auto] items-center gap-3 text-sm"
            >
              <span className="truncate">{drawn(row)}</span>
              <svg
                aria-hidden="true"
                viewBox="0 0 100 10"
                preserveAspectRatio="none"
                className="h-4 w-full overflow-hidden rounded-sm bg-linen"
              >
                <rect
                  width={most === 0 ? 0 : value === 0 ? 0 : Math.max(0.6, (value / most) * 100)}
                  height={10}
                  className="chart-1"
                />
              </svg>
              <span className="min-w-16 text-right font-semibold whitespace-nowrap tabular-nums">
                {formatMeasure(value, shown, language)}
              </span>
            </li>
          );
        })}
      </ol>
      {ranked.length > MOST && (
        <p className="mt-2 text-xs text-ink-3">{t('board.report.more', { count: ranked.length - MOST })}</p>
      )}
    </Part>
  );
}
