import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { RefreshCw, TriangleAlert, Wrench } from 'lucide-react';
import { Link } from 'wouter';
import { formatPhone, formatStamp } from '@/shared/format';
import { useT } from '@/shared/i18n/i18n';
import { isManager, useMe } from '@/shared/me';
import { reasonOf, useKeys } from '@/shared/provisioning/asking';
import { ProvisioningFrame } from '@/shared/provisioning/frame';
import { ColorDot, nameOf } from '@/shared/provisioning/number-state';
import type { Drift, DriftReport, OwnNumber } from '@/shared/provisioning/numbers';
import { compareAll, driftQuery, numberKeys, numbersQuery } from '@/shared/provisioning/numbers';
import type { Order } from '@/shared/provisioning/orders';
import { openOrdersQuery } from '@/shared/provisioning/orders';
import { Button } from '@/shared/ui/button';
import { EmptyState, FailedState, Skeleton } from '@/shared/ui/states';
import { FieldChecks } from './field-checks';
import { Ago, counted } from './figures';
import { useEachRise, useFollowedOrders } from './follow-orders';
import { useKeptFocus } from './kept-focus';
import { LiveOrder } from './live-order';
import type { Repairs } from './repair-all';
import { useRepairAll } from './repair-all';
import { Failed } from './save-row';

/** All numbers that the carrier has otherwise than they should be, and setting them right. */
export function DriftPage() {
  const { t } = useT();
  const client = useQueryClient();
  const enabled = isManager(useMe());
  const keys = useKeys();
  const drift = useQuery({ ...driftQuery, enabled });
  const numbers = useQuery({ ...numbersQuery, enabled });
  const compare = useMutation({
    mutationFn: () => compareAll(keys.of('all')),
    onSuccess: (report) => client.setQueryData(driftQuery.queryKey, report),
    onSettled: (_, error) => keys.answered(error),
  });

  return (
    <ProvisioningFrame
      title={t('numbers.drift.title')}
      lead={t('numbers.drift.lead')}
      tab="drift"
      actions={
        <Button look="soft" disabled={compare.isPending} onClick={() => compare.mutate()}>
          <RefreshCw className={`size-4 ${compare.isPending ? 'animate-spin' : ''}`} aria-hidden="true" />
          {compare.isPending ? t('numbers.drift.comparing') : t('numbers.drift.compare')}
        </Button>
      }
    >
      <Failed error={compare.error} />
      {drift.isPending ? (
        <Skeleton label={t('numbers.drift.loading')}>
          {Array.from({ length: 3 }, (_, index) => (
            <div key={index} className="mb-3 h-32 rounded-2xl bg-line" />
          ))}
        </Skeleton>
      ) : drift.data === undefined ? (
        <FailedState
          text={t('numbers.drift.failed', { reason: reasonOf(drift.error, t) })}
          retryLabel={t('numbers.retry')}
          onRetry={() => void drift.refetch()}
        />
      ) : (
        <Report report={drift.data} numbers={numbers.data ?? []} />
      )}
    </ProvisioningFrame>
  );
}

function Report({ report, numbers }: { report: DriftReport; numbers: readonly OwnNumber[] }) {
  const { t, language } = useT();
  const client = useQueryClient();
  const { repairs, start, stop } = useRepairAll();
  const different = report.numbers.filter((one) => one.drifted);
  const ours = different.filter((one) => one.owned);
  const lost = different.length - ours.length;
  const asked = repairs?.asked ?? [];
  const followed = useFollowedOrders(asked);
  const open = useQuery(openOrdersQuery);
  // Asked for here, or by somebody else who is at it now.
  const repairing = (did: string): Order | undefined =>
    asked.includes(did) ? followed.get(did) : open.data?.find((order) => order.did === did);
  const working = repairs?.state === 'working';
  const ended = asked.filter((did) => followed.get(did)?.state === 'done').length;
  useEachRise(ended, () => {
    void client.invalidateQueries({ queryKey: numberKeys.drift, exact: true });
    void client.invalidateQueries({ queryKey: ['carrier', 'comparison'] });
  });

  return (
    <>
      <div className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-2 text-sm">
        <p className="text-ink-2" data-checked-at={report.checkedAt ?? ''}>
          {report.checkedAt == null ? (
            t('numbers.drift.never')
          ) : (
            <Ago
              at={report.checkedAt}
              wrap={(ago) =>
                t('numbers.drift.checkedAt', {
                  ago,
                  stamp: formatStamp(new Date(report.checkedAt ?? ''), language),
                })
              }
            />
          )}
        </p>
        {report.unmanaged > 0 && (
          <p data-unmanaged={report.unmanaged}>
            {t('numbers.drift.unmanaged', counted(report.unmanaged, language))}{' '}
            <Link
              href="/numbers/import"
              className="inline-flex min-h-6 items-center font-medium text-thread-strong underline decoration-thread/40 underline-offset-2 hover:decoration-current"
            >
              {t('numbers.drift.toImport')}
            </Link>
          </p>
        )}
      </div>
      {!report.complete && (
        <p className="mb-4 flex items-start gap-2 rounded-xl bg-warn-soft px-3.5 py-2 text-sm text-warn">
          <TriangleAlert className="mt-0.5 size-4 shrink-0" aria-hidden="true" />
          {t('numbers.drift.incomplete')}
        </p>
      )}
      <RepairResult repairs={repairs} ended={ended} onStop={stop} />
      {different.length === 0 ? (
        <EmptyState
          title={t(report.checkedAt == null ? 'numbers.drift.noneYet' : 'numbers.drift.none')}
          text={t(report.checkedAt == null ? 'numbers.drift.noneYetText' : 'numbers.drift.noneText')}
        />
      ) : (
        <>
          <div className="mb-3 flex flex-wrap items-center justify-between gap-3">
            <h2 className="text-base font-semibold">
              <span role="status">{t('numbers.drift.count', counted(different.length, language))}</span>
            </h2>
            {ours.length > 1 && (
              <Button disabled={working} onClick={() => start(ours.map((one) => one.did))}>
                <Wrench className="size-4" aria-hidden="true" />
                {t('numbers.drift.repairAll', counted(ours.length, language))}
              </Button>
            )}
          </div>
          {lost > 0 && (
            <p className="mb-3 text-sm text-danger">{t('numbers.drift.notOwned', counted(lost, language))}</p>
          )}
          <ul className="grid gap-3 lg:grid-cols-2">
            {different.map((one) => (
              <DriftedNumber
                key={one.did}
                drift={one}
                number={numbers.find((number) => number.did === one.did)}
                order={repairing(one.did)}
                busy={working}
                onRepair={() => start([one.did])}
              />
            ))}
          </ul>
        </>
      )}
    </>
  );
}

