import { formatNumber } from '@/shared/format';
import { formatDuration } from '@/shared/insight/durations';
import type { Language } from '@/shared/settings';
import type { Row } from './api/report';
import { formatShare } from './figures';

export const measures = [
  'received',
  'sent',
  'conversations',
  'replies',
  'firstReply50',
  'firstReply90',
  'resolved',
  'resolution50',
  'resolution90',
  'delivery',
  'failed',
  'optOuts',
] as const;
export type Measure = (typeof measures)[number];

/** Null where a row has no such figure. */
export function valueOf(row: Row, measure: Measure): number | null {
  switch (measure) {
    case 'received':
      return row.received ?? null;
    case 'sent':
      return row.sent;
    case 'conversations':
      return row.conversations;
    case 'replies':
      return row.replies;
    case 'firstReply50':
      return row.firstReply?.p50 ?? null;
    case 'firstReply90':
      return row.firstReply?.p90 ?? null;
    case 'resolved':
      return row.resolved;
    case 'resolution50':
      return row.resolution?.p50 ?? null;
    case 'resolution90':
      return row.resolution?.p90 ?? null;
    case 'delivery':
      return row.deliveryRate ?? null;
    case 'failed':
      return row.failed;
    case 'optOuts':
      return row.optOuts ?? null;
  }
}

export function isTime(measure: Measure): boolean {
  return measure.startsWith('firstReply') || measure.startsWith('resolution');
}

export function formatMeasure(value: number | null, measure: Measure, language: Language): string {
  if (value === null) {
    return '–';
  }
  return isTime(measure)
    ? formatDuration(value, language)
    : measure === 'delivery'
      ? formatShare(value, language)
      : formatNumber(value, language);
}

export interface Order {
  by: Measure | 'key';
  down: boolean;
}

/** Rows without the figure come last, whichever way. */
export function sorted(rows: readonly Row[], order: Order | null, nameOf: (row: Row) => string): Row[] {
  if (order === null) {
    return [...rows];
  }
  const { by, down } = order;
  const way = down ? -1 : 1;
  return [...rows].sort((one, other) => {
    if (by === 'key') {
      return way * nameOf(one).localeCompare(nameOf(other));
    }
    const [a, b] = [valueOf(one, by), valueOf(other, by)];
    if (a === null || b === null) {
      return a === b ? 0 : a === null ? 1 : -1;
    }
    return way * (a - b);
  });
}
