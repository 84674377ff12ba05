import type { QueryClient } from '@tanstack/react-query';
import type { Me, NamedNumber, Thread, ThreadView } from '@/shared/contract';
import { meQuery } from '@/shared/me';
import { Problem } from '@/shared/problem';
import { Store } from '@/shared/store';
import { Eased } from './eased';
import type { FrameOf, OrderFrame, ServerFrame } from './frames';
import type { ListScope } from './keys';
import { keys } from './keys';
import type { LineEvents } from './line';
import type { Timing } from './socket';
import type { ThreadList, ThreadPage } from './thread-lists';
import { Tally } from './thread-counts';
import { findInList, newerThread, placeThreads, pruneList, shortened, withoutNumber } from './thread-lists';
import type { Timeline } from './timeline';
import { WorkspaceNews } from './workspace-news';
import { gapOf, withMessageFrame, withStatusFrame, withThreadChange, withTop } from './timeline';

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

/** What this page says on the line. */
export interface Speaker {
  open(threadId: string, afterSeq: number): void;
  close(threadId: string): void;
  typing(threadId: string, on: boolean): void;
}

export interface BridgeOptions {
  client: QueryClient;
  user: string;
  line: Speaker;
  fetchThread: (id: string) => Promise<Thread>;
  /** The newest threads of a list. */
  fetchNewest?: (scope: ListScope) => Promise<readonly Thread[]>;
  timing: Timing;
  /** A contact wrote. Called once per batch and thread. */
  onInbound?: (thread: Thread) => void;
  /** A note names this agent. */
  onMention?: (thread: Thread) => void;
  /** The server has welcomed us: the session is good. */
  onWelcome?: () => void;
  onRefused?: () => void;
}

/** Frames of one burst become one change of the cache. */
export const BATCH_MS = 16;
/** How long a missing number may be merely late (summaries and messages travel in separate frames). */
export const GAP_GRACE_MS = 150;
/** How long the server may take to say again what is missing, before the page reads it. */
export const ASK_MS = 1_000;
/** A server that does not say who is in the thread has forgotten that we opened it. */
const OPENING_MS = 3_000;
const FIRST_AGAIN_MS = 1_000;
const LAST_AGAIN_MS = 15_000;
export const TYPING_MS = 6_000;
/** More unknown threads than this in one burst: reading the newest ones of the lists is cheaper than each of them. */
const MANY_UNKNOWN = 8;
/** More than this: the newest ones of a list may not be all of them. */
const TOO_MANY_UNKNOWN = 40;
/** Longer than a list takes to be read. */
const RECENT_MS = 15_000;
/** Hundreds of numbers may change in a row; lists of them are read at once and then no more often than this. */
export const NUMBERS_MS = 1_000;
/** By then every service knows whose a number is now. */
export const MOVED_MS = 1_000;

interface OpenThread {
  id: string;
  /** Until the server has said who is there, which it does after what was missed. */
  opening: number | null;
  /** What is done about a hole, and when the next thing is. */
  gapTimer: number | null;
  asked: boolean;
}

/**
 * Turns frames into changes of the query cache, which stays the only place where server data lives, and proves by the
 * numbers of the open thread that nothing is missing.
 */
export class LiveBridge implements LineEvents {
  readonly status = new Store<LiveStatus>({ state: 'catching-up' });
  readonly #options: BridgeOptions;
  #queue: ServerFrame[] = [];
  #flushTimer: number | null = null;
  #open: OpenThread | null = null;
  #welcomed = false;
  #everWelcomed = false;
  /** Everything that was missed before the welcome has come. */
  #synced = false;
  /** What is shown must be read again. */
  #stale = false;
  #reading = false;
  #againAt = FIRST_AGAIN_MS;
  #againTimer: number | null = null;
  #threadReads = 0;
  readonly #typingTimers = new Map<string, number>();
  readonly #recent = new Map<string, { thread: Thread; at: number }>();
  #pinned: string | null = null;

