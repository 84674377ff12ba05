import type { Decoded, ServerFrame } from './frames';
import { decode } from './frames';
import type { Sharing, TabChannel } from './sharing';
import type { SocketEvents, Timing, Wire } from './socket';
import { LiveSocket } from './socket';

/** What a tab hears from the line. */
export interface LineEvents {
  frame(frame: ServerFrame): void;
  /** A frame arrived that could not be read. */
  broken(): void;
  /** Frames went by that this tab did not get: what it shows must be read again. */
  missed(): void;
  /** Another attempt is under way. */
  connecting(): void;
  /** There is no connection; the server was last heard at `since`. */
  lost(since: number): void;
  /** The session ended or access was taken away. */
  refused(): void;
  /** Another tab learned that the session is over. */
  signedOut(): void;
}

export interface LineOptions {
  user: string;
  connect: () => Wire;
  events: LineEvents;
  timing: Timing;
  /** Null where tabs cannot find each other: each has a socket of its own then. */
  sharing: Sharing | null;
  /** Nobody accepts our connection: perhaps it is the session. Asked by the tab that holds the socket. */
  onUnreachable: () => void;
}

type LineState =
  { is: 'connecting' } | { is: 'up'; synced: boolean } | { is: 'lost'; since: number } | { is: 'refused' };

/** A place in what a leader passed on: its term and how many frames into it. */
interface Place {
  term: string;
  n: number;
}

type Said =
  /** The leader passes on what the server said, word for word: a tab of another release reads it in its own way. */
  | { say: 'frame'; term: string; n: number; text: string }
  /** From now on this tab leads, and goes on from where it was as a follower. */
  | { say: 'lead'; term: string; from: Place | null }
  | { say: 'state'; term: string; n: number; cursor: string | undefined; state: LineState; to?: string }
  | { say: 'join'; tab: string }
  | { say: 'leave'; tab: string }
  | { say: 'probe'; tab: string }
  | { say: 'open'; tab: string; threadId: string; afterSeq: number }
  | { say: 'shut'; tab: string; threadId: string }
  | { say: 'typing'; tab: string; threadId: string; on: boolean }
  | { say: 'signed-out' };

/** Bumped when what tabs say to each other changes: tabs of two releases then keep a socket each. */
const PROTOCOL = 1;
/** A leader that has been silent for so long is asked whether it is still there… */
export const PROBE_MS = 4_000;
/** …and replaced when it does not say so: its tab is frozen or hangs. */
export const PATIENCE_MS = 2_000;
const WATCH_MS = 1_000;

interface Member {
  threads: Set<string>;
  typing: Set<string>;
  /** Ends the watch for its death. */
  unwatch: AbortController;
}

/**
 * The line to the server that all tabs of one agent in one browser share. One tab leads: it holds a lock and the socket,
 * and passes every frame on. The others follow; each of them knows the cursor of the last frame, so that whoever gets the
 * lock next goes on from there. A tab that dies loses its lock at once, whatever it died of.
 *
 * Frames are counted from one leader to the next. A tab that sees a hole in that count reads its state again by itself;
 * repeats are harmless by what frames mean.
 */
export class Line {
  readonly #options: LineOptions;
  readonly #id: string;
  #channel: TabChannel | null = null;
  #running: AbortController | null = null;
  #watchTimer: number | null = null;

  // What this tab knows of the stream.
  #place: Place | null = null;
  #cursor: string | undefined;
  #state: LineState = { is: 'connecting' };
  #leaderHeard = 0;
  #askedAt: number | null = null;
  #strangeTerm: string | null = null;

  // While this tab leads.
  #socket: LiveSocket | null = null;
  #term = '';
  #stepDown: (() => void) | null = null;
  #waiting: AbortController | null = null;
  readonly #members = new Map<string, Member>();
  /** Threads that the server was told of on this connection, and the highest number passed on for each. */
  readonly #subscribed = new Map<string, number>();

  constructor(options: LineOptions) {
    this.#options = options;
    this.#id = options.sharing?.newId() ?? 'alone';
  }

  /** Whether the socket is this tab's own. */
  get leads(): boolean {
    return this.#socket !== null;
  }

