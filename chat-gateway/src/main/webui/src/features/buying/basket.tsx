import { X } from 'lucide-react';
import { useRef } from 'react';
import { formatPhone } from '@/shared/format';
import { useT } from '@/shared/i18n/i18n';
import { formatMoney } from '@/shared/provisioning/money';
import { Button, IconButton } from '@/shared/ui/button';
import { Roving } from '@/shared/ui/roving';
import { letGo, MOST_HELD, sumOf, useCart } from './cart';
import { placeOf } from './place';

/** The numbers held on the screen. The carrier knows nothing of it, and the basket says so. */
export function Basket({ onGoOn }: { onGoOn: () => void }) {
  const { t, language } = useT();
  const { held } = useCart();
  const heading = useRef<HTMLHeadingElement>(null);
  const monthly = sumOf(held, 'monthlyPrice');
  return (
    <section
      aria-label={t('campaigns.basket.title')}
      data-held={held.length}
      className={`rounded-2xl border border-line bg-raised p-4 lg:sticky lg:top-0 ${held.length === 0 ? 'max-lg:hidden' : 'max-lg:sticky max-lg:bottom-0 max-lg:z-20 max-lg:shadow-float'}`}
    >
      <h2 ref={heading} tabIndex={-1} className="text-base font-semibold outline-none">
        {t('campaigns.basket.title')}
      </h2>
      <p role="status" className="text-sm text-ink-2">
        {held.length === 0
          ? t('campaigns.basket.empty')
          : [
              t('campaigns.basket.count', { count: held.length }),
              t('campaigns.buying.monthly', { price: formatMoney(monthly.sum, language) }),
            ].join(' · ')}
        {held.length >= MOST_HELD && ` ${t('campaigns.basket.full', { count: MOST_HELD })}`}
      </p>
      {held.length > 0 && (
        <>
          <Roving label={t('campaigns.basket.title')} className="max-lg:hidden">
            <ul className="mt-2 max-h-80 overflow-y-auto">
              {held.map((number) => (
                <li
                  key={number.did}
                  className="flex items-center gap-2 border-t border-line py-1.5 first:border-t-0"
                >
                  <span className="min-w-0 flex-1 text-sm">
                    <span className="block font-semibold tabular-nums">{formatPhone(number.did)}</span>
                    <span className="block truncate text-xs text-ink-3">{placeOf(number, language)}</span>
                  </span>
                  <IconButton
                    small
                    label={t('campaigns.basket.remove', { number: formatPhone(number.did) })}
                    onClick={() => {
                      if (held.length === 1) {
                        heading.current?.focus();
                      }
                      letGo(number.did);
                    }}
                  >
                    <X className="size-4" aria-hidden="true" />
                  </IconButton>
                </li>
              ))}
            </ul>
          </Roving>
          <p className="mt-2 text-xs text-pretty text-ink-3 max-sm:hidden">
            {t('campaigns.basket.notReserved')}
          </p>
          <Button className="mt-3 w-full" onClick={onGoOn}>
            {t('campaigns.basket.goOn')}
          </Button>
        </>
      )}
    </section>
  );
}
