import type { UseQueryResult } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { useT } from '@/shared/i18n/i18n';
import { reasonOf } from '@/shared/provisioning/asking';
import { nameOf } from '@/shared/provisioning/number-state';
import type { OwnNumber } from '@/shared/provisioning/numbers';
import type { Order } from '@/shared/provisioning/orders';
import { stepUnderWay } from '@/shared/provisioning/orders';
import { Button } from '@/shared/ui/button';
import { LiveOrder } from './live-order';

/** So many are shown until more are asked for: an import may have begun hundreds. */
const FEW = 3;

interface OpenOrdersProps {
  orders: UseQueryResult<Order[]>;
  numbers: readonly OwnNumber[];
}

/** What is being done with numbers, those that need somebody first. A cooling period is no work and is not listed. */
export function OpenOrders({ orders, numbers }: OpenOrdersProps) {
  const { t } = useT();
  const [all, setAll] = useState(false);
  if (orders.data === undefined) {
    return orders.isError ? (
      <p role="alert" className="mb-4 text-sm text-danger">
        {t('numbers.list.ordersFailed', { reason: reasonOf(orders.error, t) })}{' '}
        <Button look="plain" className="h-8 px-2" onClick={() => void orders.refetch()}>
          {t('numbers.retry')}
        </Button>
      </p>
    ) : null;
  }
  const open = orders.data
    .filter((order) => stepUnderWay(order)?.name !== 'cool-down' || order.state === 'failed')
    .sort((one, other) => Number(other.state === 'failed') - Number(one.state === 'failed'));
  if (open.length === 0) {
    return null;
  }
  const shown = all ? open : open.slice(0, FEW);
  return (
    <section aria-label={t('numbers.list.underWay')} className="mb-6">
      <h2 className="mb-2 text-base font-semibold">{t('numbers.list.underWay')}</h2>
      <ul className="grid gap-3 lg:grid-cols-2 xl:grid-cols-3">
        {shown.map((order) => (
          <li
            key={order.id}
            data-order-of={order.did}
            className="rounded-2xl border border-line bg-raised p-4"
          >
            <p className="mb-2 text-sm">
              <Link
                href={`/numbers/${order.did}`}
                className="font-semibold underline decoration-line-strong underline-offset-2 hover:decoration-current"
              >
                {nameOf(numbers.find((number) => number.did === order.did) ?? order)}
              </Link>{' '}
              <span className="text-ink-3">{t(`numbers.order.${order.kind}`)}</span>
            </p>
            <LiveOrder order={order} />
          </li>
        ))}
      </ul>
      {open.length > FEW && (
        <Button look="plain" className="mt-2" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t('numbers.list.fewerOrders') : t('numbers.list.allOrders', { count: open.length - FEW })}
        </Button>
      )}
    </section>
  );
}
