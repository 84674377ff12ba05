import { Check, Minus } from 'lucide-react';
import { memo } from 'react';
import { Link } from 'wouter';
import { formatDate, formatPhone } from '@/shared/format';
import { useT } from '@/shared/i18n/i18n';
import type { Campaign } from '@/shared/provisioning/campaigns';
import { campaignName } from '@/shared/provisioning/campaigns';
import { AttentionBadge, ColorDot, nameOf, NumberStateMark } from '@/shared/provisioning/number-state';
import type { NumberReport } from '@/shared/provisioning/numbers';
import type { Order } from '@/shared/provisioning/orders';
import { progressOf } from '@/shared/provisioning/orders';
import { counted, formatShare, TABLE_DAYS as DAYS } from './figures';
import type { ListRow } from './list-rows';
import { CellHead, rowClass, Table } from '@/shared/ui/table';

const GRID =
  'lg:grid-cols-[minmax(0,1.5fr)_minmax(0,1fr)_minmax(0,1.1fr)_4.5rem_minmax(0,1fr)_minmax(0,1.4fr)]';

interface NumbersTableProps {
  rows: readonly ListRow[];
  orders: readonly Order[];
  campaigns: readonly Campaign[];
  label: string;
  busy: boolean;
}

export function NumbersTable({ rows, orders, campaigns, label, busy }: NumbersTableProps) {
  const { t } = useT();
  const byDid = new Map(orders.map((order) => [order.did, order]));
  const names = new Map(campaigns.map((campaign) => [campaign.id, campaignName(campaign)]));
  return (
    <Table
      label={label}
      grid={GRID}
      busy={busy}
      heads={[
        t('numbers.column.number'),
        t('numbers.column.teams'),
        t('numbers.column.state'),
        t('numbers.column.channels'),
        t('numbers.column.campaign'),
        t('numbers.column.health', { count: DAYS }),
      ]}
    >
      {rows.map((row) => {
        const order = byDid.get(row.number.did);
        const progress = order?.state === 'running' && order.kind !== 'release' ? progressOf(order) : null;
        const { campaignId } = row.number;
        return (
          <NumberRow
            key={row.number.did}
            row={row}
            at={progress?.at}
            of={progress?.of}
            campaign={campaignId == null || campaignId === '' ? null : (names.get(campaignId) ?? campaignId)}
          />
        );
      })}
    </Table>
  );
}

interface NumberRowProps {
  row: ListRow;
  /** Which step runs, of how many. */
  at: number | undefined;
  of: number | undefined;
  campaign: string | null;
}

const NumberRow = memo(function NumberRow({ row, at, of, campaign }: NumberRowProps) {
  const { t, language } = useT();
  const { number, report, attention } = row;
  const phone = formatPhone(number.did);
  const named = nameOf(number);
  // What the state and the empty cells say already needs no badge.
  const badges = attention.filter(
    (one) => one === 'drift' || one === 'silent' || one === 'failing' || one === 'unconfirmed',
  );
  return (
    <div role="row" data-did={number.did} className={rowClass(GRID)}>
      <div role="rowheader" className="min-w-0">
        <Link
          href={`/numbers/${number.did}`}
          data-row-start
          className="flex min-h-6 items-center gap-2.5 rounded after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-thread"
        >
          <ColorDot color={number.color} />
          <span className="min-w-0">
            <span className="block truncate font-semibold">{named}</span>
            {named !== phone && (
              <span className="block text-[0.8125rem] text-ink-3 tabular-nums">{phone}</span>
            )}
          </span>
        </Link>
      </div>
      <div role="cell" className="flex min-w-0 items-center">
        <CellHead>{t('numbers.column.teams')}</CellHead>
        {number.teams.length === 0 ? (
          <span className="text-sm text-ink-3">{t('numbers.list.noTeam')}</span>
        ) : (
          <span className="flex min-w-0 flex-wrap gap-1">
            {number.teams.map((team) => (
              <span key={team} className="max-w-full truncate rounded-md bg-linen px-2 py-0.5 text-xs">
                {team}
              </span>
            ))}
          </span>
        )}
      </div>
      <div role="cell" className="flex min-w-0 items-center">
        <CellHead>{t('numbers.column.state')}</CellHead>
        <NumberStateMark
          state={number.state}
          step={at === undefined || of === undefined ? undefined : { at, of }}
        />
      </div>
      <div role="cell" className="flex items-center text-[0.8125rem]">
        <CellHead>{t('numbers.column.channels')}</CellHead>
        <span className="flex gap-3 lg:flex-col lg:gap-0">
          <Channel name="SMS" on={number.smsEnabled} />
          <Channel name="MMS" on={number.mmsEnabled} />
        </span>
      </div>
      <div role="cell" className="flex min-w-0 items-center text-sm">
        <CellHead>{t('numbers.column.campaign')}</CellHead>
        {campaign === null ? (
          <span className="text-ink-3">{t('numbers.list.noCampaign')}</span>
        ) : (
          <span className="min-w-0 truncate" title={campaign}>
            {campaign}
          </span>
        )}
      </div>
      <div role="cell" className="flex min-w-0 items-start">
        <CellHead>{t('numbers.column.health', { count: DAYS })}</CellHead>
        <span className="min-w-0">
          <Health report={report} />
          {badges.length > 0 && (
            <span className="mt-1 flex flex-wrap gap-1">
              {badges.map((one) => (
                <AttentionBadge key={one} kind={one}>
                  {one === 'silent' && report?.silent != null
                    ? t('numbers.health.silentSince', {
                        when: formatDate(new Date(report.silent.since), language),
                      })
                    : t(`numbers.attention.${one}`)}
                </AttentionBadge>
              ))}
            </span>
          )}
        </span>
      </div>
    </div>
  );
});

function Channel({ name, on }: { name: string; on: boolean }) {
  const { t } = useT();
  return (
    <span className={`inline-flex items-center gap-1 ${on ? '' : 'text-ink-3'}`}>
      {on ? (
        <Check className="size-3.5 text-good" aria-hidden="true" />
      ) : (
        <Minus className="size-3.5" aria-hidden="true" />
      )}
      {name}
      <span className="sr-only">{on ? t('numbers.on') : t('numbers.off')}</span>
    </span>
  );
}

function Health({ report }: { report: NumberReport | undefined }) {
  const { t, language } = useT();
  if (report === undefined) {
    return <span className="text-[0.8125rem] text-ink-3">–</span>;
  }
  const { sent, failed, receiptsRatio } = report;
  return (
    <span className="block text-[0.8125rem] tabular-nums">
      <span className="block">
        {sent === 0 ? (
          <span className="text-ink-3">{t('numbers.health.nothing')}</span>
        ) : (
          [
            t('numbers.health.sent', counted(sent, language)),
            receiptsRatio == null
              ? null
              : t('numbers.health.receipts', { ratio: formatShare(receiptsRatio, language) }),
          ]
            .filter((part) => part !== null)
            .join(' · ')
        )}
      </span>
      {failed > 0 && (
        <span className="block text-danger">{t('numbers.health.failed', counted(failed, language))}</span>
      )}
    </span>
  );
}
