import type { T } from '@/shared/i18n/i18n';
import { Problem, Unreachable } from '@/shared/problem';

/** Why something was not saved, in words for whoever wanted it. */
export function whyNot(error: unknown, t: T): string {
  if (error instanceof Unreachable) {
    return t('contact.why.offline');
  }
  if (error instanceof Problem) {
    if (error.slug === 'stale-contact') {
      return t('contact.why.stale');
    }
    const told = error.errors[0]?.detail;
    if (error.status === 422 && told !== undefined) {
      return told;
    }
    if (error.status === 404) {
      return t('contact.why.gone');
    }
  }
  return t('contact.why.other');
}
