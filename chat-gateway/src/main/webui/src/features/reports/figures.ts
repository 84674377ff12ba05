import type { Language } from '@/shared/settings';

export function formatShare(share: number, language: Language): string {
  return new Intl.NumberFormat(language === 'es' ? 'es-US' : 'en-US', {
    style: 'percent',
    maximumFractionDigits: 1,
  }).format(share > 0.999 && share < 1 ? 0.999 : share);
}
