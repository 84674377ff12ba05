import type { T } from './i18n/i18n';

const known = ['opted-out', 'opted-in', 'asked-for-help', 'consent-unclear', 'consent-kept'] as const;

/** What the system wrote into a conversation, in the reader's language; a word of a newer server stays as it is. */
export function systemText(word: string, t: T): string {
  const found = known.find((one) => one === word);
  return found === undefined ? word : t(`system.${found}`);
}
