/** A word of a text and where it stands there. */
export interface Word {
  text: string;
  start: number;
  end: number;
}

const ACCENTS = /[\u0300-\u036f]/g;
const PLAIN = /^[\u0020-\u007e]*$/;

/** As people compare words: without accents and in small letters; what the server's search does too. */
export function folded(text: string): string {
  return PLAIN.test(text) ? text.toLowerCase() : text.normalize('NFD').replace(ACCENTS, '').toLowerCase();
}

/** Letters and figures are words, all else stands between them. Accents may stand for themselves. */
export function wordsOf(text: string): Word[] {
  return [...text.matchAll(/[\p{L}\p{Nd}\u0300-\u036f]+/gu)]
    .map((match) => ({ text: folded(match[0]), start: match.index, end: match.index + match[0].length }))
    .filter((word) => word.text !== '');
}

/** What was sought: words that stand side by side, of which the last may be the beginning of a longer one. */
export interface Sought {
  words: string[];
  unfinished: boolean;
}

const OPERATOR = /^(?:from|de|label|etiqueta|in|en|before|antes|after|despues):/;

/** The words of a search, without its operators and without what it does not want. */
export function soughtIn(query: string): Sought[] {
  const text = query.trim();
  return [...text.matchAll(/-?(?:\p{L}+:)?(?:"[^"]*(?:"|$)|[^\s"]+)/gu)].flatMap((match) => {
    const piece = match[0];
    if (piece.startsWith('-') || OPERATOR.test(folded(piece))) {
      return [];
    }
    const words = wordsOf(piece).map((word) => word.text);
    const last = match.index + piece.length === text.length;
    return words.length === 0 ? [] : [{ words, unfinished: last && !piece.includes('"') }];
  });
}

/** From where to where something is to be marked. */
export type Mark = readonly [number, number];

/** Where the sought words stand in a text. */
export function marksIn(text: string, sought: readonly Sought[]): Mark[] {
  if (sought.length === 0) {
    return [];
  }
  const words = wordsOf(text);
  const marked = new Set<number>();
  for (const { words: parts, unfinished } of sought) {
    for (let from = 0; from + parts.length <= words.length; from += 1) {
      const fits = parts.every((part, index) => {
        const word = words[from + index]?.text ?? '';
        return unfinished && index === parts.length - 1 ? word.startsWith(part) : word === part;
      });
      if (fits) {
        parts.forEach((_, index) => marked.add(from + index));
      }
    }
  }
  return words.filter((_, index) => marked.has(index)).map(({ start, end }): Mark => [start, end]);
}
