import { toGsm } from './gsm';
import { normalise } from './segments';

/** As much of a text as reminds somebody of it. */
const LONGEST = 60;

/**
 * What is answered, as the beginning of the answer: a text knows no other kind of quotation. Short, on one line, and in
 * signs that cost nothing where that is possible.
 */
export function quoteOf(body: string): string {
  const line = normalise(body).replace(/\s+/gu, ' ').trim();
  const plain = toGsm(line, { keepAccents: true }).text.trim();
  const words = (plain === '' ? line : plain).replaceAll('"', "'");
  return words === '' ? '' : `"${shortened(words)}"\n`;
}

function shortened(words: string): string {
  const signs = Array.from(words);
  if (signs.length <= LONGEST) {
    return words;
  }
  const start = signs.slice(0, LONGEST).join('');
  const end = start.lastIndexOf(' ');
  return `${(end > LONGEST / 2 ? start.slice(0, end) : start).trimEnd()}...`;
}
