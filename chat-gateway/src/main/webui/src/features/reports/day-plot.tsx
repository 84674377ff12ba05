import type { KeyboardEvent, PointerEvent, ReactNode } from 'react';
import { useRef } from 'react';
import { formatCalendarDay } from '@/shared/format';
import { useT } from '@/shared/i18n/i18n';
import './charts.css';

export const WIDTH = 720;
export const HEIGHT = 200;

interface DayPlotProps {
  /** What it shows, for whoever does not see it. */
  label: string;
  days: readonly string[];
  /** The day that is pointed at; the plots of a page share it. */
  at: number | null;
  onAt: (at: number | null) => void;
  /** What is to be said of a day. */
  said: (at: number) => string;
  /** Where lines go across, 0 at the top and 1 at the foot, and what they stand for. */
  lines: readonly { place: number; text: string }[];
  legend: ReactNode;
  /** Drawn into {@link WIDTH} by {@link HEIGHT}; `step` is the width of a day. */
  children: (step: number) => ReactNode;
}

/**
 * A plot over days that is read by pointer, by arrow keys and by ear: it behaves like a slider over its days, whose value
 * is what that day came to. The line above it shows the same, and is there always, so nothing moves.
 */
export function DayPlot({ label, days, at, onAt, said, lines, legend, children }: DayPlotProps) {
  const { language } = useT();
  const plot = useRef<HTMLDivElement>(null);
  const last = days.length - 1;
  const step = WIDTH / Math.max(1, days.length);
  const current = at === null ? null : Math.min(at, last);

  function move(event: KeyboardEvent): void {
    const from = current ?? last;
    const to = {
      ArrowLeft: from - 1,
      ArrowDown: from - 1,
      ArrowRight: from + 1,
      ArrowUp: from + 1,
      PageDown: from - 7,
      PageUp: from + 7,
      Home: 0,
      End: last,
    }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      onAt(Math.max(0, Math.min(last, to)));
    } else if (event.key === 'Escape' && at !== null) {
      onAt(null);
    }
  }

  function point(event: PointerEvent): void {
    const box = plot.current?.getBoundingClientRect();
    if (box !== undefined && box.width > 0) {
      const part = (event.clientX - box.left) / box.width;
      onAt(Math.max(0, Math.min(last, Math.floor(part * days.length))));
    }
  }

  return (
    <figure className="min-w-0">
      <div className="mb-1 flex min-h-10 flex-wrap items-start justify-between gap-x-4 text-xs">
        <ul aria-hidden="true" className="flex flex-wrap gap-x-4 text-ink-2">
          {legend}
        </ul>
        <p aria-hidden="true" data-readout="" className="min-h-[1.4em] font-medium text-ink-2 tabular-nums">
          {current === null ? '' : `${formatCalendarDay(days[current] ?? '', language)} · ${said(current)}`}
        </p>
      </div>
      <div className="flex gap-2">
        <div
          aria-hidden="true"
          className="relative h-48 w-12 shrink-0 text-right text-xs text-ink-3 tabular-nums"
        >
          {lines.map(({ place, text }, index) => (
            <span
              key={index}
              className="absolute right-0 -translate-y-1/2 whitespace-nowrap"
              style={{ top: `${place * 100}%` }}
            >
              {text}
            </span>
          ))}
        </div>
        <div
          ref={plot}
          role="slider"
          tabIndex={0}
          aria-label={label}
          aria-valuemin={0}
          aria-valuemax={Math.max(0, last)}
          aria-valuenow={current ?? last}
          aria-valuetext={
            days.length === 0
              ? ''
              : `${formatCalendarDay(days[current ?? last] ?? '', language)}: ${said(current ?? last)}`
          }
          onKeyDown={move}
          onPointerMove={point}
          onPointerDown={point}
          onPointerLeave={() => onAt(null)}
          onFocus={() => {
            if (at === null && plot.current?.matches(':focus-visible') === true) {
              onAt(last);
            }
          }}
          onBlur={() => onAt(null)}
          className="min-w-0 flex-1 touch-pan-y rounded"
        >
          <svg
            aria-hidden="true"
            viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
            preserveAspectRatio="none"
            className="h-48 w-full overflow-visible"
          >
            {lines.map(({ place }, index) => (
              <line
                key={index}
                x1={0}
                x2={WIDTH}
                y1={place * HEIGHT}
                y2={place * HEIGHT}
                vectorEffect="non-scaling-stroke"
                className="stroke-line"
              />
            ))}
            {current !== null && (
              <rect
                x={current * step}
                y={0}
                width={step}
                height={HEIGHT}
                className="fill-hover stroke-line-strong"
              />
            )}
            {children(step)}
          </svg>
          <p aria-hidden="true" className="mt-1 flex justify-between text-xs text-ink-3">
            <span>{formatCalendarDay(days[0] ?? '', language)}</span>
            {days.length > 1 && <span>{formatCalendarDay(days[last] ?? '', language)}</span>}
          </p>
        </div>
      </div>
    </figure>
  );
}

export function Key({ number, text, line = false }: { number: 1 | 2 | 3; text: string; line?: boolean }) {
  return (
    <li className="inline-flex items-center gap-1.5">
      {line ? (
        <svg width="18" height="8" className="overflow-visible">
          <line x1="0" x2="18" y1="4" y2="4" className={`chart-line-${number}`} />
        </svg>
      ) : (
        <span className={`size-2.5 rounded-sm chart-key-${number}`} />
      )}
      {text}
    </li>
  );
}
