import type { Timing } from '@/live/socket';

/** Time that moves when a test says so. */
export class FakeTiming implements Timing {
  #now = Date.parse('2026-11-20T15:00:00Z');
  #next = 1;
  readonly #timers = new Map<number, { at: number; run: () => void }>();
  randomness = 0.5;

  readonly now = (): number => this.#now;
  readonly random = (): number => this.randomness;

  readonly setTimeout = (run: () => void, ms: number): number => {
    const id = this.#next++;
    this.#timers.set(id, { at: this.#now + ms, run });
    return id;
  };

  readonly clearTimeout = (timer: number): void => {
    this.#timers.delete(timer);
  };

  /** The device sleeps: time goes on and no timer runs. */
  sleep(ms: number): void {
    this.#now += ms;
  }

  advance(ms: number): void {
    const end = this.#now + ms;
    for (;;) {
      const due = [...this.#timers].filter(([, { at }]) => at <= end).sort(([, a], [, b]) => a.at - b.at)[0];
      if (due === undefined) {
        break;
      }
      const [id, { at, run }] = due;
      this.#timers.delete(id);
      this.#now = Math.max(this.#now, at);
      run();
    }
    this.#now = end;
  }
}

/** Lets promises that are already settled go on. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) {
    await Promise.resolve();
  }
  await new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}
