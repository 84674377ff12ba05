import type { Timing } from './socket';

/** Does something at once; what is asked for in the pause after it is done once, when the pause is over. */
export class Eased {
  readonly #act: () => void;
  readonly #pauseMs: number;
  readonly #timing: Timing;
  #resting = false;
  #asked = false;

  constructor(act: () => void, pauseMs: number, timing: Timing) {
    this.#act = act;
    this.#pauseMs = pauseMs;
    this.#timing = timing;
  }

  ask(): void {
    if (this.#resting) {
      this.#asked = true;
      return;
    }
    this.#resting = true;
    this.#asked = false;
    this.#timing.setTimeout(() => {
      this.#resting = false;
      if (this.#asked) {
        this.ask();
      }
    }, this.#pauseMs);
    this.#act();
  }
}
