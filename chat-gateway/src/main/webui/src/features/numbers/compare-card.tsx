import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { RefreshCw } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useT } from '@/shared/i18n/i18n';
import { reasonOf, useKeys } from '@/shared/provisioning/asking';
import { Card } from '@/shared/ui/card';
import { comparisonQuery, numberKeys, repairNumber } from '@/shared/provisioning/numbers';
import type { Order } from '@/shared/provisioning/orders';
import { rememberOrder } from '@/shared/provisioning/orders';
import { Button } from '@/shared/ui/button';
import { Skeleton } from '@/shared/ui/states';
import { FieldChecks } from './field-checks';
import { Ago } from './figures';
import { Failed } from './save-row';

/** The number as it should be beside the number as the carrier has it, and setting it right. */
export function CompareCard({ did, order }: { did: string; order: Order | undefined }) {
  const { t } = useT();
  const client = useQueryClient();
  const keys = useKeys();
  const compared = useQuery(comparisonQuery(did));
  const repair = useMutation({
    mutationFn: () => repairNumber(did, keys.of(did)),
    onSuccess: (answer) => rememberOrder(client, answer),
    onSettled: (_, error) => keys.answered(error),
  });
  const working = order?.state === 'running';
  useAfterOrder(order, () => {
    void client.invalidateQueries({ queryKey: numberKeys.comparison(did) });
    void client.invalidateQueries({ queryKey: numberKeys.drift, exact: true });
  });
  const found = compared.data;
  const different = found?.fields.filter((check) => !check.same).length ?? 0;

  return (
    <Card
      title={t('numbers.compare.title')}
      aside={
        <span className="flex items-center gap-2 text-xs text-ink-3">
          {found?.readAt != null && (
            <Ago at={found.readAt} wrap={(when) => t('numbers.compare.asked', { when })} />
          )}
          <Button
            look="plain"
            className="h-8 px-2.5"
            disabled={compared.isFetching}
            onClick={() => void compared.refetch()}
          >
            <RefreshCw className={`size-4 ${compared.isFetching ? 'animate-spin' : ''}`} aria-hidden="true" />
            {t('numbers.compare.again')}
          </Button>
        </span>
      }
    >
      {found === undefined && compared.isPending && (
        <Skeleton label={t('numbers.compare.loading')}>
          {Array.from({ length: 5 }, (_, index) => (
            <div key={index} className="mb-2 h-6 rounded-md bg-line" />
          ))}
        </Skeleton>
      )}
      {compared.isError && (
        <p role="alert" className="mb-2 text-sm text-danger">
          {t('numbers.compare.failed', { reason: reasonOf(compared.error, t) })}
        </p>
      )}
      {found !== undefined && !found.owned && (
        <div role="status" className="rounded-xl bg-danger-soft px-3.5 py-2.5 text-sm text-danger">
          <p className="font-semibold">{t('numbers.compare.notOwned')}</p>
          <p>{t('numbers.compare.notOwnedText')}</p>
        </div>
      )}
      {found?.owned === true && (
        <>
          <p
            role="status"
            className={`mb-2 text-sm font-medium ${found.drifted ? 'text-danger' : 'text-good'}`}
            data-drifted={found.drifted}
          >
            {found.drifted ? t('numbers.compare.differs', { count: different }) : t('numbers.compare.same')}
          </p>
          <FieldChecks label={t('numbers.compare.title')} checks={found.fields} />
          {found.drifted && (
            <Button className="mt-4" disabled={repair.isPending || working} onClick={() => repair.mutate()}>
              {repair.isPending || (working && order.kind === 'repair')
                ? t('numbers.compare.repairing')
                : t('numbers.compare.repair')}
            </Button>
          )}
        </>
      )}
      <Failed error={repair.error} />
    </Card>
  );
}

/** Does something whenever an order that was seen running is not running any more. */
function useAfterOrder(order: Order | undefined, then: () => void): void {
  const running = useRef<string | null>(null);
  useEffect(() => {
    const was = running.current;
    running.current = order?.state === 'running' ? order.id : null;
    if (was !== null && order !== undefined && order.state !== 'running') {
      then();
    }
  });
}
