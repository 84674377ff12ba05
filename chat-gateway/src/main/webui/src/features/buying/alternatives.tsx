import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { formatPhone } from '@/shared/format';
import { useT } from '@/shared/i18n/i18n';
import { formatMoney } from '@/shared/provisioning/money';
import { Button, buttonClass } from '@/shared/ui/button';
import { availableQuery } from './api/available';
import type { Wish } from './cart';
import { forgetWish, takeInstead, useCart } from './cart';
import { nothing, read, searchOf } from './looking-for';

const OFFERED = 4;

/** What else there is where a number that is gone was found: one press buys it in its place. */
export function Alternatives({ wish }: { wish: Wish }) {
  const { t, language } = useT();
  const { search, wishes } = useCart();
  const like =
    search === '' ? { ...nothing, npa: wish.number.did.slice(2, 5) } : read(new URLSearchParams(search));
  const found = useInfiniteQuery(availableQuery(searchOf(like)));
  const others = (found.data?.pages[0]?.items ?? [])
    .filter((number) => wishes.every((other) => other.number.did !== number.did))
    .slice(0, OFFERED);
  return (
    <div className="mt-3">
      <p className="text-sm text-pretty text-ink-2">
        {found.isPending
          ? t('campaigns.buying.searching')
          : others.length === 0
            ? t('campaigns.purchase.noOthers')
            : t('campaigns.purchase.others')}
      </p>
      <ul className="mt-2 flex flex-wrap gap-2">
        {others.map((number) => (
          <li key={number.did}>
            <Button
              look="soft"
              data-instead={number.did}
              onClick={(event) => {
                event.currentTarget.closest<HTMLElement>('[data-slot]')?.focus();
                takeInstead(wish.key, number);
              }}
            >
              <span className="tabular-nums">{formatPhone(number.did)}</span>
              {number.monthlyPrice != null && (
                <span className="font-normal">
                  {t('campaigns.buying.monthly', { price: formatMoney(number.monthlyPrice, language) })}
                </span>
              )}
              <span className="sr-only">{t('campaigns.purchase.instead')}</span>
            </Button>
          </li>
        ))}
      </ul>
      <div className="mt-2 flex flex-wrap gap-2">
        <Link
          href={`/numbers/new?step=search${search === '' ? '' : `&${search}`}`}
          onClick={() => forgetWish(wish.key)}
          className={buttonClass('plain')}
        >
          {t('campaigns.purchase.searchAgain')}
        </Link>
      </div>
    </div>
  );
}
