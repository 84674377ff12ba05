import type { Attempt, CarrierRecord, Decision, MessageDetails, Receipt } from './api/get-message';

/** Everything that happened to a message, in the order in which it happened. */
export type Chapter =
  | { kind: 'written'; at: string; by: string | null; sendAt: string | null }
  | { kind: 'attempt'; at: string; attempt: Attempt; number: number }
  | { kind: 'decision'; at: string; decision: Decision }
  | { kind: 'receipt'; at: string; receipt: Receipt }
  | { kind: 'record'; at: string | null; record: CarrierRecord };

/** Ours: the carrier's own `timestamp` names no zone, so it is shown but proves no order. */
const MOMENTS = ['at', 'readAt', 'receivedAt', 'seenAt'];

function momentOf(record: CarrierRecord): string | null {
  for (const name of MOMENTS) {
    const value = record[name];
    if (typeof value === 'string' && !Number.isNaN(Date.parse(value))) {
      return value;
    }
  }
  return null;
}

export function storyOf(details: MessageDetails): Chapter[] {
  const chapters: Chapter[] = [
    {
      kind: 'written',
      at: details.createdAt,
      by: details.author ?? null,
      // Said once, where it was decided: at the writing or at a later decision.
      sendAt: details.decisions.some((decision) => decision.sendAt != null) ? null : (details.sendAt ?? null),
    },
    ...details.attempts.map((attempt, index) => ({
      kind: 'attempt' as const,
      at: attempt.startedAt,
      attempt,
      number: index + 1,
    })),
    ...details.decisions.map((decision) => ({ kind: 'decision' as const, at: decision.at, decision })),
    ...details.receipts.map((receipt) => ({ kind: 'receipt' as const, at: receipt.receivedAt, receipt })),
    ...details.records.map((record) => ({ kind: 'record' as const, at: momentOf(record), record })),
  ];
  // What has no time was read afterwards, about the whole.
  const order = (chapter: Chapter): number => (chapter.at === null ? Infinity : Date.parse(chapter.at));
  return chapters.toSorted((a, b) => {
    const [left, right] = [order(a), order(b)];
    return left === right ? 0 : left - right;
  });
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

export const effects = ['applied', 'repeated', 'trail', 'contradiction', 'parked'] as const;
export type Effect = (typeof effects)[number];

export function effectOf(word: string): Effect | null {
  return effects.find((effect) => effect === word) ?? null;
}

/** Simple members of something foreign, for showing them as they are. */
export function facts(record: Record<string, unknown>): [string, string][] {
  return Object.entries(record).flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
      ? [[name, String(value)]]
      : [],
  );
}

/** Why the carrier provably did not take it. */
export const obstacles = ['unreachable', 'rate-limited', 'busy', 'unauthorized', 'passing'] as const;
export type Obstacle = (typeof obstacles)[number];

export function obstacleOf(detail: string): Obstacle | null {
  const word = detail.toLowerCase().replaceAll('_', '-');
  return obstacles.find((obstacle) => obstacle === word) ?? null;
}
