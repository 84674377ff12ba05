import { useState } from 'react';
import { formatNumber } from '@/shared/format';
import { useT } from '@/shared/i18n/i18n';
import { formatDuration } from '@/shared/insight/durations';
import { Part } from '@/shared/insight/frame';
import type { Row, Times } from './api/report';
import { DayPlot, HEIGHT, Key } from './day-plot';
import { formatShare } from './figures';
import { ticks, timeTicks } from './scale';

const GAP = 0.18;
/** A day on which anything happened shows at least this much. */
const LEAST = 3;

/** Volume, times and delivery over the days; pointing at a day in one points at it in all. */
export function DayCharts({ rows }: { rows: readonly Row[] }) {
  const { t } = useT();
  const [at, setAt] = useState<number | null>(null);
  const shared = { rows, at, onAt: setAt };
  return (
    <div className="grid gap-4 xl:grid-cols-2">
      <Part title={t('board.chart.volume')} className="xl:col-span-2">
        <Volume {...shared} />
      </Part>
      <Part title={t('board.chart.firstReply')}>
        <TimesPlot {...shared} of="firstReply" label={t('board.chart.firstReplyLabel')} />
      </Part>
      <Part title={t('board.chart.resolution')}>
        <TimesPlot {...shared} of="resolution" label={t('board.chart.resolutionLabel')} />
      </Part>
      <Part title={t('board.chart.delivery')} className="xl:col-span-2">
        <Delivery {...shared} />
      </Part>
    </div>
  );
}

interface PlotProps {
  rows: readonly Row[];
  at: number | null;
  onAt: (at: number | null) => void;
}

interface BarProps {
  index: number;
  /** The width of a day. */
  step: number;
  y: number;
  height: number;
  className: string;
}

/** A day's bar, or a part of it. */
function Bar({ index, step, ...rest }: BarProps) {
  return <rect x={(index + GAP / 2) * step} width={step * (1 - GAP)} {...rest} />;
}

/** Sent stands on the line, received hangs below it, on one scale. */
function Volume({ rows, at, onAt }: PlotProps) {
  const { t, language } = useT();
  const number = (value: number): string => formatNumber(value, language);
  const up = ticks(Math.max(...rows.map((row) => row.sent), 0), 3);
  const down = ticks(Math.max(...rows.map((row) => row.received ?? 0), 0), 3);
  const [top, foot] = [up.at(-1) ?? 1, down.at(-1) ?? 1];
  const scale = HEIGHT / (top + foot);
  const line = top * scale;
  const high = (value: number): number => (value === 0 ? 0 : Math.max(LEAST, value * scale));
  return (
    <DayPlot
      label={t('board.chart.volumeLabel')}
      days={rows.map((row) => row.key)}
      at={at}
      onAt={onAt}
      said={(index) => {
        const row = rows[index];
        return t('board.chart.volumeSaid', {
          sent: number(row?.sent ?? 0),
          received: number(row?.received ?? 0),
        });
      }}
      lines={[
        ...up.map((value) => ({ place: (line - value * scale) / HEIGHT, text: number(value) })),
        ...down.slice(1).map((value) => ({ place: (line + value * scale) / HEIGHT, text: number(value) })),
      ]}
      legend={
        <>
          <Key number={1} text={t('board.measure.sent')} />
          <Key number={2} text={t('board.measure.received')} />
        </>
      }
    >
      {(step) =>
        rows.map((row, index) => (
          <g key={row.key}>
            <Bar
              index={index}
              step={step}
              y={line - high(row.sent)}
              height={high(row.sent)}
              className="chart-1"
            />
            <Bar index={index} step={step} y={line} height={high(row.received ?? 0)} className="chart-2" />
          </g>
        ))
      }
    </DayPlot>
  );
}

