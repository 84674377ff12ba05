import type { Language } from '@/shared/settings';

/** US dollars. Prices of numbers are fractions of a cent now and then, so up to four decimals. */
export function formatMoney(amount: number, language: Language): string {
  return new Intl.NumberFormat(language === 'es' ? 'es-US' : 'en-US', {
    style: 'currency',
    currency: 'USD',
    minimumFractionDigits: 2,
    maximumFractionDigits: 4,
  }).format(amount);
}
