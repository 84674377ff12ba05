import type { ClientFrame, Decoded } from './frames';
import { decode } from './frames';

/** The part of a browser's WebSocket that we use. */
export interface Wire {
  readonly readyState: number;
  onopen: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: { code: number; reason: string }) => void) | null;
  send(data: string): void;
  close(code?: number): void;
}

export interface SocketEvents {
  /** The server spoke; `text` is what it said, word for word. */
  said(decoded: Decoded, text: string): void;
  /**
   * There is no connection, and it will be tried again.
   *
   * @param since when the server was last heard
   * @param neverOpened the server did not even accept the connection
   */
  lost(since: number, neverOpened: boolean): void;
  /** The session ended or access was taken away: no new attempt is made. */
  refused(): void;
}

export interface Timing {
  now: () => number;
  random: () => number;
  setTimeout: (run: () => void, ms: number) => number;
  clearTimeout: (timer: number) => void;
}

export const realTiming: Timing = {
  now: () => Date.now(),
  random: () => Math.random(),
  setTimeout: (run, ms) => window.setTimeout(run, ms),
  clearTimeout: (timer) => window.clearTimeout(timer),
};

/** After so much silence we ask whether anybody is there… */
export const PING_MS = 8_000;
/** …and wait so long for the answer: a dead connection is noticed within fifteen seconds. */
export const PONG_MS = 4_000;
/** When there is a reason to doubt the connection, we wait less. */
export const DOUBT_MS = 2_000;
const CONNECT_MS = 10_000;
const TICK_MS = 1_000;
/** A clock that jumps so far stood still in between: the device slept, or the page was frozen. */
const SLEPT_MS = 10_000;
const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 20_000;
/** Who was too slow or too loud does not come straight back. */
const CALM_MS = 3_000;
const OPEN = 1;

export const closeCodes = {
  policy: 1008,
  restart: 1012,
  tooSlow: 1013,
  expired: 4401,
  forbidden: 4403,
} as const;

/**
 * Keeps one connection to the server: connects, notices when nobody is there any more, and tries again with growing,
 * jittered pauses, so that a restarted server is not met by everybody at once.
 */
export class LiveSocket {
  readonly #connect: () => Wire;
  readonly #events: SocketEvents;
  readonly #timing: Timing;
  #wire: Wire | null = null;
  #opened = false;
  #attempt = 0;
  #since = 0;
  #lastHeard = 0;
  #lastTick = 0;
  #cursor: string | undefined;
  #retryAt = 0;
  /** When an answer must have come, or a connection must stand. */
  #deadline: number | null = null;
  #timer: number | null = null;
  #stopped = true;

  /** @param cursor where the stream is to go on, when somebody has listened to it before */
  constructor(connect: () => Wire, events: SocketEvents, timing: Timing = realTiming, cursor?: string) {
    this.#connect = connect;
    this.#events = events;
    this.#timing = timing;
    this.#cursor = cursor;
  }

  start(): void {
    if (this.#stopped) {
      this.#stopped = false;
      this.#attempt = 0;
      this.#since = this.#timing.now();
      this.#lastTick = this.#since;
      this.#open();
    }
  }

  stop(): void {
    this.#stopped = true;
    this.#clearTimer();
    this.#release()?.close(1000);
  }

  /** @returns false when there is no connection to say it on */
  send(frame: ClientFrame): boolean {
    if (this.#wire?.readyState !== OPEN) {
      return false;
    }
    this.#wire.send(JSON.stringify(frame));
    return true;
  }

  /** The network changed or the page woke up: do not wait for the timers, and do not trust what still looks open. */
  wake(): void {
    if (this.#stopped) {
      return;
    }
    if (this.#wire === null) {
      this.#attempt = 0;
      this.#open();
    } else {
      this.#doubt();
    }
  }

  /**
   * Does what is due by the clock. A page that nobody sees has its timers held back for up to a minute; whoever can see
   * the time calls this instead.
   */
  tick(): void {
    if (this.#stopped) {
      return;
    }
    const now = this.#timing.now();
    const slept = now - this.#lastTick >= SLEPT_MS;
    this.#lastTick = now;
    if (this.#wire === null) {
      if (now >= this.#retryAt) {
        this.#open();
        return;
      }
    } else if (this.#deadline !== null && now >= this.#deadline && !slept) {
      this.#drop();
      return;
    } else if (slept) {
      this.#doubt();
      return;
    } else if (this.#opened && this.#deadline === null && now - this.#lastHeard >= PING_MS) {
      this.send({ type: 'ping' });
      this.#deadline = now + PONG_MS;
    }
    this.#schedule();
  }

