/** One piece of a text beside another: in both, or only in one of them. */
export interface Piece {
  kind: 'same' | 'gone' | 'added';
  text: string;
}

/** Beyond this many words a comparison says only that everything changed; a text has a few hundred at most. */
const MOST_WORDS = 600;

/** Compares two texts word by word (longest common subsequence), spaces and punctuation being words of their own. */
export function compare(before: string, now: string): Piece[] {
  if (before === now) {
    return before === '' ? [] : [{ kind: 'same', text: before }];
  }
  const a = wordsOf(before);
  const b = wordsOf(now);
  if (a.length > MOST_WORDS || b.length > MOST_WORDS) {
    return merged([
      { kind: 'gone', text: before },
      { kind: 'added', text: now },
    ]);
  }
  // longest[i][j]: of a from i and b from j.
  const width = b.length + 1;
  const longest = new Uint16Array((a.length + 1) * width);
  const at = (i: number, j: number): number => longest[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      longest[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const pieces: Piece[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const left = a[i];
    const right = b[j];
    if (left !== undefined && left === right) {
      pieces.push({ kind: 'same', text: left });
      i += 1;
      j += 1;
    } else if (right === undefined || (left !== undefined && at(i + 1, j) >= at(i, j + 1))) {
      pieces.push({ kind: 'gone', text: left ?? '' });
      i += 1;
    } else {
      pieces.push({ kind: 'added', text: right });
      j += 1;
    }
  }
  return merged(pieces);
}

function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}]+|\s+|[^\p{L}\p{N}\s]/gu) ?? [];
}

function merged(pieces: readonly Piece[]): Piece[] {
  const result: Piece[] = [];
  for (const piece of pieces) {
    const last = result.at(-1);
    if (piece.text === '') {
      continue;
    }
    if (last?.kind === piece.kind) {
      last.text += piece.text;
    } else {
      result.push({ ...piece });
    }
  }
  return result;
}
