/** How high rows are: as they were when they were last drawn, else as high as most of them. */
export class Heights {
  readonly #known = new Map<string, number>();
  readonly #guess: number;

  /** @param guess in pixels, for rows that were never drawn */
  constructor(guess: number) {
    this.#guess = guess;
  }

  of(key: string | undefined): number {
    return (key === undefined ? undefined : this.#known.get(key)) ?? this.#guess;
  }

  /** Where nothing has a size there is nothing to learn. */
  learn(key: string, height: number): void {
    if (height > 0) {
      this.#known.set(key, height);
    }
  }

  sum(keys: readonly string[], from: number, to: number): number {
    let all = 0;
    for (let at = from; at < to; at += 1) {
      all += this.of(keys[at]);
    }
    return all;
  }
}

/** The rows that exist: those from `from` to before `to`. */
export interface Drawn {
  keys: readonly string[];
  from: number;
  to: number;
}

/**
 * The rows that fill a stretch of the list.
 *
 * @param top where the first row that exists begins
 * @param above where the stretch begins, below it ends; in pixels from the same place as `top`
 */
export function filling(drawn: Drawn, heights: Heights, top: number, above: number, below: number): Drawn {
  const { keys } = drawn;
  let from = Math.min(drawn.from, keys.length - 1);
  let at = top;
  while (from > 0 && at > above) {
    from -= 1;
    at -= heights.of(keys[from]);
  }
  // There is nothing above the first row and nothing below the last one, whatever was guessed.
  at = at < below ? at : above;
  if (at + heights.sum(keys, from, keys.length) < above) {
    return roomFor(keys, heights, keys.length - 1, below - above);
  }
  while (from < keys.length - 1 && at + heights.of(keys[from]) < above) {
    at += heights.of(keys[from]);
    from += 1;
  }
  let to = from + 1;
  at += heights.of(keys[from]);
  while (to < keys.length && at < below) {
    at += heights.of(keys[to]);
    to += 1;
  }
  return { keys, from: Math.max(0, from), to };
}

/** So many rows of the list, from one row on or, when there are not as many behind it, as many as there are before. */
export function roomFor(keys: readonly string[], heights: Heights, first: number, pixels: number): Drawn {
  let [from, to] = [Math.max(0, Math.min(first, keys.length - 1)), first];
  let room = pixels;
  for (to = from; to < keys.length && room > 0; to += 1) {
    room -= heights.of(keys[to]);
  }
  while (from > 0 && room > 0) {
    from -= 1;
    room -= heights.of(keys[from]);
  }
  return { keys, from, to };
}

/** The same rows after others have come and gone. Who has the end keeps it. */
export function kept(drawn: Drawn, keys: readonly string[]): Drawn {
  if (drawn.keys === keys) {
    return drawn;
  }
  const places = new Map(keys.map((key, at) => [key, at]));
  const still = drawn.keys.slice(drawn.from, drawn.to).flatMap((key) => places.get(key) ?? []);
  const [first, last] = [still[0], still.at(-1)];
  if (first === undefined || last === undefined) {
    return { keys, from: Math.max(0, keys.length - (drawn.to - drawn.from)), to: keys.length };
  }
  return { keys, from: first, to: drawn.to === drawn.keys.length ? keys.length : last + 1 };
}