  #open(): void {
    this.#clearTimer();
    this.#opened = false;
    this.#deadline = this.#timing.now() + CONNECT_MS;
    const wire = this.#connect();
    this.#wire = wire;
    wire.onopen = () => {
      this.#opened = true;
      this.#deadline = null;
      this.#heard();
      this.send(this.#cursor === undefined ? { type: 'hello' } : { type: 'hello', cursor: this.#cursor });
    };
    wire.onmessage = (event) => {
      this.#heard();
      this.#receive(event.data);
    };
    wire.onclose = (event) => {
      this.#release();
      this.#lost(event.code, event.reason);
    };
    this.#schedule();
  }

  #heard(): void {
    this.#lastHeard = this.#timing.now();
    this.#since = this.#lastHeard;
    this.#deadline = null;
  }

  #receive(data: unknown): void {
    const decoded = decode(data);
    const cursor = decoded.kind === 'frame' ? decoded.frame.cursor : decoded.cursor;
    this.#events.said(decoded, typeof data === 'string' ? data : '');
    this.#cursor = cursor ?? this.#cursor;
    if (decoded.kind === 'frame' && decoded.frame.type === 'welcome') {
      this.#attempt = 0;
      // What was missed comes before the answer: when that is here, nothing is on its way any more.
      this.send({ type: 'ping' });
    }
  }

  /** Asks whether anybody is there, with little patience. */
  #doubt(): void {
    const now = this.#timing.now();
    if (this.#opened) {
      this.send({ type: 'ping' });
      const soon = now + DOUBT_MS;
      this.#deadline =
        this.#deadline !== null && this.#deadline > now ? Math.min(this.#deadline, soon) : soon;
    }
    this.#lastTick = now;
    this.#schedule();
  }

  #schedule(): void {
    this.#clearTimer();
    const now = this.#timing.now();
    const due = (this.#wire === null ? this.#retryAt : this.#deadline) ?? now + TICK_MS;
    this.#timer = this.#timing.setTimeout(
      () => {
        this.#timer = null;
        this.tick();
      },
      Math.max(0, Math.min(TICK_MS, due - now)),
    );
  }

  /** The other side has gone without a word. */
  #drop(): void {
    this.#release()?.close(4000);
    this.#lost(4000, '');
  }

  #release(): Wire | null {
    const wire = this.#wire;
    this.#wire = null;
    this.#deadline = null;
    if (wire !== null) {
      wire.onopen = null;
      wire.onmessage = null;
      wire.onclose = null;
    }
    return wire;
  }

  #lost(code: number, reason: string): void {
    this.#clearTimer();
    const neverOpened = !this.#opened;
    this.#opened = false;
    if (code === closeCodes.expired || code === closeCodes.forbidden) {
      this.#stopped = true;
      this.#events.refused();
      return;
    }
    const pause = this.#pause(code, reason);
    this.#attempt += 1;
    this.#retryAt = this.#timing.now() + pause;
    this.#schedule();
    this.#events.lost(this.#since, neverOpened);
  }

  /** The server may say in the reason how many milliseconds to stay away; else half to all of a doubling pause. */
  #pause(code: number, reason: string): number {
    const hint = /\d{2,6}/.exec(reason)?.[0];
    if (hint !== undefined) {
      return Math.min(Number(hint), LAST_RETRY_MS);
    }
    const least = code === closeCodes.tooSlow || code === closeCodes.policy ? CALM_MS : FIRST_RETRY_MS;
    const whole = Math.min(LAST_RETRY_MS, least * 2 ** this.#attempt);
    return whole * (0.5 + this.#timing.random() / 2);
  }

  #clearTimer(): void {
    if (this.#timer !== null) {
      this.#timing.clearTimeout(this.#timer);
      this.#timer = null;
    }
  }
}

/** The socket of the page's own origin. */
export function browserWire(): Wire {
  const scheme = window.location.protocol === 'https:' ? 'wss' : 'ws';
  const socket = new WebSocket(`${scheme}://${window.location.host}/ws`);
  const wire: Wire = {
    get readyState() {
      return socket.readyState;
    },
    onopen: null,
    onmessage: null,
    onclose: null,
    send: (data) => socket.send(data),
    close: (code) => socket.close(code),
  };
  socket.onopen = () => wire.onopen?.();
  socket.onmessage = (event) => wire.onmessage?.({ data: event.data as unknown });
  socket.onclose = (event) => wire.onclose?.({ code: event.code, reason: event.reason });
  return wire;
}
