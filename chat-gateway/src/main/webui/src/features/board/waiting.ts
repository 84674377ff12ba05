import type { Board, Longest } from './api/board';

/** Somebody's waiting, as far as it counts. */
export interface Waiting {
  /** From when it would have counted, had it counted ever since. */
  since: string;
  /** The seconds at which it stands while nobody is there; null while it goes on. */
  stands: number | null;
}

interface Waits {
  oldestSince?: string | null | undefined;
  longest?: Longest | null | undefined;
}

/** Reads the waits of one board. */
export class Waitings {
  /** Whether only the hours count at which somebody was there. */
  readonly open: boolean;
  readonly #at: number;

  constructor(board: Pick<Board, 'at'>, open: boolean) {
    this.open = open;
    this.#at = Date.parse(board.at);
  }

  /** Null where nobody waits. */
  of({ oldestSince, longest }: Waits): Waiting | null {
    if (this.open && longest != null) {
      return {
        since: new Date(this.#at - longest.seconds * 1_000).toISOString(),
        stands: longest.there ? null : longest.seconds,
      };
    }
    return oldestSince == null ? null : { since: oldestSince, stands: null };
  }

  /** Who waits longest comes first, as the server has it where every hour counts; of equals who came first. */
  inOrder<L extends Waits>(lines: readonly L[]): readonly L[] {
    if (!this.open) {
      return lines;
    }
    const began = (line: L): number => {
      const waiting = this.of(line);
      return waiting === null ? Infinity : Date.parse(waiting.since);
    };
    return lines
      .map((line) => ({ line, at: began(line) }))
      .sort((one, other) => (one.at === other.at ? 0 : one.at - other.at))
      .map(({ line }) => line);
  }
}

export function secondsOf({ since, stands }: Waiting, now: number): number {
  return stands ?? Math.max(0, (now - Date.parse(since)) / 1_000);
}
