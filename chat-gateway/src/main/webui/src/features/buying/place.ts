import type { Language } from '@/shared/settings';
import { stateName } from './area-codes';

/** `MIAMI`, `FL` as people write it: Miami, Florida. */
export function placeOf(
  { ratecenter, state }: { ratecenter: string; state: string },
  language: Language,
): string {
  const city = ratecenter.toLowerCase().replace(/(^|[\s.-])\p{L}/gu, (start) => start.toUpperCase());
  return [city, stateName(state, language)].filter((part) => part !== '').join(', ');
}
