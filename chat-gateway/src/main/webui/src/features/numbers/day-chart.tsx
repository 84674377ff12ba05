import { useId } from 'react';
import { formatCalendarDay, formatNumber } from '@/shared/format';
import { useT } from '@/shared/i18n/i18n';
import type { DayFigures } from '@/shared/provisioning/numbers';

const WIDTH = 600;
const HEIGHT = 140;
const GAP = 3;
/** A day on which anything happened shows at least this much. */
const LEAST = 2;

/**
 * Texts per day: what was sent stands on the line, what failed of it at its foot, what came hangs below. So the three
 * are told apart by their place, not by colour alone; the table says the same in numbers.
 */
export function DayChart({ days }: { days: readonly DayFigures[] }) {
  const { t, language } = useT();
  const id = useId();
  const sum = (of: (day: DayFigures) => number): number => days.reduce((all, day) => all + of(day), 0);
  const [sent, failed, received] = [
    sum((day) => day.sent),
    sum((day) => day.failed),
    sum((day) => day.received),
  ];
  if (sent + failed + received === 0) {
    return <p className="py-3 text-sm text-ink-3">{t('numbers.figures.nothingYet')}</p>;
  }
  const most = Math.max(...days.map((day) => Math.max(day.sent, day.failed)), 1);
  const mostReceived = Math.max(...days.map((day) => day.received), 1);
  const step = WIDTH / days.length;
  const bar = Math.max(1, step - GAP);
  // One scale for both: what is twice as high is twice as much.
  const scale = HEIGHT / (most + mostReceived);
  const line = most * scale;
  const high = (value: number): number => (value === 0 ? 0 : Math.max(LEAST, value * scale));
  const words = t('numbers.figures.chart', {
    sent: formatNumber(sent, language),
    failed: formatNumber(failed, language),
    received: formatNumber(received, language),
    count: days.length,
  });
  return (
    <figure aria-labelledby={id} data-chart={days.length}>
      <p id={id} className="sr-only">
        {words}
      </p>
      <ul aria-hidden="true" className="mb-1 flex flex-wrap gap-x-4 text-xs text-ink-2">
        <Key colour="bg-thread" text={t('numbers.figures.sent')} most={most} />
        <Key colour="bg-danger" text={t('numbers.figures.notSent')} />
        <Key colour="bg-good" text={t('numbers.figures.received')} most={mostReceived} />
      </ul>
      <svg
        aria-hidden="true"
        viewBox={`0 0 ${WIDTH} ${HEIGHT + LEAST}`}
        preserveAspectRatio="none"
        className="h-36 w-full"
      >
        {days.map((day, index) => (
          <g key={day.day}>
            <title>
              {`${formatCalendarDay(day.day, language)}: ${[
                `${t('numbers.figures.sent')} ${formatNumber(day.sent, language)}`,
                `${t('numbers.figures.notSent')} ${formatNumber(day.failed, language)}`,
                `${t('numbers.figures.received')} ${formatNumber(day.received, language)}`,
              ].join(', ')}`}
            </title>
            <rect x={index * step} y={0} width={step} height={HEIGHT} className="fill-transparent" />
            <rect
              x={index * step + GAP / 2}
              y={line - high(Math.max(day.sent, day.failed))}
              width={bar}
              height={high(Math.max(day.sent, day.failed))}
              className="fill-thread"
            />
            <rect
              x={index * step + GAP / 2}
              y={line - high(day.failed)}
              width={bar}
              height={high(day.failed)}
              className="fill-danger"
            />
            <rect
              x={index * step + GAP / 2}
              y={line + 1}
              width={bar}
              height={high(day.received)}
              className="fill-good"
            />
          </g>
        ))}
        <rect x={0} y={line} width={WIDTH} height={1} className="fill-line-strong" />
      </svg>
      <p aria-hidden="true" className="flex justify-between text-xs text-ink-3">
        <span>{formatCalendarDay(days[0]?.day ?? '', language)}</span>
        <span>{formatCalendarDay(days.at(-1)?.day ?? '', language)}</span>
      </p>
      <details className="mt-1 text-sm">
        <summary className="w-fit rounded text-xs font-medium text-thread-strong">
          {t('numbers.figures.asTable')}
        </summary>
        {/* Wide or long content scrolls inside its own box, by keyboard too. */}
        {/* eslint-disable jsx-a11y/no-noninteractive-tabindex */}
        <div
          role="region"
          aria-label={words}
          tabIndex={0}
          className="mt-2 max-h-72 overflow-y-auto rounded-lg border border-line"
        >
          <table className="w-full text-right text-[0.8125rem] tabular-nums">
            <thead className="sticky top-0 bg-linen text-xs text-ink-3">
              <tr>
                <th scope="col" className="px-3 py-1.5 text-left font-medium">
                  {t('numbers.figures.day')}
                </th>
                {(['sent', 'delivered', 'notSent', 'received'] as const).map((name) => (
                  <th key={name} scope="col" className="px-3 py-1.5 font-medium">
                    {t(`numbers.figures.${name}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {[...days].reverse().map((day) => (
                <tr key={day.day} className="border-t border-line">
                  <th scope="row" className="px-3 py-1 text-left font-normal">
                    {formatCalendarDay(day.day, language)}
                  </th>
                  {[day.sent, day.delivered, day.failed, day.received].map((value, index) => (
                    <td key={index} className="px-3 py-1">
                      {formatNumber(value, language)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  );
}

function Key({ colour, text, most }: { colour: string; text: string; most?: number }) {
  const { t, language } = useT();
  return (
    <li className="inline-flex items-center gap-1.5">
      <span className={`size-2.5 rounded-sm ${colour}`} />
      {text}
      {most !== undefined && (
        <span className="text-ink-3">
          {t('numbers.figures.upTo', { most: formatNumber(most, language) })}
        </span>
      )}
    </li>
  );
}
