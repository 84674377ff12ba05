import type { Timing } from '@/live/socket';

/** While somebody types, colleagues are told again so often… */
export const REPEAT_MS = 3_000;
/** …and after so long without a key they are told that it is over. */
export const IDLE_MS = 4_000;

/** When to tell colleagues that somebody is writing: at most every three seconds, and once when it stops. */
export class TypingNotice {
  readonly #tell: (on: boolean) => void;
  readonly #timing: Timing;
  #saidAt: number | null = null;
  #idle: number | null = null;

  constructor(tell: (on: boolean) => void, timing: Timing) {
    this.#tell = tell;
    this.#timing = timing;
  }

  typed(): void {
    const now = this.#timing.now();
    if (this.#saidAt === null || now - this.#saidAt >= REPEAT_MS) {
      this.#saidAt = now;
      this.#tell(true);
    }
    this.#rest();
    this.#idle = this.#timing.setTimeout(() => this.stopped(), IDLE_MS);
  }

  /** The text was sent, emptied or left alone. */
  stopped(): void {
    this.#rest();
    if (this.#saidAt !== null) {
      this.#saidAt = null;
      this.#tell(false);
    }
  }

  #rest(): void {
    if (this.#idle !== null) {
      this.#timing.clearTimeout(this.#idle);
      this.#idle = null;
    }
  }
}
