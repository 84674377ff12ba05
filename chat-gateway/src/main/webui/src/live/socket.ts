import type { ClientFrame, ServerFrame } from './frames';
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
  /** A connection stands; nothing was said yet. */
  opened(): void;
  frame(frame: ServerFrame): void;
  /** A frame arrived that could not be read. */
  broken(): void;
  /** The connection is gone and will be tried again. `neverOpened` when the server did not even accept it. */
  lost(neverOpened: boolean): void;
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

export const PING_MS = 25_000;
export const SILENCE_MS = 60_000;
const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 20_000;
const OPEN = 1;

export const closeCodes = { expired: 4401, forbidden: 4403, restart: 1012, tooSlow: 1013 } as const;

/**
 * Keeps one connection to the server: connects, pings, notices silence, and tries again with growing, jittered pauses,
 * so that a restarted server is not met by everybody at once.
 */
export class LiveSocket {
  readonly #connect: () => Wire;
  readonly #events: SocketEvents;
  readonly #timing: Timing;
  #wire: Wire | null = null;
  #opened = false;
  #attempt = 0;
  #lastHeard = 0;
  #cursor: string | undefined;
  #retryTimer: number | null = null;
  #pingTimer: number | null = null;
  #stopped = true;

  constructor(connect: () => Wire, events: SocketEvents, timing: Timing = realTiming) {
    this.#connect = connect;
    this.#events = events;
    this.#timing = timing;
  }

  /** Where the server's stream was when we last heard of it. */
  get cursor(): string | undefined {
    return this.#cursor;
  }

  start(): void {
    if (this.#stopped) {
      this.#stopped = false;
      this.#open();
    }
  }

  stop(): void {
    this.#stopped = true;
    this.#clearTimers();
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

  /** The network came back or the page woke up: do not wait for the timers. */
  wake(): void {
    if (this.#stopped) {
      return;
    }
    if (this.#wire === null) {
      this.#attempt = 0;
      this.#open();
    } else if (this.#opened && this.#silentFor() >= SILENCE_MS) {
      this.#drop();
    } else if (this.#opened) {
      this.send({ type: 'ping' });
    }
  }

  #open(): void {
    this.#clearTimers();
    this.#opened = false;
    const wire = this.#connect();
    this.#wire = wire;
    wire.onopen = () => {
      this.#opened = true;
      this.#lastHeard = this.#timing.now();
      this.#schedulePing();
      this.#events.opened();
      this.send(this.#cursor === undefined ? { type: 'hello' } : { type: 'hello', cursor: this.#cursor });
    };
    wire.onmessage = (event) => {
      this.#lastHeard = this.#timing.now();
      this.#receive(event.data);
    };
    wire.onclose = (event) => {
      this.#release();
      this.#lost(event.code, event.reason);
    };
  }

  #receive(data: unknown): void {
    const decoded = decode(data);
    switch (decoded.kind) {
      case 'frame':
        if (decoded.frame.type === 'welcome') {
          this.#attempt = 0;
        }
        this.#events.frame(decoded.frame);
        this.#cursor = decoded.frame.cursor ?? this.#cursor;
        break;
      case 'unknown':
        this.#cursor = decoded.cursor ?? this.#cursor;
        break;
      case 'broken':
        this.#events.broken();
        break;
    }
  }

  #schedulePing(): void {
    this.#pingTimer = this.#timing.setTimeout(() => {
      if (this.#silentFor() >= SILENCE_MS) {
        this.#drop();
        return;
      }
      this.send({ type: 'ping' });
      this.#schedulePing();
    }, PING_MS);
  }

  #silentFor(): number {
    return this.#timing.now() - this.#lastHeard;
  }

  /** The other side has gone without a word. */
  #drop(): void {
    this.#release()?.close(4000);
    this.#lost(4000, '');
  }

  #release(): Wire | null {
    const wire = this.#wire;
    this.#wire = null;
    if (wire !== null) {
      wire.onopen = null;
      wire.onmessage = null;
      wire.onclose = null;
    }
    return wire;
  }

  #lost(code: number, reason: string): void {
    this.#clearTimers();
    const neverOpened = !this.#opened;
    this.#opened = false;
    if (code === closeCodes.expired || code === closeCodes.forbidden) {
      this.#stopped = true;
      this.#events.refused();
      return;
    }
    const pause = this.#pause(reason);
    this.#attempt += 1;
    this.#retryTimer = this.#timing.setTimeout(() => this.#open(), pause);
    this.#events.lost(neverOpened);
  }

  /** The server may say in the reason how many milliseconds to stay away; else half to all of a doubling pause. */
  #pause(reason: string): number {
    const hint = /\d{2,6}/.exec(reason)?.[0];
    if (hint !== undefined) {
      return Math.min(Number(hint), LAST_RETRY_MS) * (0.75 + this.#timing.random() / 2);
    }
    const whole = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** this.#attempt);
    return whole * (0.5 + this.#timing.random() / 2);
  }

  #clearTimers(): void {
    for (const timer of [this.#retryTimer, this.#pingTimer]) {
      if (timer !== null) {
        this.#timing.clearTimeout(timer);
      }
    }
    this.#retryTimer = null;
    this.#pingTimer = null;
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
