import type { QueryClient } from '@tanstack/react-query';
import type { Thread, ThreadView } from '@/shared/contract';
import { Store } from '@/shared/store';
import type { ClientFrame, FrameOf, ServerFrame } from './frames';
import type { ListScope } from './keys';
import { keys } from './keys';
import type { SocketEvents, Timing } from './socket';
import type { ThreadList, ThreadPage } from './thread-lists';
import { findInList, newerThread, placeThreads, pruneList } from './thread-lists';
import type { Timeline } from './timeline';
import { withMessage, withSeq, withStatus } from './timeline';

export type LiveStatus =
  | { state: 'live' }
  | { state: 'catching-up' }
  | { state: 'offline'; since: number }
  /** The server will not have us any more; only signing in again helps. */
  | { state: 'refused'; since: number };

/** Who else is in a thread. */
export interface Presence {
  viewers: string[];
  typing: string[];
}

export interface BridgeOptions {
  client: QueryClient;
  user: string;
  send: (frame: ClientFrame) => boolean;
  fetchThread: (id: string) => Promise<Thread>;
  timing: Timing;
  /** A contact wrote. Called once per batch and thread. */
  onInbound?: (thread: Thread) => void;
  /** Nobody accepts our connection: perhaps it is the session. */
  onUnreachable?: () => void;
  onRefused?: () => void;
}

/** Frames of one burst become one change of the cache. */
export const BATCH_MS = 16;
/** How long a missing number may be merely late (summaries and messages travel in separate frames). */
export const GAP_GRACE_MS = 150;
export const TYPING_MS = 6_000;
/** More unknown threads than this in one burst: reading the lists again is cheaper than each of them. */
const MANY_UNKNOWN = 8;
/** Longer than a list takes to be read. */
const RECENT_MS = 15_000;

interface OpenThread {
  id: string;
  /** Everything up to here was seen; null until the timeline was read. */
  base: number | null;
  /** Seen above a missing number. */
  above: Set<number>;
}

/**
 * Turns frames into changes of the query cache, which stays the only place where server data lives, and proves by the
 * numbers of the open thread that nothing is missing.
 */
export class LiveBridge implements SocketEvents {
  readonly status = new Store<LiveStatus>({ state: 'catching-up' });
  readonly #options: BridgeOptions;
  #queue: ServerFrame[] = [];
  #flushTimer: number | null = null;
  #open: OpenThread | null = null;
  #gapTimer: number | null = null;
  #welcomed = false;
  #catchingUp = 0;
  readonly #typingTimers = new Map<string, number>();
  readonly #recent = new Map<string, { thread: Thread; at: number }>();
  #pinned: string | null = null;

  constructor(options: BridgeOptions) {
    this.#options = options;
  }

