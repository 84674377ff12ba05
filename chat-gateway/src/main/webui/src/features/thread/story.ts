import type { MessageDelivery } from '@/shared/contract';
import type {
  Attempt,
  CarrierRecord,
  Correction,
  Decision,
  MessageDetails,
  Receipt,
} from './api/get-message';

/** Everything that happened to a message, in the order in which it happened. */
export type Chapter =
  | { kind: 'written'; at: string; by: string | null; sendAt: string | null }
  | { kind: 'came'; at: string }
  | { kind: 'delivery'; at: string; delivery: MessageDelivery; number: number }
  | { kind: 'correction'; at: string; correction: Correction }
  | { kind: 'attempt'; at: string; attempt: Attempt; number: number }
  | { kind: 'decision'; at: string; decision: Decision }
  | { kind: 'receipt'; at: string; receipt: Receipt }
  | { kind: 'record'; at: string; record: CarrierRecord };

export function storyOf(details: MessageDetails): Chapter[] {
  const chapters: Chapter[] = [
    ...beginningOf(details),
    ...details.attempts.map((attempt, index) => ({
      kind: 'attempt' as const,
      at: attempt.startedAt,
      attempt,
      number: index + 1,
    })),
    ...details.decisions.map((decision) => ({ kind: 'decision' as const, at: decision.at, decision })),
    ...details.receipts.map((receipt) => ({ kind: 'receipt' as const, at: receipt.receivedAt, receipt })),
    ...details.records.map((record) => ({ kind: 'record' as const, at: record.readAt, record })),
  ];
  return chapters.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

/** Ours were written; the contact's came, in one delivery or in several, and may have been read again. */
function beginningOf(details: MessageDetails): Chapter[] {
  if (details.direction !== 'inbound') {
    return [
      {
        kind: 'written',
        at: details.createdAt,
        by: details.author ?? null,
        // Said once, where it was decided: at the writing or at a later decision.
        sendAt: details.decisions.some((decision) => decision.sendAt != null)
          ? null
          : (details.sendAt ?? null),
      },
    ];
  }
  let number = 0;
  return [
    ...(details.deliveries.length === 0 ? [{ kind: 'came' as const, at: details.createdAt }] : []),
    ...details.deliveries.map((delivery) => {
      number += delivery.counted ? 1 : 0;
      return { kind: 'delivery' as const, at: delivery.receivedAt, delivery, number };
    }),
    ...details.corrections.map((correction) => ({
      kind: 'correction' as const,
      at: correction.at,
      correction,
    })),
  ];
}

export const outcomes = ['accepted', 'refused', 'not accepted', 'unknown'] as const;
export type OutcomeWord = 'accepted' | 'refused' | 'not-accepted' | 'unknown' | 'under-way';

/** `unknown: timed-out` in its two halves; null for a word we do not know, which is shown as it is. */
export function outcomeOf(outcome: string | null | undefined): { word: OutcomeWord; detail: string } | null {
  if (outcome == null || outcome === '') {
    return { word: 'under-way', detail: '' };
  }
  const [head = '', ...rest] = outcome.split(': ');
  const word = outcomes.find((one) => one === head);
  return word === undefined
    ? null
    : { word: word === 'not accepted' ? 'not-accepted' : word, detail: rest.join(': ') };
}

export const effects = [
  'accepted',
  'applied',
  'repeated',
  'known',
  'trail',
  'earlier',
  'contradiction',
  'parked',
  'unreadable',
  'ambiguous',
] as const;
export type Effect = (typeof effects)[number];

export function effectOf(word: string): Effect | null {
  return effects.find((effect) => effect === word) ?? null;
}

/** Why the carrier provably did not take it. */
export const obstacles = ['unreachable', 'rate-limited', 'busy', 'unauthorized', 'passing'] as const;
export type Obstacle = (typeof obstacles)[number];

export function obstacleOf(detail: string): Obstacle | null {
  const word = detail.toLowerCase().replaceAll('_', '-');
  return obstacles.find((obstacle) => obstacle === word) ?? null;
}