interface DriftedNumberProps {
  drift: Drift;
  number: OwnNumber | undefined;
  /** Its repair, if it was asked for here. */
  order: Order | undefined;
  busy: boolean;
  onRepair: () => void;
}

function DriftedNumber({ drift, number, order, busy, onRepair }: DriftedNumberProps) {
  const { t } = useT();
  const phone = formatPhone(drift.did);
  const name = nameOf(number ?? drift);
  const kept = useKeptFocus<HTMLLIElement>(order?.state);
  return (
    <li
      ref={kept}
      tabIndex={-1}
      data-did={drift.did}
      className="rounded-2xl border border-line bg-raised p-4"
    >
      <div className="mb-2 flex flex-wrap items-center gap-x-3 gap-y-2">
        <ColorDot color={number?.color} />
        <p className="min-w-0 flex-1">
          <Link
            href={`/numbers/${drift.did}`}
            className="font-semibold underline decoration-line-strong underline-offset-2 hover:decoration-current"
          >
            {name}
          </Link>
          {name !== phone && <span className="block text-[0.8125rem] text-ink-3 tabular-nums">{phone}</span>}
        </p>
        {drift.owned && order?.state !== 'running' && (
          <Button
            look="soft"
            disabled={busy}
            aria-label={t('numbers.drift.repairOne', { number: name })}
            onClick={onRepair}
          >
            {t('numbers.compare.repair')}
          </Button>
        )}
      </div>
      {drift.owned ? (
        <FieldChecks label={name} checks={drift.fields} onlyDifferent />
      ) : (
        <p className="text-sm text-danger">
          {t('numbers.compare.notOwned')} {t('numbers.compare.notOwnedText')}
        </p>
      )}
      {order !== undefined && (
        <div className="mt-3 border-t border-line pt-3">
          <LiveOrder order={order} />
        </div>
      )}
    </li>
  );
}

/** How far asking for the repairs has come, and what was not accepted, each with its reason. */
function RepairResult({
  repairs,
  ended,
  onStop,
}: {
  repairs: Repairs | null;
  /** How many are as they should be again. */
  ended: number;
  onStop: () => void;
}) {
  const { t, language } = useT();
  if (repairs === null) {
    return <div role="status" />;
  }
  const { wanted, asked, refused, state } = repairs;
  const over = asked.length + refused.length;
  const bad = refused.length > 0;
  return (
    <div role="status" data-repairs={state}>
      <div
        className={`mb-4 rounded-xl px-3.5 py-2.5 text-sm ${bad ? 'bg-danger-soft text-danger' : 'bg-thread-soft text-thread-strong'}`}
      >
        {state === 'working' && (
          <p className="flex items-center gap-3">
            {t('numbers.drift.working', { done: over, ...counted(wanted.length, language) })}
            <Button look="plain" className="h-8 px-2.5 text-current" onClick={onStop}>
              {t('numbers.drift.stop')}
            </Button>
          </p>
        )}
        {asked.length > ended && state !== 'working' && (
          <p className="font-medium">{t('numbers.drift.asked', counted(asked.length - ended, language))}</p>
        )}
        {ended > 0 && (
          <p className="font-medium text-good" data-repaired={ended}>
            {t('numbers.drift.repaired', counted(ended, language))}
          </p>
        )}
        {state === 'stopped' && <p>{t('numbers.drift.stopped', counted(wanted.length - over, language))}</p>}
        {bad && (
          <>
            <p className="font-medium">{t('numbers.drift.refused', counted(refused.length, language))}</p>
            <ul className="list-disc pl-5">
              {refused.map(({ did, error }) => (
                <li key={did} data-refused={did}>
                  <span className="tabular-nums">{formatPhone(did)}</span>: {reasonOf(error, t)}
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </div>
  );
}
