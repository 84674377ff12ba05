import { Check, Circle, Hourglass, LoaderCircle, Minus, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useNow } from '@/shared/clock';
import { formatMoment, formatSpan } from '@/shared/format';
import type { T } from '@/shared/i18n/i18n';
import { useT } from '@/shared/i18n/i18n';
import type { Language } from '@/shared/settings';
import { Button } from '@/shared/ui/button';
import { orderSentence, stepText, whyNot } from './order-words';
import type { Order, OrderStep, StepState } from './orders';
import { isBought, stuckAtCampaign } from './orders';
import './order-texts';

interface OrderStepsProps {
  order: Order;
  /** Offered when it has failed. */
  onRetry?: (() => void) | undefined;
  /** Offered when the campaign is what keeps it back. */
  onSkipCampaign?: (() => void) | undefined;
  /** Offered when a number that was being got has failed. */
  onGiveBack?: (() => void) | undefined;
  /** An answer to one of them is awaited. */
  busy?: boolean;
  /** What one of them came to, when it did not work. */
  problem?: string | undefined;
  /** What is done when it is over, beside the sentence that says so. */
  children?: ReactNode;
}

/** An order step by step, as it goes on. The sentence above the steps is what a screen reader hears. */
export function OrderSteps({
  order,
  onRetry,
  onSkipCampaign,
  onGiveBack,
  busy = false,
  problem,
  children,
}: OrderStepsProps) {
  const { t } = useT();
  // What was to come after a number that is gone will not come.
  const steps =
    order.state === 'gone' || order.state === 'cancelled'
      ? order.steps.filter(({ state }) => state !== 'pending')
      : order.steps;
  const gets = order.kind === 'provision' || order.kind === 'adopt';
  return (
    <div data-order={order.state} data-kind={order.kind}>
      <p role="status" className={`text-sm font-medium text-pretty ${colourOf(order)}`}>
        {orderSentence(order, t)}
      </p>
      <ol aria-label={t('campaigns.order.steps')} className="mt-3">
        {steps.map((step, index) => (
          <Step key={step.name} step={step} order={order} last={index === steps.length - 1} />
        ))}
      </ol>
      {order.state === 'failed' && (
        <div className="mt-3 flex flex-wrap gap-2">
          {onRetry !== undefined && (
            <Button disabled={busy} onClick={onRetry}>
              {t('campaigns.order.retry')}
            </Button>
          )}
          {gets && stuckAtCampaign(order) && onSkipCampaign !== undefined && (
            <Button look="soft" disabled={busy} onClick={onSkipCampaign}>
              {t('campaigns.order.skip')}
            </Button>
          )}
          {gets && onGiveBack !== undefined && (
            <Button look="danger" disabled={busy} onClick={onGiveBack}>
              {isBought(order) ? t('campaigns.order.giveBack') : t('campaigns.order.drop')}
            </Button>
          )}
        </div>
      )}
      <p role="alert" className="mt-2 text-sm text-danger empty:hidden">
        {problem}
      </p>
      {children}
    </div>
  );
}

function colourOf(order: Order): string {
  switch (order.state) {
    case 'done':
      return 'text-good';
    case 'failed':
    case 'gone':
      return 'text-danger';
    case 'running':
    case 'cancelled':
      return 'text-ink-2';
  }
}

const looks: Record<StepState, string> = {
  pending: 'border-line-strong text-ink-3',
  running: 'border-thread bg-thread-soft text-thread-strong',
  waiting: 'border-warn bg-warn-soft text-warn',
  done: 'border-good bg-good text-paper',
  skipped: 'border-line-strong text-ink-3',
  failed: 'border-danger bg-danger text-paper',
};

