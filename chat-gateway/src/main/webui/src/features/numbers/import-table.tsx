import { TriangleAlert } from 'lucide-react';
import { memo } from 'react';
import { formatPhone } from '@/shared/format';
import { useT } from '@/shared/i18n/i18n';
import type { UnmanagedNumber } from '@/shared/provisioning/numbers';
import { CellHead, rowClass, Table, Tick } from '@/shared/ui/table';

const GRID =
  'lg:grid-cols-[1.5rem_minmax(0,1.2fr)_minmax(0,1.2fr)_minmax(0,0.8fr)_minmax(0,1.2fr)_minmax(0,0.9fr)]';

/** Whether another system gets its texts now. Every webhook is another's until the name of ours is known. */
export function isElsewhere({ webhook }: UnmanagedNumber, ours: string | null): boolean {
  return webhook != null && webhook !== '' && webhook.toLowerCase() !== ours?.toLowerCase();
}

interface ImportTableProps {
  numbers: readonly UnmanagedNumber[];
  ours: string | null;
  ticked: ReadonlySet<string>;
  onTicked: (ticked: ReadonlySet<string>) => void;
}

/** The account's other numbers, each with where its texts go today. */
export function ImportTable({ numbers, ours, ticked, onTicked }: ImportTableProps) {
  const { t } = useT();
  const possible = numbers.filter((number) => number.active);
  const chosen = possible.filter((number) => ticked.has(number.did)).length;
  const all = possible.length > 0 && chosen === possible.length;

  function toggle(did: string): void {
    const next = new Set(ticked);
    if (!next.delete(did)) {
      next.add(did);
    }
    onTicked(next);
  }

  function toggleAll(): void {
    const next = new Set(ticked);
    possible.forEach(({ did }) => (all ? next.delete(did) : next.add(did)));
    onTicked(next);
  }

  return (
    <Table
      label={t('numbers.import.list')}
      grid={GRID}
      heads={[
        <span key="all" className="flex items-center gap-4">
          <Tick
            label={t('numbers.import.selectAll')}
            checked={all}
            mixed={chosen > 0 && !all}
            disabled={possible.length === 0}
            onChange={toggleAll}
          />
          <span aria-hidden="true" className="lg:hidden">
            {t('numbers.import.selectAll')}
          </span>
        </span>,
        t('numbers.import.column.number'),
        t('numbers.import.column.place'),
        t('numbers.import.column.channels'),
        t('numbers.import.column.webhook'),
        t('numbers.import.column.campaign'),
      ]}
    >
      {numbers.map((number) => (
        <ImportRow
          key={number.did}
          number={number}
          ours={ours}
          checked={number.active && ticked.has(number.did)}
          onToggle={toggle}
        />
      ))}
    </Table>
  );
}

interface ImportRowProps {
  number: UnmanagedNumber;
  ours: string | null;
  checked: boolean;
  onToggle: (did: string) => void;
}

const ImportRow = memo(
  function ImportRow({ number, ours, checked, onToggle }: ImportRowProps) {
    const { t } = useT();
    const phone = formatPhone(number.did);
    const place = [number.rateCenter, number.region].filter((part) => part != null && part !== '').join(', ');
    const channels = [number.smsEnabled ? 'SMS' : null, number.mmsEnabled ? 'MMS' : null].filter(Boolean);
    const elsewhere = isElsewhere(number, ours);
    const why = `why-${number.did}`;
    return (
      <div
        role="row"
        data-did={number.did}
        className={`${rowClass(GRID)} max-lg:pl-12 ${number.active ? '' : 'text-ink-3'}`}
      >
        <div role="cell" className="max-lg:absolute max-lg:top-3.5 max-lg:left-4">
          <Tick
            start
            label={t('numbers.import.select', { number: phone })}
            checked={checked}
            disabled={!number.active}
            describedBy={number.active ? undefined : why}
            onChange={() => onToggle(number.did)}
          />
        </div>
        <div role="rowheader" className="min-w-0">
          <span className="block font-semibold whitespace-nowrap tabular-nums">{phone}</span>
          {!number.active && (
            <span id={why} className="block text-xs font-normal">
              {number.status === '' ? '' : `${number.status}. `}
              {t('numbers.import.notActive')}
            </span>
          )}
        </div>
        <div role="cell" className="flex min-w-0 text-sm">
          <CellHead>{t('numbers.import.column.place')}</CellHead>
          <span className="min-w-0 truncate">{place === '' ? '–' : place}</span>
        </div>
        <div role="cell" className="flex text-[0.8125rem]">
          <CellHead>{t('numbers.import.column.channels')}</CellHead>
          {channels.length === 0 ? '–' : channels.join(' · ')}
        </div>
        <div role="cell" className="flex min-w-0 text-sm" data-webhook={number.webhook ?? ''}>
          <CellHead>{t('numbers.import.column.webhook')}</CellHead>
          {number.webhook == null || number.webhook === '' ? (
            <span className="text-ink-3">{t('numbers.import.nowhere')}</span>
          ) : elsewhere ? (
            <span className="min-w-0 text-warn">
              <span className="flex items-center gap-1 text-xs font-semibold">
                <TriangleAlert className="size-3.5 shrink-0" aria-hidden="true" />
                {t('numbers.import.elsewhere')}
              </span>
              <span className="block truncate" title={number.webhook}>
                {number.webhook}
              </span>
            </span>
          ) : (
            t('numbers.import.ours')
          )}
        </div>
        <div role="cell" className="flex min-w-0 text-sm">
          <CellHead>{t('numbers.import.column.campaign')}</CellHead>
          {number.campaignId == null || number.campaignId === '' ? (
            <span className="text-ink-3">{t('numbers.list.noCampaign')}</span>
          ) : (
            <span className="min-w-0 truncate">{number.campaignId}</span>
          )}
        </div>
      </div>
    );
  },
  // Toggling is the same whoever renders it; the set it works on comes with it.
  (before, after) =>
    before.number === after.number &&
    before.ours === after.ours &&
    before.checked === after.checked &&
    before.onToggle === after.onToggle,
);
