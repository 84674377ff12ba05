import type { T } from '@/shared/i18n/i18n';
import type { Order, OrderStep, StepName } from './orders';
import { progressOf, stepNames, stepUnderWay } from './orders';
import './order-texts';

/** The carrier's codes and ours, in groups that mean the same to a person. */
const meanings = {
  unreachable: ['unreachable', 'paused', 'crowded'],
  unclear: ['timeout', 'broken', 'unreadable', 'empty', 'http-500', 'http-502', 'http-504'],
  busy: ['http-429', 'http-503'],
  credentials: ['http-401'],
  funds: ['http-403'],
  unknown: ['http-404'],
  conflict: ['http-409'],
  agreement: ['http-412'],
  sold: ['7501'],
  notListed: ['not-listed'],
  notActive: ['not-active'],
  webhookDiffers: ['webhook-differs'],
  differs: ['differs'],
  stillListed: ['still-listed'],
  campaignFull: ['campaign-full'],
} as const;
export type Meaning = keyof typeof meanings;

/** What a code means, or null when only the carrier's words tell. */
export function meaningOf(code: string | null | undefined): Meaning | null {
  const found = Object.entries(meanings).find(([, codes]) => codes.some((one) => one === code));
  return found === undefined ? null : (found[0] as Meaning);
}

function known(name: string): StepName | null {
  return stepNames.find((one) => one === name) ?? null;
}

export function stepText(name: string, t: T): string {
  const step = known(name);
  return step === null ? name : t(`campaigns.step.name.${step}`);
}

/** Why a step is not done, in plain words; the carrier's own stand beside it. */
export function whyNot(step: OrderStep, t: T): string {
  const meaning = meaningOf(step.code);
  return meaning === null ? t('campaigns.step.other') : t(`campaigns.step.why.${meaning}`);
}

/** One sentence for how an order stands: what a screen reader hears when it changes. */
export function orderSentence(order: Order, t: T): string {
  const { at, of } = progressOf(order);
  const step = stepUnderWay(order);
  const name = step === undefined ? '' : stepText(step.name, t);
  switch (order.state) {
    case 'done':
      return t(`campaigns.order.done.${order.kind}`);
    case 'gone':
      return t('campaigns.order.gone');
    case 'cancelled':
      return t('campaigns.order.cancelled');
    case 'failed':
      return step === undefined
        ? t('campaigns.order.failed')
        : t('campaigns.order.failedAt', { step: name, reason: whyNot(step, t) });
    case 'running':
      if (step === undefined) {
        return t('campaigns.order.begins');
      }
      if (step.name === 'cool-down') {
        return t('campaigns.order.cooling');
      }
      return step.state === 'waiting'
        ? t('campaigns.order.waits', { step: name, reason: whyNot(step, t) })
        : t('campaigns.order.running', { step: name, at, of });
  }
}
