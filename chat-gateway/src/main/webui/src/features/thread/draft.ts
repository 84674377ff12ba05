import * as z from 'zod/mini';
import { isPassing, Problem } from '@/shared/problem';
import { readStored, writeStored } from '@/shared/storage';
import { Store } from '@/shared/store';
import type { Draft } from './api/draft';

export const SAVE_MS = 800;
/** How soon what could not be saved is tried again. */
export const AGAIN_MS = 15_000;
/** More conflicts in a row than this are not a race with another window. */
const MOST_CONFLICTS = 3;

const stored = z.object({ body: z.string(), version: z.number(), dirty: z.boolean() });
type Stored = z.output<typeof stored>;

export interface DraftOptions {
  /** Where it lies in the browser. */
  key: string;
  get: (signal: AbortSignal) => Promise<Draft>;
  /** Saves over a version; fails with 409 when another window has saved since. */
  put: (body: string, version: number) => Promise<Draft>;
  setTimeout: (run: () => void, ms: number) => number;
  clearTimeout: (timer: number) => void;
}

/**
 * What an agent is writing in a thread. It lies in the browser at once and on the server soon after, so that it is there
 * after a reload, on another computer, and when the session has ended.
 *
 * What was typed here and not saved yet is always the newer one: no answer of the server takes its place, whenever it
 * was asked for. Saves go one at a time, each with the newest text, so that none overtakes another.
 */
export class DraftKeeper {
  readonly text: Store<string>;
  readonly #options: DraftOptions;
  #state: Stored;
  /** Counts what happened here, to know whether an answer is older than that. */
  #changes = 0;
  #saving = false;
  #timer: number | null = null;
  #here: AbortController | null = null;

  constructor(options: DraftOptions) {
    this.#options = options;
    this.#state = this.#stored();
    this.text = new Store(this.#state.body);
  }

  /** The agent is here. */
  start(): void {
    this.#here = new AbortController();
    void this.meet();
  }

  /** The agent leaves; what is not saved yet is saved now, or when they come back. */
  stop(): void {
    this.#here?.abort();
    this.#here = null;
    this.#clearTimer();
    void this.#save();
  }

  write(body: string): void {
    this.#changes += 1;
    this.text.set(body);
    this.#keep({ ...this.#state, body, dirty: true });
    this.#saveIn(SAVE_MS);
  }

  /** Asks what the server has: another computer may have written, or nobody was there when we saved. */
  async meet(): Promise<void> {
    const here = this.#here;
    if (here === null) {
      return;
    }
    const before = this.#changes;
    let server: Draft;
    try {
      server = await this.#options.get(here.signal);
    } catch {
      void this.#save();
      return;
    }
    if (here.signal.aborted) {
      return;
    }
    if (this.#changes === before && !this.#state.dirty && server.version >= this.#state.version) {
      this.#keep({ ...server, dirty: false });
      this.text.set(server.body);
      return;
    }
    if (this.#changes === before) {
      const { body } = this.#state;
      this.#keep({ body, version: server.version, dirty: server.body !== body });
    }
    void this.#save();
  }

  async #save(): Promise<void> {
    this.#clearTimer();
    if (this.#saving) {
      // Whoever saves sees that there is more.
      return;
    }
    this.#saving = true;
    try {
      for (let conflicts = 0; this.#state.dirty && this.#timer === null;) {
        const { body, version } = this.#state;
        try {
          const saved = await this.#options.put(body, version);
          this.#changes += 1;
          this.#keepSaved(body, saved.version);
          conflicts = 0;
        } catch (error) {
          conflicts += 1;
          if (!isConflict(error) || conflicts > MOST_CONFLICTS) {
            this.#tryAgain(error);
            return;
          }
          // Another window of this agent saved in between; the last one to type wins.
          const { members } = error;
          const newest =
            typeof members['version'] === 'number'
              ? members['version']
              : (await this.#options.get(new AbortController().signal)).version;
          this.#keep({ ...this.#state, version: newest });
        }
      }
    } catch (error) {
      this.#tryAgain(error);
    } finally {
      this.#saving = false;
    }
  }

  #tryAgain(error: unknown): void {
    if (this.#here !== null && this.#timer === null && (isPassing(error) || !(error instanceof Problem))) {
      this.#saveIn(AGAIN_MS);
    }
  }

  #saveIn(ms: number): void {
    this.#clearTimer();
    this.#timer = this.#options.setTimeout(() => {
      this.#timer = null;
      void this.#save();
    }, ms);
  }

  #clearTimer(): void {
    if (this.#timer !== null) {
      this.#options.clearTimeout(this.#timer);
      this.#timer = null;
    }
  }

  #keepSaved(body: string, version: number): void {
    const next = { body: this.#state.body, version, dirty: this.#state.body !== body };
    // The agent may have come back since and written on: then what lies there is not ours any more.
    const isOurs = this.#here !== null || this.#stored().body === this.#state.body;
    if (isOurs) {
      this.#keep(next);
    } else {
      this.#state = next;
    }
  }

  #keep(next: Stored): void {
    this.#state = next;
    writeStored(this.#options.key, next.body === '' && !next.dirty ? undefined : next);
  }

  #stored(): Stored {
    const found = stored.safeParse(readStored(this.#options.key));
    return found.success ? found.data : { body: '', version: 0, dirty: false };
  }
}

function isConflict(error: unknown): error is Problem {
  return error instanceof Problem && error.status === 409;
}
