import { useSyncExternalStore } from 'react';
import * as z from 'zod/mini';
import { readStored, writeStored } from '@/shared/storage';
import { Store } from '@/shared/store';
import type { AvailableNumber } from './api/available';
import { availableView } from './api/available';

/*
 * What somebody is about to buy, and what they have bought, in this tab. It lives through a reload, so that what was
 * confirmed once is asked for with the same key until it is answered, and never twice.
 */

const wishView = z.object({
  /** The Idempotency-Key of the purchase. */
  key: z.string(),
  number: availableView,
  name: z.string(),
  teams: z.array(z.string()),
  /** Empty for none. */
  campaignId: z.string(),
  /** `asked` until the server has answered; then there is an order to look at, or a reason. */
  state: z.enum(['asked', 'ordered', 'refused']),
  reason: z.nullish(z.string()),
});
export type Wish = z.output<typeof wishView>;

const cartView = z.object({
  held: z.array(availableView),
  names: z.record(z.string(), z.string()),
  teams: z.nullable(z.array(z.string())),
  /** Null as long as nobody has chosen. */
  campaignId: z.nullable(z.string()),
  /** What was looked for last, as the page's address has it. */
  search: z.string(),
  wishes: z.array(wishView),
});
export type Cart = z.output<typeof cartView>;

/** More at a time nobody can follow, and each takes a place in its campaign. */
export const MOST_HELD = 10;

const KEY = 'hilo.buying';
const empty: Cart = { held: [], names: {}, teams: null, campaignId: null, search: '', wishes: [] };

function stored(): Cart {
  const read = z.safeParse(cartView, readStored(KEY, 'session'));
  return read.success ? read.data : empty;
}

const cart = new Store<Cart>(stored());

/** Reads the tab's storage again, as a reload does. */
export function reloadCart(): void {
  cart.set(stored());
}

function change(change: (value: Cart) => Cart): void {
  cart.update(change);
  writeStored(KEY, cart.get() === empty ? undefined : cart.get(), 'session');
}

export function useCart(): Cart {
  return useSyncExternalStore(cart.subscribe, cart.get);
}

export function hold(number: AvailableNumber): void {
  change((value) =>
    value.held.length >= MOST_HELD || value.held.some(({ did }) => did === number.did)
      ? value
      : { ...value, held: [...value.held, number] },
  );
}

export function letGo(did: string): void {
  change((value) => ({ ...value, held: value.held.filter((number) => number.did !== did) }));
}

export function setName(did: string, name: string): void {
  change((value) => ({ ...value, names: { ...value.names, [did]: name } }));
}

export function setTeams(teams: readonly string[]): void {
  change((value) => ({ ...value, teams: [...teams] }));
}

export function setCampaign(campaignId: string): void {
  change((value) => ({ ...value, campaignId }));
}

export function rememberSearch(search: string): void {
  change((value) => (value.search === search ? value : { ...value, search }));
}

/** Turns what is held into purchases, once: pressing again finds nothing held. */
export function confirm(teams: readonly string[], campaignId: string): void {
  change((value) => ({
    ...value,
    held: [],
    names: {},
    wishes: [
      ...value.wishes,
      ...value.held.map((number) => ({
        key: crypto.randomUUID(),
        number,
        name: (value.names[number.did] ?? '').trim(),
        teams: [...teams],
        campaignId,
        state: 'asked' as const,
      })),
    ],
  }));
}

function changeWish(key: string, values: Partial<Wish>): void {
  change((value) => ({
    ...value,
    wishes: value.wishes.map((wish) => (wish.key === key ? { ...wish, ...values } : wish)),
  }));
}

export function ordered(key: string): void {
  changeWish(key, { state: 'ordered', reason: null });
}

export function refused(key: string, reason: string): void {
  changeWish(key, { state: 'refused', reason });
}

/** Asks again for something that was refused: another wish, so another key. */
export function askAgain(key: string, campaignId: string): void {
  changeWish(key, { key: crypto.randomUUID(), campaignId, state: 'asked', reason: null });
}

/** Another number in the place of one that is gone. */
export function takeInstead(key: string, number: AvailableNumber): void {
  changeWish(key, { key: crypto.randomUUID(), number, state: 'asked', reason: null });
}

export function forgetWish(key: string): void {
  change((value) => ({ ...value, wishes: value.wishes.filter((wish) => wish.key !== key) }));
}

/** For the next purchase: team and campaign are probably the same, numbers are not. */
export function beginAnew(): void {
  change(({ teams, campaignId, search }) => ({ ...empty, teams, campaignId, search }));
}

/** The sum of what is known, and whether something is not. */
export function sumOf(
  numbers: readonly AvailableNumber[],
  price: 'monthlyPrice' | 'setupPrice',
): { sum: number; complete: boolean } {
  const prices = numbers.map((number) => number[price]).filter((one) => one != null);
  return {
    // In ten-thousandths of a dollar, for 0.1 + 0.2 is not 0.3.
    sum: prices.reduce((sum, one) => sum + Math.round(one * 10_000), 0) / 10_000,
    complete: prices.length === numbers.length,
  };
}
