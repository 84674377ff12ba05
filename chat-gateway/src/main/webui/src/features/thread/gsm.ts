import { isGsm, normalise } from './segments';

/** A part of a text, by UTF-16 units. */
export interface Range {
  from: number;
  to: number;
}

/** What one sign becomes, and how often. An empty `to` means that it goes. */
export interface Change {
  from: string;
  to: string;
  times: number;
}

export interface Gsm {
  text: string;
  changes: readonly Change[];
  /** What has no counterpart; as long as one is left, changing the others gains nothing. */
  stuck: readonly string[];
}

/** As people see them: an accent written behind its letter, or an emoji made of several, is one sign. */
const signs = new Intl.Segmenter('en', { granularity: 'grapheme' });

function isFine(sign: string): boolean {
  return Array.from(normalise(sign)).every(isGsm);
}

/** The signs because of which a text is not GSM, where they stand in it as it was typed. */
export function culpritsOf(text: string): Range[] {
  const found: Range[] = [];
  for (const { segment, index } of signs.segment(text)) {
    if (!isFine(segment)) {
      found.push({ from: index, to: index + segment.length });
    }
  }
  return found;
}

/** What phones and word processors put in place of what a keyboard has. */
const plain: ReadonlyMap<string, string> = new Map([
  ...['‘', '’', '‚', '‛', '′', '´', '`', '‹', '›', 'ʼ'].map((sign) => [sign, "'"] as const),
  ...['“', '”', '„', '‟', '″', '«', '»'].map((sign) => [sign, '"'] as const),
  ...['‐', '‑', '‒', '–', '—', '―', '−'].map((sign) => [sign, '-'] as const),
  ['…', '...'],
  ['•', '*'],
  ['·', '.'],
  ['×', 'x'],
  ['÷', '/'],
  ['ª', 'a'],
  ['º', 'o'],
  ['°', 'o'],
  ['¹', '1'],
  ['²', '2'],
  ['³', '3'],
  ['½', '1/2'],
  ['¼', '1/4'],
  ['¾', '3/4'],
  ['±', '+-'],
  ['≤', '<='],
  ['≥', '>='],
  ['→', '->'],
  ['←', '<-'],
  ['™', '(TM)'],
  ['©', '(C)'],
  ['®', '(R)'],
  ['¢', 'c'],
  ['œ', 'oe'],
  ['Œ', 'OE'],
  ['đ', 'd'],
  ['Đ', 'D'],
  ['ł', 'l'],
  ['Ł', 'L'],
  ['ı', 'i'],
  ['🙂', ':)'],
  ['😀', ':)'],
  ['😃', ':)'],
  ['😊', ':)'],
  ['😄', ':D'],
  ['😁', ':D'],
  ['😉', ';)'],
  ['🙁', ':('],
  ['☹', ':('],
  ['😞', ':('],
  ['😟', ':('],
  ['❤', '<3'],
  ['✓', 'OK'],
  ['✔', 'OK'],
]);

/** What may stand for a sign that is not GSM; undefined when nothing may. */
function counterpart(sign: string, accents: boolean): string | undefined {
  const bare = sign.replace(/[\uFE0E\uFE0F]/gu, '');
  const known = plain.get(bare) ?? plain.get(Array.from(bare)[0] ?? '');
  if (known !== undefined && (plain.has(bare) || /^\p{Extended_Pictographic}/u.test(bare))) {
    return known;
  }
  if (/^\p{Zs}$/u.test(bare)) {
    return ' ';
  }
  if (
    /^[\p{Cf}\p{Cc}]*$/u.test(bare) ||
    /[\p{Extended_Pictographic}\p{Regional_Indicator}\u20E3]/u.test(bare)
  ) {
    return '';
  }
  if (accents) {
    return undefined;
  }
  // Without its accents, and one of a width of its own as the usual one.
  const letters = bare.normalize('NFKD').replace(/\p{M}/gu, '');
  return letters !== '' && isFine(letters) ? letters : undefined;
}

/**
 * The text as near as the GSM alphabet comes to it, and what that changes.
 *
 * @param keepAccents letters stay what they are: an accent may be part of somebody's name
 */
export function toGsm(text: string, { keepAccents } = { keepAccents: false }): Gsm {
  const changes = new Map<string, Change>();
  const stuck = new Set<string>();
  let result = '';
  let gone = false;
  for (const { segment } of signs.segment(normalise(text))) {
    if (isFine(segment)) {
      if (gone && /^[,.;:!?)]$/.test(segment)) {
        result = result.replace(/ +$/, '');
      }
      // Where something went there would be two spaces now.
      if (!(gone && segment === ' ' && /(^|\s)$/.test(result))) {
        result += segment;
      }
      gone = false;
      continue;
    }
    const to = counterpart(segment, keepAccents);
    if (to === undefined) {
      stuck.add(segment);
      result += segment;
      gone = false;
      continue;
    }
    const known = changes.get(segment);
    changes.set(segment, { from: segment, to, times: (known?.times ?? 0) + 1 });
    result += to;
    gone = to === '';
  }
  return {
    text: gone ? result.replace(/ +$/, '') : result,
    changes: [...changes.values()],
    stuck: [...stuck],
  };
}