  start(): void {
    if (this.#running !== null) {
      return;
    }
    const running = new AbortController();
    this.#running = running;
    const { sharing } = this.#options;
    if (sharing === null) {
      this.#lead();
      return;
    }
    const channel = sharing.channel(this.#name());
    channel.onmessage = (message) => this.#hear(message as Said);
    this.#channel = channel;
    this.#leaderHeard = this.#options.timing.now();
    // Held for as long as this tab lives: whoever else gets it knows that we are gone.
    this.#held(this.#nameOf(this.#id), { signal: running.signal }, async () => {
      this.#say({ say: 'join', tab: this.#id });
      this.#askedAt = this.#options.timing.now();
      this.#queueUp();
      await ended(running.signal);
    });
    this.#watch();
  }

  /** Leaves for good, or until the next start. */
  stop(): void {
    if (this.#running === null) {
      return;
    }
    this.#say({ say: 'leave', tab: this.#id });
    this.#running.abort();
    this.#running = null;
    this.#waiting?.abort();
    this.#waiting = null;
    this.#retire();
    if (this.#watchTimer !== null) {
      this.#options.timing.clearTimeout(this.#watchTimer);
      this.#watchTimer = null;
    }
    this.#channel?.close();
    this.#channel = null;
    this.#setState({ is: 'connecting' });
  }

  /** The network changed, or somebody looks at the page again. */
  wake(): void {
    if (this.#socket !== null) {
      this.#socket.wake();
    } else {
      this.#ask();
    }
  }

  open(threadId: string, afterSeq: number): void {
    if (this.#socket !== null) {
      this.#opens(this.#id, threadId, afterSeq);
    } else {
      this.#say({ say: 'open', tab: this.#id, threadId, afterSeq });
    }
  }

  close(threadId: string): void {
    if (this.#socket !== null) {
      this.#shuts(this.#id, threadId);
    } else {
      this.#say({ say: 'shut', tab: this.#id, threadId });
    }
  }

  typing(threadId: string, on: boolean): void {
    if (this.#socket !== null) {
      this.#types(this.#id, threadId, on);
    } else {
      this.#say({ say: 'typing', tab: this.#id, threadId, on });
    }
  }

  /** This tab learned that the session is over: the others need not find out one by one. */
  signedOut(): void {
    this.#say({ say: 'signed-out' });
  }

  // ---- leading

  #queueUp(): void {
    const waiting = new AbortController();
    this.#waiting = waiting;
    this.#held(this.#name(), { signal: waiting.signal }, () => this.#hold());
  }

  /** Takes the lead from a tab that does not answer. */
  #take(): void {
    this.#waiting?.abort();
    this.#waiting = null;
    this.#held(this.#name(), { steal: true }, () => this.#hold());
  }

  /** @returns ends when this tab does not want to lead any more */
  #hold(): Promise<void> {
    if (this.#running === null) {
      return Promise.resolve();
    }
    return new Promise((done) => {
      this.#stepDown = done;
      this.#lead();
    });
  }

  #held(name: string, options: { signal?: AbortSignal; steal?: boolean }, held: () => Promise<void>): void {
    this.#options.sharing?.lock(name, options, held).catch(() => {
      // Given up by us, or taken from us because we did not answer: then another tab leads.
      if (name === this.#name() && this.#stepDown !== null && this.#running !== null) {
        this.#retire();
        this.#setState({ is: 'connecting' });
        this.#say({ say: 'join', tab: this.#id });
        this.#queueUp();
      }
    });
  }

  #lead(): void {
    const { sharing, connect, timing } = this.#options;
    this.#term = sharing?.newId() ?? this.#id;
    this.#say({ say: 'lead', term: this.#term, from: this.#place });
    this.#place = { term: this.#term, n: 0 };
    this.#askedAt = null;
    this.#members.set(this.#id, newMember());
    const socket = new LiveSocket(connect, this.#socketEvents(), timing, this.#cursor);
    this.#socket = socket;
    this.#tell({ is: 'connecting' });
    socket.start();
  }

  #retire(): void {
    this.#socket?.stop();
    this.#socket = null;
    this.#members.forEach((member) => member.unwatch.abort());
    this.#members.clear();
    this.#subscribed.clear();
    this.#stepDown?.();
    this.#stepDown = null;
  }

  #socketEvents(): SocketEvents {
    return {
      said: (decoded, text) => {
        const frame = decoded.kind === 'frame' ? decoded.frame : null;
        if (frame?.type === 'welcome' && frame.user !== this.#options.user) {
          // The browser's session is somebody else's now. Nothing of theirs is for this page.
          this.#socket?.stop();
          this.#tell({ is: 'refused' });
          return;
        }
        const place = { term: this.#term, n: (this.#place?.n ?? 0) + 1 };
        this.#place = place;
        this.#say({ say: 'frame', ...place, text });
        if (frame?.type === 'welcome') {
          this.#subscribed.clear();
        }
        this.#note(frame);
        this.#deliver(decoded);
      },
      lost: (since, neverOpened) => {
        this.#subscribed.clear();
        this.#tell({ is: 'lost', since });
        if (neverOpened) {
          this.#options.onUnreachable();
        }
      },
      refused: () => this.#tell({ is: 'refused' }),
    };
  }

  #note(frame: ServerFrame | null): void {
    const [threadId, seq] =
      frame?.type === 'message' || frame?.type === 'status'
        ? [frame.threadId, frame.seq]
        : frame?.type === 'thread'
          ? [frame.thread.id, frame.thread.lastSeq]
          : [null, 0];
    if (threadId !== null && seq > (this.#subscribed.get(threadId) ?? Infinity)) {
      this.#subscribed.set(threadId, seq);
    }
  }

  #tell(state: LineState): void {
    this.#setState(state);
    const { term, n } = this.#place ?? { term: this.#term, n: 0 };
    this.#say({ say: 'state', term, n, cursor: this.#cursor, state });
  }

  #answer(tab: string): void {
    const { term, n } = this.#place ?? { term: this.#term, n: 0 };
    this.#say({ say: 'state', term, n, cursor: this.#cursor, state: this.#state, to: tab });
  }

  #member(tab: string): Member {
    const known = this.#members.get(tab);
    if (known !== undefined) {
      return known;
    }
    const member = newMember();
    this.#members.set(tab, member);
    this.#options.sharing
      ?.lock(this.#nameOf(tab), { signal: member.unwatch.signal }, () => {
        this.#gone(tab);
        return Promise.resolve();
      })
      .catch(() => undefined);
    return member;
  }

  #gone(tab: string): void {
    const member = this.#members.get(tab);
    if (member === undefined || tab === this.#id) {
      return;
    }
    member.threads.forEach((threadId) => this.#shuts(tab, threadId));
    member.unwatch.abort();
    this.#members.delete(tab);
  }

  #opens(tab: string, threadId: string, afterSeq: number): void {
    this.#member(tab).threads.add(threadId);
    if (this.#state.is !== 'up') {
      // Every tab opens its threads again when the server has said welcome.
      return;
    }
    const passedOn = this.#subscribed.get(threadId);
    // The server would not repeat for the others what only this tab has read elsewhere.
    const after = passedOn === undefined ? afterSeq : Math.min(passedOn, afterSeq);
    if (passedOn === undefined) {
      this.#subscribed.set(threadId, after);
    }
    this.#socket?.send({ type: 'open', threadId, afterSeq: after });
  }

  #shuts(tab: string, threadId: string): void {
    this.#types(tab, threadId, false);
    this.#members.get(tab)?.threads.delete(threadId);
    if (![...this.#members.values()].some((member) => member.threads.has(threadId))) {
      this.#subscribed.delete(threadId);
      this.#socket?.send({ type: 'close', threadId });
    }
  }

  #types(tab: string, threadId: string, on: boolean): void {
    const member = this.#member(tab);
    if (on) {
      member.typing.add(threadId);
      this.#socket?.send({ type: 'typing', threadId, on });
    } else if (
      member.typing.delete(threadId) &&
      ![...this.#members.values()].some((other) => other.typing.has(threadId))
    ) {
      this.#socket?.send({ type: 'typing', threadId, on });
    }
  }

  // ---- following

  #hear(said: Said): void {
    if (this.#socket !== null) {
      this.#hearAsLeader(said);
    } else {
      this.#hearAsFollower(said);
    }
  }

  #hearAsLeader(said: Said): void {
    switch (said.say) {
      case 'join':
        this.#member(said.tab);
        if (this.#state.is === 'refused') {
          // A tab that has just come has a session: perhaps it is good for all of us.
          this.#socket?.start();
          this.#tell({ is: 'connecting' });
        }
        this.#answer(said.tab);
        break;
      case 'leave':
        this.#gone(said.tab);
        break;
      case 'probe':
        this.#socket?.tick();
        this.#answer(said.tab);
        break;
      case 'open':
        this.#opens(said.tab, said.threadId, said.afterSeq);
        break;
      case 'shut':
        this.#shuts(said.tab, said.threadId);
        break;
      case 'typing':
        this.#types(said.tab, said.threadId, said.on);
        break;
      case 'signed-out':
        this.#options.events.signedOut();
        break;
      case 'lead':
        // Only who has the lock says so: it was taken from us while we did not answer.
        this.#retire();
        this.#hearAsFollower(said);
        this.#queueUp();
        break;
      case 'frame':
      case 'state':
        break;
    }
  }

  #hearAsFollower(said: Said): void {
    switch (said.say) {
      case 'lead': {
        const { from } = said;
        const whole = from !== null && this.#place?.term === from.term && this.#place.n >= from.n;
        this.#leaderSpoke();
        this.#adopt({ term: said.term, n: 0 }, whole);
        this.#say({ say: 'join', tab: this.#id });
        break;
      }
      case 'frame': {
        if (this.#place?.term !== said.term) {
          this.#greet(said.term);
          return;
        }
        this.#leaderSpoke();
        if (said.n <= this.#place.n) {
          return;
        }
        const hole = said.n > this.#place.n + 1;
        this.#place = { term: said.term, n: said.n };
        this.#deliver(decode(said.text));
        if (hole) {
          this.#options.events.missed();
        }
        break;
      }
      case 'state':
        if (said.to !== undefined && said.to !== this.#id) {
          return;
        }
        if (this.#place?.term === said.term) {
          this.#leaderSpoke();
          if (said.n > this.#place.n) {
            this.#place = { term: said.term, n: said.n };
            this.#options.events.missed();
          }
          this.#setState(said.state);
        } else if (said.to === this.#id) {
          this.#leaderSpoke();
          this.#cursor = said.cursor;
          this.#adopt({ term: said.term, n: said.n }, false);
          this.#setState(said.state);
        } else {
          this.#greet(said.term);
        }
        break;
      case 'signed-out':
        this.#options.events.signedOut();
        break;
      case 'join':
      case 'leave':
      case 'probe':
      case 'open':
      case 'shut':
      case 'typing':
        break;
    }
  }

  #leaderSpoke(): void {
    this.#leaderHeard = this.#options.timing.now();
    this.#askedAt = null;
    this.#strangeTerm = null;
  }

  /** A leader that we have not met: it tells where it is when we join. */
  #greet(term: string): void {
    if (this.#strangeTerm !== term) {
      this.#strangeTerm = term;
      this.#say({ say: 'join', tab: this.#id });
    }
  }

  /** @param whole whether nothing was missed on the way from the place before */
  #adopt(place: Place, whole: boolean): void {
    this.#place = place;
    this.#setState({ is: 'connecting' });
    if (!whole) {
      this.#options.events.missed();
    }
  }

  #deliver(decoded: Decoded): void {
    const { events } = this.#options;
    switch (decoded.kind) {
      case 'frame': {
        const { frame } = decoded;
        this.#cursor = frame.cursor ?? this.#cursor;
        if (frame.type === 'welcome') {
          this.#state = { is: 'up', synced: false };
        } else if (frame.type === 'pong' && this.#state.is === 'up') {
          this.#state = { is: 'up', synced: true };
        }
        events.frame(frame);
        break;
      }
      case 'unknown':
        this.#cursor = decoded.cursor ?? this.#cursor;
        break;
      case 'broken':
        events.broken();
        break;
    }
  }

  #setState(state: LineState): void {
    const before = this.#state;
    this.#state = state;
    const { events, user } = this.#options;
    if (
      before.is === state.is &&
      !(state.is === 'up' && before.is === 'up' && state.synced !== before.synced)
    ) {
      return;
    }
    switch (state.is) {
      case 'connecting':
        events.connecting();
        break;
      case 'up':
        // What the server said to the one who leads, before this tab came.
        if (before.is !== 'up') {
          events.frame({ type: 'welcome', user, resumed: true });
        }
        if (state.synced) {
          events.frame({ type: 'pong' });
        }
        break;
      case 'lost':
        events.lost(state.since);
        break;
      case 'refused':
        events.refused();
        break;
    }
  }

  // ---- the watch

  #watch(): void {
    this.#watchTimer = this.#options.timing.setTimeout(() => {
      this.#watch();
      this.#look();
    }, WATCH_MS);
  }

  #look(): void {
    if (this.#socket !== null || this.#options.sharing?.visible() !== true) {
      this.#askedAt = null;
      return;
    }
    const now = this.#options.timing.now();
    if (this.#askedAt === null) {
      if (this.#state.is !== 'up' || now - this.#leaderHeard >= PROBE_MS) {
        this.#ask();
      }
    } else if (now - this.#askedAt >= PATIENCE_MS) {
      this.#askedAt = null;
      this.#leaderHeard = now;
      this.#take();
    }
  }

  #ask(): void {
    this.#askedAt ??= this.#options.timing.now();
    this.#say({ say: 'probe', tab: this.#id });
  }

  #say(said: Said): void {
    this.#channel?.post(said);
  }

  #name(): string {
    return `hilo.live.${PROTOCOL}.${this.#options.user}`;
  }

  #nameOf(tab: string): string {
    return `${this.#name()}.${tab}`;
  }
}

function newMember(): Member {
  return { threads: new Set(), typing: new Set(), unwatch: new AbortController() };
}

function ended(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
