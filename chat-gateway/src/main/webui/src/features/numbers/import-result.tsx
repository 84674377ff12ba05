import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';
import { Link } from 'wouter';
import { formatNumber, formatPhone } from '@/shared/format';
import { useT } from '@/shared/i18n/i18n';
import { numberKeys } from '@/shared/provisioning/numbers';
import type { Order } from '@/shared/provisioning/orders';
import { Button, buttonClass } from '@/shared/ui/button';
import { counted } from './figures';
import { useEachRise, useFollowedOrders } from './follow-orders';
import { LiveOrder } from './live-order';

/** Number by number what becomes of an import, those that failed first. */
export function ImportResult({ begun, onAgain }: { begun: readonly Order[]; onAgain: () => void }) {
  const { t, language } = useT();
  const heading = useRef<HTMLHeadingElement>(null);
  // The form that had the focus is gone.
  useEffect(() => heading.current?.focus(), []);
  const client = useQueryClient();
  const dids = useMemo(() => begun.map((order) => order.did), [begun]);
  const followed = useFollowedOrders(dids);
  const orders = begun.map((order) => followed.get(order.did) ?? order);
  const done = orders.filter((order) => order.state === 'done').length;
  const failed = orders.filter((order) => order.state === 'failed').length;
  useEachRise(done + failed, () => void client.invalidateQueries({ queryKey: numberKeys.list, exact: true }));

  return (
    <section aria-label={t('numbers.import.results')} data-imported={done}>
      <div className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-2">
        <h2 ref={heading} tabIndex={-1} className="text-base font-semibold">
          {t('numbers.import.results')}
        </h2>
        <p role="status" className="flex-1 text-sm text-ink-2 tabular-nums">
          {t('numbers.import.progress', {
            done: formatNumber(done, language),
            formatted: formatNumber(orders.length, language),
          })}
          {failed > 0 && (
            <span className="ml-2 font-medium text-danger">
              {t('numbers.import.progressFailed', counted(failed, language))}
            </span>
          )}
        </p>
        <Button look="soft" onClick={onAgain}>
          {t('numbers.import.again')}
        </Button>
        <Link href="/numbers" className={buttonClass()}>
          {t('numbers.all')}
        </Link>
      </div>
      <div
        role="progressbar"
        aria-label={t('numbers.import.results')}
        aria-valuemin={0}
        aria-valuemax={orders.length}
        aria-valuenow={done}
        className="mb-4 h-1.5 overflow-hidden rounded-full bg-linen"
      >
        <div
          style={{ width: `${(100 * done) / Math.max(1, orders.length)}%` }}
          className="h-full rounded-full bg-thread transition-[width]"
        />
      </div>
      <ul className="grid gap-3 lg:grid-cols-2 xl:grid-cols-3">
        {[...orders]
          .sort((one, other) => Number(other.state === 'failed') - Number(one.state === 'failed'))
          .map((order) => (
            <li
              key={order.did}
              data-did={order.did}
              className="rounded-2xl border border-line bg-raised p-4 [contain-intrinsic-size:auto_14rem] [content-visibility:auto]"
            >
              <Link
                href={`/numbers/${order.did}`}
                className="mb-2 inline-block font-semibold tabular-nums underline decoration-line-strong underline-offset-2 hover:decoration-current"
              >
                {formatPhone(order.did)}
              </Link>
              <LiveOrder order={order} />
            </li>
          ))}
      </ul>
    </section>
  );
}