function Step({ step, order, last }: { step: OrderStep; order: Order; last: boolean }) {
  const { t } = useT();
  const quiet = step.state === 'pending' || step.state === 'skipped';
  return (
    <li
      data-step={step.name}
      data-step-state={step.state}
      aria-current={step.state === 'running' || step.state === 'waiting' ? 'step' : undefined}
      className="relative flex gap-3 pb-3 last:pb-0"
    >
      {!last && (
        <span
          aria-hidden="true"
          className={`absolute top-6 bottom-0 left-2.75 ${step.state === 'done' ? 'text-good' : 'text-line-strong'} stitched-y w-0.5`}
        />
      )}
      <span
        aria-hidden="true"
        className={`grid size-6 shrink-0 place-items-center rounded-full border-2 ${looks[step.state]}`}
      >
        <Picture state={step.state} />
      </span>
      <div className="min-w-0 flex-1 pt-0.5 text-sm">
        <div className="flex flex-wrap items-baseline gap-x-2">
          <span className={quiet ? 'text-ink-3' : 'font-medium'}>{stepText(step.name, t)}</span>
          <span className="text-xs text-ink-3">
            {[t(`campaigns.step.state.${step.state}`), detailOf(step, t)].filter(Boolean).join(' · ')}
          </span>
          <Took step={step} />
        </div>
        {step.state === 'waiting' && <Next step={step} at={order.nextTryAt ?? null} />}
        {(step.state === 'failed' || step.state === 'waiting') && <Why step={step} />}
      </div>
    </li>
  );
}

function detailOf(step: OrderStep, t: T): string {
  return step.attempts > 1 ? t('campaigns.step.attempts', { count: step.attempts }) : '';
}

function Picture({ state }: { state: StepState }) {
  switch (state) {
    case 'pending':
      return <Circle className="size-2" />;
    case 'running':
      return <LoaderCircle className="size-3.5 animate-spin" />;
    case 'waiting':
      return <Hourglass className="size-3" />;
    case 'done':
      return <Check className="size-3.5" strokeWidth={3} />;
    case 'skipped':
      return <Minus className="size-3.5" />;
    case 'failed':
      return <X className="size-3.5" strokeWidth={3} />;
  }
}

function Took({ step }: { step: OrderStep }) {
  const { language } = useT();
  if (step.state !== 'done' || step.startedAt == null || step.finishedAt == null) {
    return null;
  }
  const millis = Date.parse(step.finishedAt) - Date.parse(step.startedAt);
  return Number.isFinite(millis) && millis >= 0 && millis < 600_000 ? (
    <span className="text-xs text-ink-3 tabular-nums">{formatSpan(millis, language)}</span>
  ) : null;
}

/** Plain words first, then what the carrier said and its code, for whoever has to ask there. */
function Why({ step }: { step: OrderStep }) {
  const { t } = useT();
  if (step.code == null && step.words == null) {
    return null;
  }
  return (
    <div className="mt-0.5 text-[0.8125rem]">
      <p className={step.state === 'failed' ? 'text-danger' : 'text-ink-2'}>{whyNot(step, t)}</p>
      <p className="text-xs [overflow-wrap:anywhere] text-ink-3">
        {step.words != null && step.words !== '' && <q lang="en">{step.words}</q>}
        {step.code != null && step.code !== '' && (
          <>
            {' '}
            <code data-code={step.code}>{t('campaigns.step.code', { code: step.code })}</code>
          </>
        )}
      </p>
    </div>
  );
}

const SHORT_MS = 120_000;

function Next({ step, at }: { step: OrderStep; at: string | null }) {
  const { t, language } = useT();
  const now = useNow();
  if (at === null) {
    return null;
  }
  return (
    <p data-next={at} className="text-[0.8125rem] text-ink-2 tabular-nums">
      {step.name === 'cool-down'
        ? t('campaigns.step.coolsUntil', { when: formatMoment(new Date(at), new Date(now), language) })
        : nextTry(Date.parse(at), now, t, language)}
    </p>
  );
}

function nextTry(at: number, now: number, t: T, language: Language): string {
  const left = at - now;
  if (left <= 0) {
    return t('campaigns.step.now');
  }
  return left <= SHORT_MS
    ? t('campaigns.step.nextIn', { span: formatSpan(Math.ceil(left / 1_000) * 1_000, language) })
    : t('campaigns.step.nextAt', { when: formatMoment(new Date(at), new Date(now), language) });
}