  readonly #numbers: Eased;
  readonly #orders: Eased;
  readonly #tally: Tally;
  readonly #workspace: WorkspaceNews;

  constructor(options: BridgeOptions) {
    this.#options = options;
    const { client, timing } = options;
    this.#tally = new Tally(client, options.user, timing);
    this.#numbers = new Eased(() => void invalidateNumbers(client), NUMBERS_MS, timing);
    this.#workspace = new WorkspaceNews(client, timing);
    this.#orders = new Eased(
      () => {
        void client.invalidateQueries({ queryKey: keys.orders });
        // Numbers come to their campaigns and leave them by orders.
        void client.invalidateQueries({ queryKey: keys.campaigns, exact: true });
      },
      NUMBERS_MS,
      timing,
    );
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

  connecting(): void {
    this.flush();
    this.#welcomed = false;
    // Who was offline stays so until the server says otherwise.
    if (this.status.get().state !== 'offline') {
      this.status.set({ state: 'catching-up' });
    }
  }

  lost(since: number): void {
    this.flush();
    this.#welcomed = false;
    this.#forgetColleagues();
    if (this.status.get().state !== 'offline') {
      this.status.set({ state: 'offline', since });
    }
  }

  refused(): void {
    this.flush();
    this.#welcomed = false;
    this.#forgetColleagues();
    if (this.status.get().state !== 'refused') {
      this.status.set({ state: 'refused', since: this.#options.timing.now() });
    }
    this.#options.onRefused?.();
  }

  signedOut(): void {
    this.#options.onRefused?.();
  }

  broken(): void {
    this.#resyncAll();
  }

  missed(): void {
    this.#resyncAll();
  }

  frame(frame: ServerFrame): void {
    this.#queue.push(frame);
    this.#flushTimer ??= this.#options.timing.setTimeout(() => this.flush(), BATCH_MS);
  }

  // ---- the open thread

  /** The agent looks at a thread whose timeline has been read. */
  openThread(id: string): void {
    if (this.#open?.id === id) {
      this.#checkGap();
      this.#refresh();
      return;
    }
    this.closeThread();
    this.#open = { id, opening: null, gapTimer: null, asked: false };
    if (this.#welcomed) {
      this.#sayOpen(this.#open);
    }
    this.#refresh();
  }

  closeThread(): void {
    const open = this.#open;
    if (open === null) {
      return;
    }
    this.#clear(open);
    this.#open = null;
    this.#options.line.close(open.id);
    this.#refresh();
  }

  #sayOpen(open: OpenThread): void {
    const { client, line, timing } = this.#options;
    if (open.opening !== null) {
      timing.clearTimeout(open.opening);
    }
    open.opening = timing.setTimeout(() => this.#opened(open), OPENING_MS);
    line.open(open.id, client.getQueryData<Timeline>(keys.timeline(open.id))?.lastSeq ?? 0);
  }

  #opened(open: OpenThread): void {
    if (open.opening !== null) {
      this.#options.timing.clearTimeout(open.opening);
      open.opening = null;
      this.#checkGap();
      this.#refresh();
    }
  }

  #clear(open: OpenThread): void {
    for (const timer of [open.opening, open.gapTimer]) {
      if (timer !== null) {
        this.#options.timing.clearTimeout(timer);
      }
    }
    open.opening = null;
    open.gapTimer = null;
    open.asked = false;
  }

