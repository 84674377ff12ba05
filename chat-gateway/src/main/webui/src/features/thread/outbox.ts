import * as z from 'zod/mini';
import { isPassing, isTwinUnderWay, Problem } from '@/shared/problem';
import { Store } from '@/shared/store';
import type { Accepted, Sending } from './api/send-message';
import type { Shelf } from './outbox-shelf';

const outgoingMedia = z.object({
  id: z.string(),
  name: z.string(),
  contentType: z.string(),
  bytes: z.number(),
  /** Of this page only: after a reload the server's copy is shown. */
  url: z.nullable(z.string()),
  width: z.nullish(z.number()),
  height: z.nullish(z.number()),
  /** Drawn by the composer to make a long text an MMS. */
  heading: z.nullish(z.boolean()),
});
export type OutgoingMedia = z.output<typeof outgoingMedia>;

export const outgoing = z.object({
  id: z.string(),
  threadId: z.string(),
  from: z.string(),
  to: z.string(),
  body: z.string(),
  media: z.array(outgoingMedia),
  lastSeqSeen: z.nullable(z.number()),
  force: z.boolean(),
  sendAt: z.nullish(z.string()),
  createdAt: z.string(),
  /** Held ones can still be taken back; nobody else has heard of them. */
  state: z.enum(['held', 'sending', 'waiting', 'refused']),
  /** Of a held one, in the browser's milliseconds. */
  heldUntil: z.nullish(z.number()),
});

/** What an agent sent and the server has not accepted yet. */
export type Outgoing = z.output<typeof outgoing> & { problem?: Problem };

/** A refusal that was kept, in another tab or before a reload. */
export function problemAgain(members: Record<string, unknown>): Problem {
  return new Problem({ status: 0, ...members });
}

export interface OutboxOptions {
  shelf: Shelf;
  /** Runs the work while no other tab of this agent does the same for the thread. */
  alone?: ((threadId: string, work: () => Promise<void>) => Promise<void>) | undefined;
  send: (sending: Sending) => Promise<Accepted>;
  onAccepted: (message: Outgoing, accepted: Accepted) => void;
  setTimeout: (run: () => void, ms: number) => number;
  clearTimeout: (timer: number) => void;
  random: () => number;
  now: () => number;
}

const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 30_000;
/** A text that waited longer than this is given back instead of being sent by itself. */
const LONGEST_WAIT_MS = 24 * 3_600_000;
/** A page that still holds a text so long after its time is gone. */
const DEAD_MS = 1_500;

/**
 * Sends in order, one at a time per conversation. A passing failure is tried again with the same id, so that nothing is
 * sent twice; a refusal gives the text back to the composer. Survives a reload, and is one for all tabs: each of them
 * shows what waits, and for one conversation only one of them sends at a time.
 *
 * The newest text of a conversation may be held for a moment, in which it can be taken back. It leaves at once when
 * something is written after it, and when the page is put away: what was sent must not depend on who looks on. Should
 * the page that holds it die, another one sends it a moment later.
 */
export class Outbox {
  readonly entries: Store<readonly Outgoing[]>;
  readonly #options: OutboxOptions;
  readonly #shelf: Shelf;
  /** What the shelf had no room for. */
  readonly #unsaved = new Set<string>();
  readonly #running = new Set<string>();
  readonly #failures = new Map<string, number>();
  readonly #timers = new Map<string, number>();
  /** What leaves when its time is up, and of these what this page holds itself. */
  readonly #holds = new Map<string, number>();
  readonly #mine = new Set<string>();

