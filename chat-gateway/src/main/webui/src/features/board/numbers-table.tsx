import { formatNumber } from '@/shared/format';
import { useT } from '@/shared/i18n/i18n';
import { Part } from '@/shared/insight/frame';
import { numberName, useMe } from '@/shared/me';
import { NumberName } from '@/shared/ui/number-name';
import type { NumberLine, Thresholds } from './api/board';
import { BoardTable, Cell, RowHead, rowClass } from './cells';
import { useSteadyRows } from './steady';
import { Oldest } from './wait';
import type { Waitings } from './waiting';

interface NumbersTableProps {
  lines: readonly NumberLine[];
  thresholds: Thresholds;
  waitings: Waitings;
  wall: boolean;
}

const didOf = (line: NumberLine): string => line.did;

/** Our numbers, where somebody waits longest first. */
export function NumbersTable({ lines, thresholds, waitings, wall }: NumbersTableProps) {
  const { t, language } = useT();
  const me = useMe();
  const { rows, holding } = useSteadyRows(waitings.inOrder(lines), didOf);
  const number = (value: number): string => formatNumber(value, language);
  return (
    <Part title={t('board.numbers.title')}>
      <BoardTable
        label={t('board.numbers.title')}
        wall={wall}
        holding={holding}
        heads={[
          { text: t('board.numbers.number') },
          { text: t('board.column.waiting') },
          { text: t('board.column.oldest') },
          { text: t('board.column.open'), narrow: false },
          { text: t('board.column.unassigned'), narrow: false },
          { text: t('board.column.queued'), narrow: false },
        ]}
      >
        {rows.map((line) => (
          <tr key={line.did} data-did={line.did} className={rowClass}>
            <RowHead
              href={`/?filter=${line.waiting > 0 ? 'unanswered&' : 'all&'}did=${encodeURIComponent(line.did)}`}
              label={t('board.showOf', { name: numberName(me, line.did) })}
              below={t('board.numbers.below', {
                open: number(line.open),
                unassigned: number(line.unassigned),
                queued: number(line.queued),
              })}
            >
              <NumberName did={line.did} />
            </RowHead>
            <Cell strong={line.waiting > 0}>{number(line.waiting)}</Cell>
            <Cell>
              <Oldest waiting={waitings.of(line)} thresholds={thresholds} />
            </Cell>
            <Cell narrow={false}>{number(line.open)}</Cell>
            <Cell narrow={false}>{number(line.unassigned)}</Cell>
            <Cell narrow={false}>{number(line.queued)}</Cell>
          </tr>
        ))}
      </BoardTable>
    </Part>
  );
}
