import { formatNumber } from '@/shared/format';
import type { T } from '@/shared/i18n/i18n';
import type { Campaign, ThroughputClass } from '@/shared/provisioning/campaigns';
import type { Language } from '@/shared/settings';

const described = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'K', 'N', 'P', 'S', 'T', 'W'] as const;

/** Who gets a class, in the reader's language; the server's words for a class this page does not know. */
export function classWords(letter: string, t: T, words?: string | null): string {
  const known = described.find((one) => one === letter);
  return known === undefined ? (words ?? '') : t(`campaigns.class.${known}`);
}

/** Its rate a minute as a sentence; null when nobody knows the class. */
export function rateWords(
  rate: Pick<Campaign, 'smsPerMinute' | 'mmsPerMinute'> & Partial<Pick<ThroughputClass, 'perNumber'>>,
  t: T,
  language: Language,
): string | null {
  if (rate.smsPerMinute == null) {
    return null;
  }
  const sms = formatNumber(rate.smsPerMinute, language);
  const mms = rate.mmsPerMinute == null ? null : formatNumber(rate.mmsPerMinute, language);
  const words =
    mms === null ? t('campaigns.class.sms', { sms }) : t('campaigns.class.smsAndMms', { sms, mms });
  return rate.perNumber === true ? t('campaigns.class.forEach', { rate: words }) : words;
}