  typing(threadId: string, on: boolean): void {
    this.#options.line.typing(threadId, on);
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
    const resynced = frames.some((frame) => frame.type === 'resync' && frame.threadId === undefined);
    for (const frame of frames) {
      switch (frame.type) {
        case 'welcome':
          this.#welcome(frame);
          break;
        case 'thread': {
          const { id, lastSeq } = frame.thread;
          const earlier = threads.get(id);
          if (earlier === undefined || earlier.lastSeq <= lastSeq) {
            threads.set(id, frame.thread);
          }
          if (timeline !== undefined && id === open?.id) {
            timeline =
              frame.detailed === true ? withTop(timeline, lastSeq) : withThreadChange(timeline, lastSeq);
          }
          break;
        }
        case 'message':
          if (timeline !== undefined && frame.threadId === open?.id) {
            timeline = withMessageFrame(timeline, frame.seq, frame.message);
          }
          break;
        case 'status':
          if (timeline !== undefined && frame.threadId === open?.id) {
            timeline = withStatusFrame(timeline, frame.seq, frame);
          }
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
        case 'number':
          this.#numberFrame(frame, resynced);
          break;
        case 'order':
          this.#orderFrame(frame.order);
          break;
        case 'workspace':
          this.#workspace.changed(frame.what);
          break;
        case 'resync':
          if (frame.threadId === undefined) {
            this.#resyncAll();
            this.#rereadNumbers();
            this.#workspace.missed();
          } else {
            this.#readThread(frame.threadId);
          }
          break;
        case 'pong':
          this.#synced = true;
          break;
        case 'problem':
          if (open !== null && frame.threadId === open.id) {
            this.#opened(open);
          }
          break;
      }
    }
    if (openKey !== null && timeline !== undefined && timeline !== before) {
      this.#options.client.setQueryData<Timeline>(openKey, timeline);
    }
    this.#applyThreads(threads, reads);
    if (frames.length > 0) {
      this.#checkGap();
      this.#refresh();
    }
  }

