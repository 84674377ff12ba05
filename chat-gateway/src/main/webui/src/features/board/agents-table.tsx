import { useNow } from '@/shared/clock';
import { formatAgo, formatNumber, formatStamp } from '@/shared/format';
import { useT } from '@/shared/i18n/i18n';
import { Part } from '@/shared/insight/frame';
import type { AgentLine, Thresholds } from './api/board';
import { BoardTable, Cell, RowHead, rowClass } from './cells';
import { useSteadyRows } from './steady';
import { Oldest } from './wait';
import type { Waitings } from './waiting';

interface AgentsTableProps {
  lines: readonly AgentLine[];
  thresholds: Thresholds;
  waitings: Waitings;
  wall: boolean;
}

const userOf = (line: AgentLine): string => line.user;

/** Who of us has what to do, and who is here. */
export function AgentsTable({ lines, thresholds, waitings, wall }: AgentsTableProps) {
  const { t, language } = useT();
  const { rows, holding } = useSteadyRows(waitings.inOrder(lines), userOf);
  const number = (value: number): string => formatNumber(value, language);
  return (
    <Part title={t('board.agents.title')}>
      {rows.length === 0 ? (
        <p className="py-3 text-sm text-ink-3">{t('board.agents.none')}</p>
      ) : (
        <BoardTable
          label={t('board.agents.title')}
          wall={wall}
          holding={holding}
          heads={[
            { text: t('board.agents.agent') },
            { text: t('board.column.waiting') },
            { text: t('board.column.oldest') },
            { text: t('board.column.open'), narrow: false },
            { text: t('board.column.lastReply'), narrow: false },
            { text: t('board.column.replies'), narrow: false },
          ]}
        >
          {rows.map((line) => {
            const name = line.name ?? line.user;
            const here = t(line.online ? 'board.agents.here' : 'board.agents.away');
            return (
              <tr key={line.user} data-agent={line.user} data-online={line.online} className={rowClass}>
                <RowHead
                  href={`/?filter=${line.waiting > 0 ? 'unanswered' : 'all'}&assignee=${encodeURIComponent(line.user)}`}
                  label={t('board.agents.showOf', { name, here })}
                  below={t('board.agents.below', {
                    open: number(line.open),
                    replies: number(line.replies),
                  })}
                >
                  <span
                    title={here}
                    className={`mr-2 inline-block size-[0.6em] rounded-full border-2 ${line.online ? 'border-good bg-good' : 'border-ink-3'}`}
                  />
                  {name}
                </RowHead>
                <Cell strong={line.waiting > 0}>{number(line.waiting)}</Cell>
                <Cell>
                  <Oldest waiting={waitings.of(line)} thresholds={thresholds} />
                </Cell>
                <Cell narrow={false}>{number(line.open)}</Cell>
                <Cell narrow={false}>
                  <LastReply at={line.lastReplyAt} />
                </Cell>
                <Cell narrow={false}>{number(line.replies)}</Cell>
              </tr>
            );
          })}
        </BoardTable>
      )}
    </Part>
  );
}

function LastReply({ at }: { at: string | null | undefined }) {
  const { t, language } = useT();
  const now = useNow(10_000);
  if (at == null) {
    return <span className="text-ink-3">{t('board.agents.notToday')}</span>;
  }
  return (
    <time dateTime={at} title={formatStamp(new Date(at), language)}>
      {formatAgo(now - Date.parse(at), language)}
    </time>
  );
}