/** Half took no longer than the whole line, nine of ten no longer than the dashed one; a day without has a gap. */
function TimesPlot({
  rows,
  at,
  onAt,
  of,
  label,
}: PlotProps & { of: 'firstReply' | 'resolution'; label: string }) {
  const { t, language } = useT();
  const times = rows.map((row): Times | null => row[of] ?? null);
  const scale = timeTicks(Math.max(...times.map((one) => one?.p90 ?? 0), 0));
  const most = scale.at(-1) ?? 1;
  const place = (seconds: number): number => HEIGHT * (1 - seconds / most);
  return (
    <DayPlot
      label={label}
      days={rows.map((row) => row.key)}
      at={at}
      onAt={onAt}
      said={(index) => {
        const one = times[index];
        return one == null
          ? t('board.chart.none')
          : t('board.chart.timesSaid', {
              p50: formatDuration(one.p50, language),
              p90: formatDuration(one.p90, language),
            });
      }}
      lines={scale.map((seconds) => ({
        place: 1 - seconds / most,
        text: seconds === 0 ? '0' : formatDuration(seconds, language),
      }))}
      legend={
        <>
          <Key number={1} text={t('board.measure.p50')} line />
          <Key number={2} text={t('board.measure.p90')} line />
        </>
      }
    >
      {(step) =>
        (['p90', 'p50'] as const).map((name) => {
          const points = times.map((one, index) =>
            one === null ? null : { x: (index + 0.5) * step, y: place(one[name]) },
          );
          return (
            <g key={name}>
              <path
                d={pathOf(points)}
                vectorEffect="non-scaling-stroke"
                className={name === 'p50' ? 'chart-line-1' : 'chart-line-2'}
              />
              {rows.length <= 62 &&
                points.map((point, index) =>
                  point === null ? null : <Mark key={index} {...point} of={name} alone={rows.length === 1} />,
                )}
            </g>
          );
        })
      }
    </DayPlot>
  );
}

/** The plot is stretched, so a mark is a short line whose round or square end does not stretch with it. */
function Mark({ x, y, of, alone }: { x: number; y: number; of: 'p50' | 'p90'; alone: boolean }) {
  return (
    <line
      x1={x}
      x2={x + 0.01}
      y1={y}
      y2={y}
      vectorEffect="non-scaling-stroke"
      strokeLinecap={of === 'p50' ? 'round' : 'square'}
      className={of === 'p50' ? 'chart-line-1' : 'chart-line-2'}
      style={{ strokeWidth: alone ? 12 : 6, strokeDasharray: 'none' }}
    />
  );
}

function pathOf(points: readonly ({ x: number; y: number } | null)[]): string {
  let drawing = false;
  return points
    .map((point) => {
      if (point === null) {
        drawing = false;
        return '';
      }
      const text = `${drawing ? 'L' : 'M'}${point.x.toFixed(1)} ${point.y.toFixed(1)}`;
      drawing = true;
      return text;
    })
    .join('');
}

/** Texts that ended: delivered from the foot, what failed above it. */
function Delivery({ rows, at, onAt }: PlotProps) {
  const { t, language } = useT();
  const number = (value: number): string => formatNumber(value, language);
  const scale = ticks(Math.max(...rows.map((row) => row.delivered + row.failed), 0));
  const most = scale.at(-1) ?? 1;
  const high = (value: number): number => (value === 0 ? 0 : Math.max(LEAST, (value / most) * HEIGHT));
  return (
    <DayPlot
      label={t('board.chart.deliveryLabel')}
      days={rows.map((row) => row.key)}
      at={at}
      onAt={onAt}
      said={(index) => {
        const row = rows[index];
        return t('board.chart.deliverySaid', {
          delivered: number(row?.delivered ?? 0),
          failed: number(row?.failed ?? 0),
          rate: row?.deliveryRate == null ? '–' : formatShare(row.deliveryRate, language),
        });
      }}
      lines={scale.map((value) => ({ place: 1 - value / most, text: number(value) }))}
      legend={
        <>
          <Key number={1} text={t('board.measure.delivered')} />
          <Key number={3} text={t('board.measure.failed')} />
        </>
      }
    >
      {(step) =>
        rows.map((row, index) => (
          <g key={row.key}>
            <Bar
              index={index}
              step={step}
              y={HEIGHT - high(row.delivered)}
              height={high(row.delivered)}
              className="chart-1"
            />
            <Bar
              index={index}
              step={step}
              y={HEIGHT - high(row.delivered) - high(row.failed) - (row.failed > 0 ? 2 : 0)}
              height={high(row.failed)}
              className="chart-3"
            />
          </g>
        ))
      }
    </DayPlot>
  );
}