  #welcome(frame: FrameOf<'welcome'>): void {
    this.#welcomed = true;
    this.#synced = false;
    this.#againAt = FIRST_AGAIN_MS;
    this.#options.onWelcome?.();
    if (this.#open !== null) {
      this.#clear(this.#open);
      this.#sayOpen(this.#open);
    }
    if (!frame.resumed || this.#stale) {
      this.#resyncAll();
    }
    // What was said of numbers while nobody listened is not repeated; the page was only just read when it first listens.
    if (this.#everWelcomed) {
      this.#rereadNumbers();
      this.#workspace.missed();
    }
    this.#everWelcomed = true;
  }

  // ---- numbers

  #rereadNumbers(): void {
    const { client } = this.#options;
    void client.invalidateQueries({ queryKey: meQuery.queryKey });
    void client.invalidateQueries({ queryKey: keys.numbers });
  }

  /** @param resynced everything is read again anyway */
  #numberFrame({ did, number }: FrameOf<'number'>, resynced: boolean): void {
    const { client } = this.#options;
    const me = client.getQueryData<Me>(meQuery.queryKey);
    const had = me?.numbers.some((known) => known.did === did) ?? false;
    const has = number != null && number.state !== 'released';
    if (me !== undefined) {
      // All that the page shows of a number stands in the frame: hundreds of agents need not ask for it.
      client.setQueryData<Me>(meQuery.queryKey, {
        ...me,
        numbers: withNumber(me.numbers, did, has ? number : null),
      });
    }
    this.#numbers.ask();
    // A number that was given back leaves the choice; its conversations stay.
    if (number == null) {
      this.#forget(did);
    }
    const moved = number == null ? had : has && !had;
    if (moved) {
      if (!resynced) {
        this.#resyncAll();
      }
      // The service that keeps the conversations may hear of it a moment later than this page.
      this.#options.timing.setTimeout(() => this.#resyncAll(), MOVED_MS);
    }
  }

  /** Nothing of a number that is not this agent's any more stays on the list, and nothing puts it back. */
  #forget(did: string): void {
    for (const [id, { thread }] of this.#recent) {
      if (thread.did === did) {
        this.#recent.delete(id);
      }
    }
    this.#eachList((list) => withoutNumber(list, did));
  }

  #orderFrame(order: OrderFrame): void {
    this.#options.client.setQueryData<OrderFrame>(keys.order(order.did), (known) =>
      known !== undefined && Date.parse(known.requestedAt) > Date.parse(order.requestedAt) ? known : order,
    );
    this.#orders.ask();
  }

  #applyThreads(views: Map<string, ThreadView>, reads: Map<string, number>): void {
    const changed: Thread[] = [];
    const unknown: string[] = [];
    const inbound: Thread[] = [];
    const named: Thread[] = [];
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
      if (namesThem(thread, known, this.#options.user)) {
        named.push(thread);
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
    for (const thread of named) {
      this.#options.onMention?.(thread);
    }
    if (unknown.length > MANY_UNKNOWN) {
      this.#tally.ask();
      this.#readNewest(unknown.length);
      return;
    }
    for (const id of unknown) {
      this.#options.fetchThread(id).then(
        (thread) => {
          this.#placeThreads([thread]);
          if (thread.lastMessage?.direction === 'inbound') {
            this.#options.onInbound?.(thread);
          } else if (namesThem(thread, undefined, this.#options.user)) {
            this.#options.onMention?.(thread);
          }
        },
        () => undefined,
      );
    }
  }

  /** They have just been written to, so they are among the newest of every list they are on. */
  #readNewest(unknown: number): void {
    const { client, fetchNewest } = this.#options;
    if (fetchNewest === undefined || unknown > TOO_MANY_UNKNOWN) {
      this.#shorten();
      void client.invalidateQueries({ queryKey: keys.lists });
      return;
    }
    for (const { queryKey } of client.getQueryCache().findAll({ queryKey: keys.lists, type: 'active' })) {
      fetchNewest(queryKey[1] as ListScope).then(
        (threads) => this.#placeThreads(threads),
        () => undefined,
      );
    }
  }

  /** Who is about to read lists again need not read what somebody scrolled to long ago. */
  #shorten(): void {
    this.#eachList((list) => shortened(list));
  }

  #placeThreads(changed: readonly Thread[]): void {
    if (changed.length === 0) {
      return;
    }
    const { client, user, timing } = this.#options;
    for (const thread of changed) {
      this.#recent.delete(thread.id);
      this.#recent.set(thread.id, { thread, at: timing.now() });
      const before = this.#known(thread.id);
      this.#tally.moved(before, newerThread(before, thread));
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

  #gap(): boolean {
    const open = this.#open;
    return (
      open !== null && gapOf(this.#options.client.getQueryData<Timeline>(keys.timeline(open.id))) !== null
    );
  }

  /**
   * A hole in the open timeline may close by itself, because its frames are only late. If it does not, the server is
   * asked for exactly what is missing; if that does not help either, the page reads it.
   */
  #checkGap(): void {
    const open = this.#open;
    if (open === null) {
      return;
    }
    if (!this.#gap()) {
      if (open.gapTimer !== null) {
        this.#options.timing.clearTimeout(open.gapTimer);
        open.gapTimer = null;
      }
      open.asked = false;
      return;
    }
    if (open.gapTimer !== null || open.opening !== null || !this.#welcomed) {
      return;
    }
    open.gapTimer = this.#options.timing.setTimeout(
      () => {
        open.gapTimer = null;
        if (this.#open !== open || !this.#gap()) {
          return;
        }
        if (open.asked) {
          this.#readThread(open.id);
        } else {
          open.asked = true;
          this.#sayOpen(open);
        }
      },
      open.asked ? ASK_MS : GAP_GRACE_MS,
    );
  }

  #readThread(id: string): void {
    const { client } = this.#options;
    this.#threadReads += 1;
    this.#refresh();
    void client.invalidateQueries({ queryKey: keys.thread(id) });
    void client.invalidateQueries({ queryKey: keys.timeline(id) }).finally(() => {
      this.#threadReads -= 1;
      this.#checkGap();
      this.#refresh();
    });
  }

  /** What happened in between is gone: read everything that is on the screen again, and the rest when it is next seen. */
  #resyncAll(): void {
    this.#stale = true;
    if (this.#welcomed && !this.#reading) {
      void this.#readAll();
    }
    this.#refresh();
  }

  async #readAll(): Promise<void> {
    const { client, timing } = this.#options;
    this.#reading = true;
    if (this.#againTimer !== null) {
      timing.clearTimeout(this.#againTimer);
      this.#againTimer = null;
    }
    // A first load that is under way is not thrown away; it is read once more when it is there.
    await settled(client);
    this.#shorten();
    this.#stale = false;
    await Promise.all(live.map((queryKey) => client.invalidateQueries({ queryKey })));
    this.#reading = false;
    const failed = live.some((queryKey) =>
      client
        .getQueryCache()
        .findAll({ queryKey, type: 'active' })
        .some(({ state: { isInvalidated, error } }) => isInvalidated && !isFinal(error)),
    );
    if (failed) {
      this.#stale = true;
      this.#againTimer = timing.setTimeout(() => {
        this.#againTimer = null;
        this.#resyncAll();
      }, this.#againAt);
      this.#againAt = Math.min(LAST_AGAIN_MS, this.#againAt * 2);
    } else if (this.#wasMissedAgain()) {
      this.#resyncAll();
    }
    this.#checkGap();
    this.#refresh();
  }

  /** Something was missed while we read; a method, because the flag changes behind the reader's back. */
  #wasMissedAgain(): boolean {
    return this.#stale;
  }

  #refresh(): void {
    if (!this.#welcomed) {
      return;
    }
    const behind =
      !this.#synced ||
      this.#stale ||
      this.#reading ||
      this.#threadReads > 0 ||
      (this.#open?.opening ?? null) !== null ||
      this.#gap();
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
    if (this.#open?.id === frame.threadId) {
      this.#opened(this.#open);
    }
    this.#presence(frame.threadId, (presence) => ({ ...presence, viewers }));
  }

  /** Without a connection nobody knows who is there. */
  #forgetColleagues(): void {
    const { client, timing } = this.#options;
    this.#typingTimers.forEach((timer) => timing.clearTimeout(timer));
    this.#typingTimers.clear();
    client.setQueriesData<Presence>({ queryKey: keys.presences }, (known) =>
      known === undefined ? undefined : { viewers: [], typing: [] },
    );
  }

  #presence(threadId: string, change: (presence: Presence) => Presence): void {
    this.#options.client.setQueryData<Presence>(keys.presence(threadId), (known) =>
      change(known ?? { viewers: [], typing: [] }),
    );
  }
}

