import { folded, wordsOf } from '@/shared/words';

/**
 * How well a text answers what was typed, or null when it does not: each typed word must begin one of its words, or
 * stand inside one when it is long enough to mean that. What begins like the question comes first, then what has the
 * words in their order.
 */
export function rank(typed: readonly string[], text: string): number | null {
  const words = wordsOf(text).map((word) => word.text);
  let score = 0;
  let last = -1;
  for (const part of typed) {
    const beginning = words.findIndex((word, index) => index > last && word.startsWith(part));
    const at = beginning === -1 ? words.findIndex((word) => word.startsWith(part)) : beginning;
    if (at === -1) {
      const inside = part.length >= 3 ? words.findIndex((word) => word.includes(part)) : -1;
      if (inside === -1) {
        return null;
      }
      score += 1;
      continue;
    }
    score += words[at] === part ? 6 : 4;
    score += at === 0 ? 3 : 0;
    score += at > last ? 1 : 0;
    last = at;
  }
  // Of two that fit alike the shorter one is meant.
  return score - Math.min(words.length, 20) / 100;
}

/** The typed words, and what of them can be part of a number. */
export function read(query: string): { words: string[]; digits: string } {
  return {
    words: wordsOf(query).map((word) => word.text),
    digits: /^[+\d\s().-]+$/.test(query.trim()) ? folded(query).replace(/\D/g, '') : '',
  };
}
