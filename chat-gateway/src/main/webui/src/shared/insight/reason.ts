import type { T } from '../i18n/i18n';
import { Problem } from '../problem';
import './texts';

/** Why something could not be read, in the server's words where it has some. */
export function reasonFor(error: Error, t: T): string {
  if (!(error instanceof Problem)) {
    return t('board.unreachable');
  }
  const said = error.errors.map((one) => one.detail).join(' ');
  return said === '' ? (error.detail ?? (error.title === '' ? `HTTP ${error.status}` : error.title)) : said;
}