/** Whether the newest line of a thread is a note that calls somebody by name, and was not there before. */
function namesThem(thread: ThreadView, known: ThreadView | undefined, user: string): boolean {
  const last = thread.lastMessage;
  return (
    last?.direction === 'note' && last.id !== known?.lastMessage?.id && last.mentions?.includes(user) === true
  );
}

const live = [keys.lists, keys.threads, keys.timelines, keys.allCounts];

/** Sorted as the server sorts them. */
function withNumber(numbers: readonly NamedNumber[], did: string, number: NamedNumber | null): NamedNumber[] {
  const others = numbers.filter((known) => known.did !== did);
  if (number === null) {
    return others;
  }
  return [...others, number].sort(
    (one, other) => compare(one.name ?? '', other.name ?? '') || compare(one.did, other.did),
  );
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** Orders have frames of their own, and what the account has besides our numbers is asked of the carrier each time. */
async function invalidateNumbers(client: QueryClient): Promise<void> {
  const others: ReadonlySet<unknown> = new Set(['order', 'orders', 'unmanaged']);
  await client.invalidateQueries({
    queryKey: keys.numbers,
    predicate: ({ queryKey }) => !others.has(queryKey[1]),
  });
}

/** Reading it again would be answered in the same way. */
function isFinal(error: unknown): boolean {
  return error instanceof Problem && error.status < 500;
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
