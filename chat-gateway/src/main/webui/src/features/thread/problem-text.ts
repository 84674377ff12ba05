import type { T } from '@/shared/i18n/i18n';
import '@/shared/i18n/talk-texts';
import { Problem } from '@/shared/problem';

const known = [
  'opted-out',
  'stale-compose',
  'forbidden',
  'campaign-missing',
  'too-large',
  'unsupported-media',
  'not-retryable',
  'not-cancellable',
  'quiet-hours',
] as const;

/** A refusal in the agent's language where we have the words, else in the server's. */
export function problemText(error: Error, t: T): string {
  if (!(error instanceof Problem)) {
    return t('composer.problem.unreachable');
  }
  const slug = known.find((one) => one === error.slug);
  if (slug !== undefined) {
    return t(`composer.problem.${slug}`);
  }
  if (error.status === 403) {
    return t('composer.problem.forbidden');
  }
  if (error.status === 413) {
    return t('composer.problem.too-large');
  }
  const fields = error.errors.map((field) => field.detail);
  return fields.length > 0 ? fields.join(' ') : (error.detail ?? t('composer.problem.generic'));
}
