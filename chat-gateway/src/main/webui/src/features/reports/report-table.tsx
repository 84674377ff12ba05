import { ArrowDown, ArrowUp } from 'lucide-react';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useT } from '@/shared/i18n/i18n';
import { Part } from '@/shared/insight/frame';
import type { Row } from './api/report';
import type { Measure, Order } from './measures';
import { formatMeasure, measures, sorted, valueOf } from './measures';

interface ReportTableProps {
  rows: readonly Row[];
  total: Row;
  /** What a row stands for. */
  head: string;
  nameOf: (row: Row) => string;
  drawn: (row: Row) => ReactNode;
}

/** Every figure of the report; what the charts show, and more. */
export function ReportTable({ rows, total, head, nameOf, drawn }: ReportTableProps) {
  const { t, language } = useT();
  const [order, setOrder] = useState<Order | null>(null);
  const shown = measures.filter((measure) => rows.some((row) => valueOf(row, measure) !== null));

  function sortBy(by: Order['by']): void {
    setOrder((before) => ({ by, down: before?.by === by ? !before.down : by !== 'key' }));
  }

  const column = (by: Measure | 'key', text: string): ReactNode => {
    const sorting = order?.by === by ? (order.down ? 'descending' : 'ascending') : undefined;
    return (
      <th
        key={by}
        scope="col"
        aria-sort={sorting}
        className={
          by === 'key'
            ? 'sticky left-0 z-20 bg-linen py-1.5 pr-2 pl-3 text-left'
            : 'bg-linen px-2 py-1.5 text-right'
        }
      >
        <button
          type="button"
          onClick={() => sortBy(by)}
          className="inline-flex min-h-6 items-center gap-1 rounded font-medium whitespace-nowrap hover:text-ink"
        >
          {text}
          {sorting === undefined ? (
            <span className="size-3" />
          ) : sorting === 'descending' ? (
            <ArrowDown className="size-3" aria-hidden="true" />
          ) : (
            <ArrowUp className="size-3" aria-hidden="true" />
          )}
        </button>
      </th>
    );
  };

  return (
    <Part title={t('board.report.table')}>
      {/* Wide content scrolls inside its own box, by keyboard too. */}
      {/* eslint-disable jsx-a11y/no-noninteractive-tabindex */}
      <div
        role="group"
        aria-label={t('board.report.table')}
        tabIndex={0}
        className="max-h-[36rem] overflow-auto rounded-lg border border-line"
      >
        <table className="w-full text-right text-[0.8125rem] tabular-nums" data-report-table="">
          <thead className="sticky top-0 z-10 text-xs text-ink-3">
            <tr>
              {column('key', head)}
              {shown.map((measure) => column(measure, t(`board.measure.${measure}`)))}
            </tr>
          </thead>
          <tbody>
            {sorted(rows, order, nameOf).map((row) => (
              <Line key={row.key} row={row} shown={shown}>
                {drawn(row)}
              </Line>
            ))}
          </tbody>
          <tfoot className="sticky bottom-0 font-semibold">
            <tr data-total="">
              <th scope="row" className="sticky left-0 bg-linen py-1.5 pr-2 pl-3 text-left">
                {t('board.report.total')}
              </th>
              {shown.map((measure) => (
                <td key={measure} className="bg-linen px-2 py-1.5 whitespace-nowrap">
                  {formatMeasure(valueOf(total, measure), measure, language)}
                </td>
              ))}
            </tr>
          </tfoot>
        </table>
      </div>
    </Part>
  );
}

function Line({ row, shown, children }: { row: Row; shown: readonly Measure[]; children: ReactNode }) {
  const { language } = useT();
  return (
    <tr data-row={row.key} className="group border-t border-line hover:bg-hover">
      <th
        scope="row"
        className="sticky left-0 z-[1] max-w-56 truncate bg-raised py-1.5 pr-2 pl-3 text-left font-medium group-hover:bg-hover"
      >
        {children}
      </th>
      {shown.map((measure) => {
        const value = valueOf(row, measure);
        return (
          <td
            key={measure}
            className={`px-2 py-1.5 whitespace-nowrap ${value === null || value === 0 ? 'text-ink-3' : ''}`}
          >
            {formatMeasure(value, measure, language)}
          </td>
        );
      })}
    </tr>
  );
}
