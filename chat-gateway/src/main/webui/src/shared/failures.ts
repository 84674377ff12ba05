import type { Message } from '@/shared/contract';

/** Why a text of ours failed, and whether sending the very same again can help. What must be done first is in the texts. */
export const failures = {
  expired: { retry: true },
  cancelled: { retry: true },
  'opted-out': { retry: false },
  'not-accepted': { retry: true },
  'carrier-refused': { retry: false },
  'carrier-funds': { retry: true },
  'carrier-number': { retry: true },
  'carrier-content': { retry: false },
  'recipient-refused': { retry: false },
  undelivered: { retry: true },
  rejected: { retry: false },
  'carrier-expired': { retry: true },
  'carrier-deleted': { retry: true },
} as const satisfies Record<string, { retry: boolean }>;

export type FailureCode = keyof typeof failures;

/** Null for a word of a newer server: then the carrier's own words are shown, and a person decides. */
export function failureOf(message: Pick<Message, 'errorCode'>): FailureCode | null {
  const code = message.errorCode;
  return code != null && Object.hasOwn(failures, code) ? (code as FailureCode) : null;
}

export function mayRetry(message: Pick<Message, 'errorCode'>): boolean {
  const code = failureOf(message);
  return code === null || failures[code].retry;
}

/** Why nobody knows whether a text went out. */
export const doubts = [
  'timed-out',
  'connection-broke',
  'empty-answer',
  'unreadable-answer',
  'interrupted',
  'no-answer',
] as const;
export type Doubt = (typeof doubts)[number];

export function doubtOf(words: string | null | undefined): Doubt | 'error' | null {
  if (words == null || words === '') {
    return null;
  }
  if (words.startsWith('http-')) {
    return 'error';
  }
  return doubts.find((doubt) => doubt === words) ?? null;
}