  /**
   * Watches the cache for lists that were read while frames went by: a page read just before a thread moved would
   * otherwise put it back.
   *
   * @returns a function that stops watching
   */
  watchLists(): () => void {
    return this.#options.client.getQueryCache().subscribe((event) => {
      if (
        event.type === 'updated' &&
        event.action.type === 'success' &&
        event.action.manual !== true &&
        (event.query.queryKey as readonly unknown[])[0] === keys.lists[0]
      ) {
        this.#options.timing.setTimeout(() => this.#replaceRecent(), 0);
      }
    });
  }

  #replaceRecent(): void {
    const since = this.#options.timing.now() - RECENT_MS;
    for (const [id, { at }] of this.#recent) {
      if (at < since) {
        this.#recent.delete(id);
      }
    }
    this.#placeThreads([...this.#recent.values()].map(({ thread }) => thread));
  }

  // ---- the connection

  opened(): void {
    // It is live when the server has said welcome.
  }

  lost(neverOpened: boolean): void {
    this.flush();
    this.#welcomed = false;
    if (this.status.get().state !== 'offline') {
      this.status.set({ state: 'offline', since: this.#options.timing.now() });
    }
    if (neverOpened) {
      this.#options.onUnreachable?.();
    }
  }

  refused(): void {
    this.flush();
    this.#welcomed = false;
    this.status.set({ state: 'refused', since: this.#options.timing.now() });
    this.#options.onRefused?.();
  }

  broken(): void {
    this.#resyncAll();
  }

  frame(frame: ServerFrame): void {
    this.#queue.push(frame);
    this.#flushTimer ??= this.#options.timing.setTimeout(() => this.flush(), BATCH_MS);
  }

  // ---- the open thread

  /** The agent looks at a thread whose timeline has been read up to `lastSeq`. */
  openThread(id: string, lastSeq: number): void {
    if (this.#open?.id === id) {
      this.rebase(id, lastSeq);
      return;
    }
    this.closeThread();
    this.#open = { id, base: lastSeq, above: new Set() };
    if (this.#welcomed) {
      this.#options.send({ type: 'open', threadId: id, afterSeq: lastSeq });
    }
  }

  closeThread(): void {
    if (this.#open === null) {
      return;
    }
    this.#options.send({ type: 'close', threadId: this.#open.id });
    this.#open = null;
    this.#clearGapTimer();
  }

  /** The open timeline was read again and is complete up to `lastSeq`. */
  rebase(id: string, lastSeq: number): void {
    const open = this.#open;
    if (open?.id !== id) {
      return;
    }
    if (open.base === null || lastSeq > open.base) {
      open.base = lastSeq;
      this.#advance(open);
    }
  }

  typing(threadId: string, on: boolean): void {
    this.#options.send({ type: 'typing', threadId, on });
  }

  /** The list keeps the thread that is open even if it no longer fits; this lets go of the others. */
  pin(pinned: string | null): void {
    this.#pinned = pinned;
    this.#eachList((list, scope) => pruneList(list, scope, this.#options.user, pinned));
  }

  /** A change this agent made, answered by the server or hoped for. */
  putThread(thread: Thread): void {
    this.#placeThreads([thread]);
  }

  known(id: string): Thread | undefined {
    return this.#known(id);
  }

  /** This agent has read so much of a thread, here or in another window. */
  markRead(threadId: string, readInbound: number): void {
    const thread = this.#known(threadId);
    if (thread !== undefined && thread.readInbound < readInbound) {
      this.#placeThreads([{ ...thread, readInbound }]);
    }
  }

  // ---- frames

  flush(): void {
    if (this.#flushTimer !== null) {
      this.#options.timing.clearTimeout(this.#flushTimer);
      this.#flushTimer = null;
    }
    const frames = this.#queue;
    this.#queue = [];
    const threads = new Map<string, ThreadView>();
    const reads = new Map<string, number>();
    const open = this.#open;
    const openKey = open === null ? null : keys.timeline(open.id);
    const before = openKey === null ? undefined : this.#options.client.getQueryData<Timeline>(openKey);
    let timeline = before;
    for (const frame of frames) {
      switch (frame.type) {
        case 'welcome':
          this.#welcome(frame);
          break;
        case 'thread': {
          const earlier = threads.get(frame.thread.id);
          if (earlier === undefined || earlier.lastSeq <= frame.thread.lastSeq) {
            threads.set(frame.thread.id, frame.thread);
          }
          this.#saw(frame.thread.id, frame.thread.lastSeq);
          break;
        }
        case 'message':
          if (timeline !== undefined && frame.threadId === open?.id) {
            timeline = withMessage(timeline, frame.message);
          }
          this.#saw(frame.threadId, frame.seq);
          break;
        case 'status':
          if (timeline !== undefined && frame.threadId === open?.id) {
            timeline = withStatus(timeline, frame);
          }
          this.#saw(frame.threadId, frame.seq);
          break;
        case 'read':
          reads.set(frame.threadId, Math.max(reads.get(frame.threadId) ?? 0, frame.readInbound));
          break;
        case 'typing':
          this.#typingFrame(frame);
          break;
        case 'presence':
          this.#presenceFrame(frame);
          break;
        case 'resync':
          if (frame.threadId === undefined) {
            this.#resyncAll();
          } else {
            this.#resyncThread(frame.threadId);
          }
          break;
        case 'pong':
        case 'problem':
          break;
      }
    }
    if (openKey !== null && timeline !== undefined) {
      const base = this.#open?.base ?? 0;
      const settled = withSeq(timeline, base);
      if (settled !== before) {
        this.#options.client.setQueryData<Timeline>(openKey, settled);
      }
    }
    this.#applyThreads(threads, reads);
    this.#refresh();
  }

  #welcome(frame: FrameOf<'welcome'>): void {
    this.#welcomed = true;
    if (this.#open?.base != null) {
      this.#options.send({ type: 'open', threadId: this.#open.id, afterSeq: this.#open.base });
    }
    if (!frame.resumed) {
      this.#resyncAll();
    }
  }

  #applyThreads(views: Map<string, ThreadView>, reads: Map<string, number>): void {
    const changed: Thread[] = [];
    const unknown: string[] = [];
    const inbound: Thread[] = [];
    for (const view of views.values()) {
      const known = this.#known(view.id);
      if (known === undefined) {
        // How much of it this agent has read only the server knows.
        unknown.push(view.id);
        continue;
      }
      const thread = { ...view, readInbound: Math.max(known.readInbound, reads.get(view.id) ?? 0) };
      if (view.inboundCount > known.inboundCount && view.lastSeq > known.lastSeq) {
        inbound.push(thread);
      }
      changed.push(thread);
    }
    for (const [id, readInbound] of reads) {
      const known = this.#known(id);
      if (known !== undefined && !views.has(id)) {
        changed.push({ ...known, readInbound: Math.max(known.readInbound, readInbound) });
      }
    }
    this.#placeThreads(changed);
    for (const thread of inbound) {
      this.#options.onInbound?.(thread);
    }
    if (unknown.length > MANY_UNKNOWN) {
      void this.#options.client.invalidateQueries({ queryKey: keys.lists });
      return;
    }
    for (const id of unknown) {
      this.#options.fetchThread(id).then(
        (thread) => {
          this.#placeThreads([thread]);
          if (thread.lastMessage?.direction === 'inbound') {
            this.#options.onInbound?.(thread);
          }
        },
        () => undefined,
      );
    }
  }

  #placeThreads(changed: readonly Thread[]): void {
    if (changed.length === 0) {
      return;
    }
    const { client, user, timing } = this.#options;
    for (const thread of changed) {
      this.#recent.delete(thread.id);
      this.#recent.set(thread.id, { thread, at: timing.now() });
      client.setQueryData<Thread>(keys.thread(thread.id), (known) => newerThread(known, thread));
    }
    this.#eachList((list, scope) => placeThreads(list, changed, scope, user, this.#pinned));
  }

  #eachList(change: (list: ThreadList, scope: ListScope) => ThreadList): void {
    const { client } = this.#options;
    for (const [key, list] of client.getQueriesData<ThreadList>({ queryKey: keys.lists })) {
      const scope = key[1] as ListScope | undefined;
      if (list !== undefined && scope !== undefined) {
        const next = change(list, scope);
        if (next !== list) {
          client.setQueryData<ThreadList>(key, next);
        }
      }
    }
  }

  #known(id: string): Thread | undefined {
    const { client } = this.#options;
    let known = client.getQueryData<Thread>(keys.thread(id));
    for (const [, list] of client.getQueriesData<{ pages: ThreadPage[] }>({ queryKey: keys.lists })) {
      const found = findInList(list as ThreadList | undefined, id);
      if (found !== undefined) {
        known = newerThread(known, found);
      }
    }
    return known;
  }

  // ---- nothing is missing

  #saw(threadId: string, seq: number): void {
    const open = this.#open;
    if (open?.id !== threadId || open.base === null || seq <= open.base) {
      return;
    }
    open.above.add(seq);
    this.#advance(open);
  }

  #advance(open: OpenThread): void {
    if (open.base === null) {
      return;
    }
    while (open.above.delete(open.base + 1)) {
      open.base += 1;
    }
    for (const seq of open.above) {
      if (seq <= open.base) {
        open.above.delete(seq);
      }
    }
    if (open.above.size === 0) {
      this.#clearGapTimer();
      return;
    }
    this.#gapTimer ??= this.#options.timing.setTimeout(() => {
      this.#gapTimer = null;
      if (this.#open !== null && this.#open.above.size > 0) {
        this.#resyncThread(this.#open.id);
      }
    }, GAP_GRACE_MS);
    this.#refresh();
  }

  #clearGapTimer(): void {
    if (this.#gapTimer !== null) {
      this.#options.timing.clearTimeout(this.#gapTimer);
      this.#gapTimer = null;
    }
  }

  #resyncThread(id: string): void {
    const { client } = this.#options;
    void this.#whileCatchingUp(async () => {
      await client.invalidateQueries({ queryKey: keys.timeline(id) });
      const read = client.getQueryData<Timeline>(keys.timeline(id));
      if (read !== undefined) {
        this.rebase(id, read.lastSeq);
      }
    });
    void client.invalidateQueries({ queryKey: keys.thread(id) });
  }

  /** What happened in between is gone: read everything that is on the screen again, and the rest when it is next seen. */
  #resyncAll(): void {
    const { client } = this.#options;
    void this.#whileCatchingUp(async () => {
      // A first load that is under way is not thrown away; it is read once more when it is there.
      await settled(client);
      await Promise.all([
        client.invalidateQueries({ queryKey: keys.lists }),
        client.invalidateQueries({ queryKey: keys.threads }),
        client.invalidateQueries({ queryKey: keys.timelines }),
      ]);
      const open = this.#open;
      const read = open === null ? undefined : client.getQueryData<Timeline>(keys.timeline(open.id));
      if (open !== null && read !== undefined) {
        this.rebase(open.id, read.lastSeq);
      }
    });
  }

  async #whileCatchingUp(work: () => Promise<void>): Promise<void> {
    this.#catchingUp += 1;
    this.#refresh();
    try {
      await work();
    } finally {
      this.#catchingUp -= 1;
      this.#refresh();
    }
  }

  #refresh(): void {
    if (!this.#welcomed) {
      return;
    }
    const behind = this.#catchingUp > 0 || (this.#open?.above.size ?? 0) > 0;
    const next = behind ? 'catching-up' : 'live';
    if (this.status.get().state !== next) {
      this.status.set({ state: next });
    }
  }

  // ---- colleagues

  #typingFrame(frame: FrameOf<'typing'>): void {
    if (frame.user === this.#options.user) {
      return;
    }
    const name = `${frame.threadId} ${frame.user}`;
    const running = this.#typingTimers.get(name);
    if (running !== undefined) {
      this.#options.timing.clearTimeout(running);
      this.#typingTimers.delete(name);
    }
    if (frame.on) {
      const timer = this.#options.timing.setTimeout(() => {
        this.#typingTimers.delete(name);
        this.#setTyping(frame.threadId, frame.user, false);
      }, TYPING_MS);
      this.#typingTimers.set(name, timer);
    }
    this.#setTyping(frame.threadId, frame.user, frame.on);
  }

  #setTyping(threadId: string, user: string, on: boolean): void {
    this.#presence(threadId, (presence) => ({
      ...presence,
      typing: on
        ? [...presence.typing.filter((other) => other !== user), user]
        : presence.typing.filter((other) => other !== user),
    }));
  }

  #presenceFrame(frame: FrameOf<'presence'>): void {
    const viewers = frame.users.filter((user) => user !== this.#options.user);
    this.#presence(frame.threadId, (presence) => ({ ...presence, viewers }));
  }

  #presence(threadId: string, change: (presence: Presence) => Presence): void {
    this.#options.client.setQueryData<Presence>(keys.presence(threadId), (known) =>
      change(known ?? { viewers: [], typing: [] }),
    );
  }
}

/** Waits until no list or timeline is being read. */
async function settled(client: QueryClient): Promise<void> {
  const reading = (): boolean =>
    client.isFetching({ queryKey: keys.lists }) + client.isFetching({ queryKey: keys.timelines }) > 0;
  if (!reading()) {
    return;
  }
  await new Promise<void>((resolve) => {
    const stop = client.getQueryCache().subscribe(() => {
      if (!reading()) {
        stop();
        resolve();
      }
    });
  });
}