  constructor(options: OutboxOptions) {
    this.#options = options;
    this.#shelf = options.shelf;
    this.entries = new Store<readonly Outgoing[]>(this.#stored());
  }

  /**
   * Takes up what an earlier page left behind, and follows what other tabs do.
   *
   * @returns what ends it
   */
  start(): () => void {
    const end = this.#shelf.watch({
      changed: () => this.#look(),
      accepted: (message, accepted) => this.#options.onAccepted(this.#own(message), accepted),
    });
    this.wake();
    return end;
  }

  /** @param holdMs how long it can be taken back before it leaves */
  add(message: Omit<Outgoing, 'state' | 'problem'>, holdMs = 0): void {
    const { id, threadId } = message;
    this.release(threadId);
    if (holdMs > 0) {
      const heldUntil = this.#options.now() + holdMs;
      this.#mine.add(id);
      this.#holds.set(
        id,
        this.#options.setTimeout(() => this.release(threadId), holdMs),
      );
      this.#change((all) => [...all, { ...message, state: 'held', heldUntil }]);
    } else {
      this.#change((all) => [...all, { ...message, state: 'sending' }]);
      void this.#pump(threadId);
    }
  }

  /** What can still be taken back leaves now: in one conversation, or all that this page holds. */
  release(threadId?: string): void {
    // Another tab may have taken it back.
    this.#look();
    const held = this.entries
      .get()
      .filter(
        (entry) =>
          entry.state === 'held' &&
          (threadId === undefined ? this.#mine.has(entry.id) : entry.threadId === threadId),
      );
    for (const entry of held) {
      this.#forgetHold(entry.id);
      this.#mark(entry.id, { state: 'sending' });
      void this.#pump(entry.threadId);
    }
  }

  /**
   * The page goes. What it holds leaves in this very moment, if nothing stands before it: there is no time to wait until
   * no other tab sends in that conversation, and the server takes the same text once.
   */
  leave(): void {
    this.#look();
    const waiting = this.entries.get().filter(({ state }) => state !== 'refused');
    for (const entry of waiting) {
      const { id, threadId } = entry;
      const isFirst = waiting.find((one) => one.threadId === threadId) === entry;
      if (entry.state === 'held' && this.#mine.has(id) && isFirst && !this.#running.has(threadId)) {
        this.#forgetHold(id);
        this.#mark(id, { state: 'sending' });
        this.#running.add(threadId);
        void this.#attempt({ ...entry, state: 'sending' }).finally(() => {
          this.#running.delete(threadId);
          void this.#pump(threadId);
        });
      }
    }
    this.release();
  }

  /** Gives a held or refused text back, or throws a waiting one away. */
  take(id: string): Outgoing | undefined {
    this.#forgetHold(id);
    const found = this.entries.get().find((entry) => entry.id === id);
    this.entries.update((all) => all.filter((entry) => entry.id !== id));
    // What another tab took in the same moment is there and not here.
    return this.#shelf.remove(id) || this.#unsaved.delete(id) ? found : undefined;
  }

  /** There may be a connection again. */
  wake(): void {
    for (const timer of this.#timers.values()) {
      this.#options.clearTimeout(timer);
    }
    this.#timers.clear();
    this.#look();
    for (const threadId of new Set(this.entries.get().map((entry) => entry.threadId))) {
      void this.#pump(threadId);
    }
  }

  async #pump(threadId: string): Promise<void> {
    if (this.#running.has(threadId) || this.#timers.has(threadId)) {
      return;
    }
    this.#running.add(threadId);
    const alone = this.#options.alone ?? ((_: string, work: () => Promise<void>) => work());
    try {
      await alone(threadId, () => this.#sendAll(threadId));
    } catch {
      // The lock was not given, because the page goes: the next one sends.
    } finally {
      this.#running.delete(threadId);
    }
  }

  async #sendAll(threadId: string): Promise<void> {
    // While we waited for our turn another tab may have sent some of it.
    this.#look();
    for (let next = this.#next(threadId); next !== undefined; next = this.#next(threadId)) {
      if (!(await this.#attempt(next))) {
        return;
      }
    }
  }

  #next(threadId: string): Outgoing | undefined {
    const next = this.entries.get().find((entry) => entry.threadId === threadId && entry.state !== 'refused');
    return next?.state === 'held' ? undefined : next;
  }

  #forgetHold(id: string): void {
    this.#mine.delete(id);
    const timer = this.#holds.get(id);
    if (timer !== undefined) {
      this.#options.clearTimeout(timer);
      this.#holds.delete(id);
    }
  }

  /** @returns whether to go on with the next one */
  async #attempt(message: Outgoing): Promise<boolean> {
    const { id, threadId, from, to, body, media, lastSeqSeen, force, sendAt } = message;
    try {
      const mediaIds = media.map((one) => one.id);
      const accepted = await this.#options.send({ id, from, to, body, mediaIds, lastSeqSeen, force, sendAt });
      this.#failures.delete(threadId);
      this.#options.onAccepted(message, accepted);
      this.#shelf.accepted(message, accepted);
      this.#unsaved.delete(id);
      this.entries.update((all) => all.filter((entry) => entry.id !== id));
      this.#change((all) =>
        all
          // Accepted means that nothing stood between what was seen and this one, so the next has seen this one too.
          .map((entry) =>
            entry.threadId === threadId && entry.lastSeqSeen !== null && entry.lastSeqSeen < accepted.seq
              ? { ...entry, lastSeqSeen: accepted.seq }
              : entry,
          ),
      );
      return true;
    } catch (error) {
      if (isPassing(error) || !(error instanceof Problem)) {
        this.#mark(id, { state: 'waiting' });
        this.#retryLater(threadId, error);
        return false;
      }
      this.#mark(id, { state: 'refused', problem: error });
      return true;
    }
  }

  #retryLater(threadId: string, error: unknown): void {
    // A twin under way is no failure: its answer comes within a second, however long the waiting was before.
    const failures = isTwinUnderWay(error) ? 0 : (this.#failures.get(threadId) ?? 0);
    this.#failures.set(threadId, failures + 1);
    const pause =
      Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** failures) * (0.5 + this.#options.random() / 2);
    const asked = error instanceof Problem ? (error.retryAfter ?? 0) : 0;
    const timer = this.#options.setTimeout(
      () => {
        this.#timers.delete(threadId);
        void this.#pump(threadId);
      },
      Math.max(pause, asked),
    );
    this.#timers.set(threadId, timer);
  }

  #mark(id: string, change: Pick<Outgoing, 'state'> & { problem?: Problem }): void {
    this.#change((all) => all.map((entry) => (entry.id === id ? { ...entry, ...change } : entry)));
  }

  #change(change: (all: readonly Outgoing[]) => readonly Outgoing[]): void {
    const before = new Set(this.entries.get());
    this.entries.update(change);
    for (const entry of this.entries.get()) {
      if (before.has(entry)) {
        continue;
      }
      if (this.#shelf.put(entry)) {
        this.#unsaved.delete(entry.id);
      } else {
        this.#unsaved.add(entry.id);
      }
    }
  }

  /** Shows what the shelf holds now, and what it has no room for. */
  #look(): void {
    const unsaved = this.entries.get().filter((entry) => this.#unsaved.has(entry.id));
    const stored = this.#stored().map((entry) => this.#own(entry));
    const next = [...stored, ...unsaved.filter(({ id }) => !stored.some((entry) => entry.id === id))];
    const now = this.entries.get();
    if (next.length !== now.length || next.some((entry, index) => entry !== now[index])) {
      this.entries.set(next);
    }
    this.#watchOver(next);
  }

  /** What other pages hold leaves even if they die. */
  #watchOver(all: readonly Outgoing[]): void {
    for (const { id, threadId, state, heldUntil } of all) {
      if (state === 'held' && !this.#holds.has(id)) {
        const left = (heldUntil ?? 0) + DEAD_MS - this.#options.now();
        this.#holds.set(
          id,
          this.#options.setTimeout(
            () => {
              this.#forgetHold(id);
              void this.#pump(threadId);
            },
            Math.max(0, left),
          ),
        );
      }
    }
  }

  /** As this page knows it, if it knows it the same way: with the addresses of its pictures. */
  #own(entry: Outgoing): Outgoing {
    const known = this.entries.get().find(({ id }) => id === entry.id);
    if (known === undefined) {
      return entry;
    }
    if (known.state === entry.state && known.lastSeqSeen === entry.lastSeqSeen) {
      return known;
    }
    return { ...entry, media: known.media };
  }

  #stored(): Outgoing[] {
    const now = this.#options.now();
    return this.#shelf.all().map((entry) => {
      if (Date.parse(entry.createdAt) < now - LONGEST_WAIT_MS) {
        return { ...entry, state: 'refused' };
      }
      const abandoned = entry.state === 'held' && (entry.heldUntil ?? 0) + DEAD_MS <= now;
      return abandoned ? { ...entry, state: 'sending' } : entry;
    });
  }
}
