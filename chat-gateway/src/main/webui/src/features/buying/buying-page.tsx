import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { Link, useSearchParams } from 'wouter';
import { useT } from '@/shared/i18n/i18n';
import { ProvisioningFrame } from '@/shared/provisioning/frame';
import type { Order } from '@/shared/provisioning/orders';
import { orderKeys } from '@/shared/provisioning/orders';
import { Button, buttonClass } from '@/shared/ui/button';
import { Basket } from './basket';
import { beginAnew, useCart } from './cart';
import { ConfirmStep } from './confirm-step';
import { DetailsStep } from './details-step';
import { Purchase } from './purchase';
import { SearchStep } from './search-step';
import '@/shared/provisioning/order-texts';

const steps = ['search', 'details', 'confirm', 'orders'] as const;
type Step = (typeof steps)[number];

/** Getting numbers: find them, say whose they are, confirm the price, and watch them being set up. */
export function BuyingPage() {
  const { t } = useT();
  return (
    <ProvisioningFrame
      title={t('campaigns.buying.title')}
      lead={t('campaigns.buying.lead')}
      tab="numbers"
      up={{ href: '/numbers', label: t('numbers.all') }}
    >
      <Wizard />
    </ProvisioningFrame>
  );
}

/** The step that the address asks for, as far as there is something for it to show. */
function stepOf(asked: string | null, held: number, wishes: number): Step {
  const step = steps.find((one) => one === asked) ?? (held === 0 && wishes > 0 ? 'orders' : 'search');
  switch (step) {
    case 'search':
      return step;
    case 'details':
    case 'confirm':
      return held > 0 ? step : wishes > 0 ? 'orders' : 'search';
    case 'orders':
      return wishes > 0 ? step : held > 0 ? 'confirm' : 'search';
  }
}

function Wizard() {
  const { t } = useT();
  const cart = useCart();
  const [parameters, setParameters] = useSearchParams();
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = stepOf(parameters.get('step'), cart.held.length, cart.wishes.length);
  const before = useRef(shown);

  useEffect(() => {
    if (before.current !== shown) {
      before.current = shown;
      heading.current?.focus();
    }
  }, [shown]);

  function go(to: Step): void {
    setParameters((current) => {
      const next = new URLSearchParams(current);
      next.set('step', to);
      return next;
    });
  }

  return (
    <>
      <Progress at={shown} />
      <h2 ref={heading} tabIndex={-1} className="mb-3 text-lg font-semibold outline-none">
        {t(`campaigns.steps.title.${shown}`)}
      </h2>
      {shown === 'search' && (
        <div className="grid grid-cols-1 gap-4 lg:grid-cols-[minmax(0,1fr)_17rem] lg:items-start">
          <div className="min-w-0">
            {cart.wishes.length > 0 && (
              <p className="mb-3 flex flex-wrap items-center gap-2 text-sm text-ink-2">
                {t('campaigns.purchase.underWay', { count: cart.wishes.length })}
                <Button look="plain" onClick={() => go('orders')}>
                  {t('campaigns.purchase.show')}
                </Button>
              </p>
            )}
            <SearchStep />
          </div>
          <Basket onGoOn={() => go('details')} />
        </div>
      )}
      {shown === 'details' && <DetailsStep onBack={() => go('search')} onGoOn={() => go('confirm')} />}
      {shown === 'confirm' && <ConfirmStep onBack={() => go('details')} onConfirmed={() => go('orders')} />}
      {shown === 'orders' && <Purchases />}
    </>
  );
}

function Progress({ at }: { at: Step }) {
  const { t } = useT();
  const now = steps.indexOf(at);
  return (
    <ol aria-label={t('campaigns.steps.label')} className="mb-5 flex flex-wrap gap-x-2 gap-y-1 text-sm">
      {steps.map((step, index) => (
        <li
          key={step}
          data-wizard-step={step}
          aria-current={step === at ? 'step' : undefined}
          className={`flex items-center gap-2 ${index <= now ? 'text-thread-strong' : 'text-ink-3'} ${step === at ? 'font-semibold' : 'max-sm:[&>span:last-of-type]:sr-only'}`}
        >
          {index > 0 && (
            <span
              aria-hidden="true"
              className={`stitched w-6 md:w-10 ${index <= now ? '' : 'text-line-strong'}`}
            />
          )}
          <span
            aria-hidden="true"
            className={`grid size-6 place-items-center rounded-full border-2 text-xs font-bold tabular-nums ${index <= now ? 'border-thread' : 'border-line-strong'} ${step === at ? 'bg-thread text-on-thread' : ''}`}
          >
            {index + 1}
          </span>
          <span>{t(`campaigns.steps.${step}`)}</span>
        </li>
      ))}
    </ol>
  );
}

/** What was bought in this tab. It goes from the screen once everything is over and somebody has left the page. */
function Purchases() {
  const { t } = useT();
  const client = useQueryClient();
  const { wishes } = useCart();
  const shown = useRef(wishes);
  useEffect(() => {
    shown.current = wishes;
  }, [wishes]);
  useEffect(
    () => () => {
      const over = shown.current.every(
        ({ state, number }) =>
          state === 'ordered' && client.getQueryData<Order>(orderKeys.one(number.did))?.state === 'done',
      );
      if (over) {
        beginAnew();
      }
    },
    [client],
  );
  return (
    <>
      <p className="mb-4 text-sm text-pretty text-ink-2">{t('campaigns.purchase.lead')}</p>
      <ul className="grid grid-cols-1 items-start gap-4 lg:grid-cols-2">
        {wishes.map((wish, index) => (
          // A number that takes the place of a gone one takes it on the screen too, and the focus stays there.
          <li key={index} data-slot={index} tabIndex={-1} className="outline-none">
            <Purchase key={wish.key} wish={wish} />
          </li>
        ))}
      </ul>
      <div className="mt-5 flex flex-wrap gap-2">
        <Button look="soft" onClick={beginAnew}>
          {t('campaigns.purchase.anew')}
        </Button>
        <Link href="/numbers" className={buttonClass('plain')}>
          {t('numbers.all')}
        </Link>
      </div>
    </>
  );
}
