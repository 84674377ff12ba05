import * as z from 'zod/mini';
import type { Problem } from '@/shared/problem';
import { readStored, writeStored } from '@/shared/storage';
import type { Outgoing } from './outbox';
import { outgoing, problemAgain } from './outbox';
import type { Accepted } from './api/send-message';
import { accepted } from './api/send-message';

/** Where texts wait that the server has not accepted yet. All tabs of one agent see the same ones. */
export interface Shelf {
  /** In the order in which they were written, whichever tab wrote them. */
  all(): Outgoing[];
  /** @returns false when there is no room: then only this page knows of it */
  put(entry: Outgoing): boolean;
  /** @returns false when it was not there: another tab was faster */
  remove(id: string): boolean;
  /** The server took it. The other tabs are told before it leaves the shelf. */
  accepted(entry: Outgoing, answer: Accepted): void;
  /**
   * Tells what other tabs do.
   *
   * @returns what ends it
   */
  watch(events: ShelfEvents): () => void;
}

export interface ShelfEvents {
  changed(): void;
  accepted(entry: Outgoing, answer: Accepted): void;
}

const kept = z.object({
  entry: outgoing,
  order: z.number(),
  problem: z.optional(z.record(z.string(), z.unknown())),
  accepted: z.optional(accepted),
});

/**
 * In the browser's storage, which is written at once and lives through whatever happens to the page a moment later. Each
 * text has a key of its own: with all of them under one, the tab that writes last throws away what the others wrote.
 */
export function localShelf(user: string): Shelf {
  const prefix = `hilo.outbox.${user}.`;
  const keyOf = (id: string): string => prefix + id;

  const parse = (value: unknown) => {
    const found = kept.safeParse(value);
    return found.success ? found.data : undefined;
  };
  const read = (key: string) => parse(readStored(key));
  const sorted = () =>
    keys(prefix)
      .flatMap((key) => read(key) ?? [])
      .sort((one, other) => one.order - other.order || (one.entry.id < other.entry.id ? -1 : 1));

  const write = (entry: Outgoing, answer?: Accepted): boolean => {
    const key = keyOf(entry.id);
    const order = read(key)?.order ?? Math.max(Date.now(), (sorted().at(-1)?.order ?? 0) + 1);
    const { problem, ...plain } = entry;
    writeStored(key, {
      // A picture's address is this page's own.
      entry: { ...plain, media: entry.media.map((one) => ({ ...one, url: null })) },
      order,
      problem: problem === undefined ? undefined : wordsOf(problem),
      accepted: answer,
    });
    return read(key) !== undefined;
  };

  return {
    all: () => {
      adopt(user, write);
      return sorted()
        .filter((one) => one.accepted === undefined)
        .map(({ entry, problem }) =>
          problem === undefined ? entry : { ...entry, problem: problemAgain(problem) },
        );
    },
    put: (entry) => write(entry),
    remove: (id) => {
      const was = readStored(keyOf(id)) !== undefined;
      writeStored(keyOf(id), undefined);
      return was;
    },
    accepted: (entry, answer) => {
      write(entry, answer);
      writeStored(keyOf(entry.id), undefined);
    },
    watch: (events) => {
      const heard = (event: StorageEvent): void => {
        if (event.storageArea !== window.localStorage || event.key?.startsWith(prefix) !== true) {
          return;
        }
        const now = parse(jsonOf(event.newValue));
        if (now?.accepted !== undefined) {
          events.accepted(now.entry, now.accepted);
        }
        events.changed();
      };
      window.addEventListener('storage', heard);
      return () => window.removeEventListener('storage', heard);
    },
  };
}

/** Takes over what an earlier release kept in one piece. */
function adopt(user: string, write: (entry: Outgoing) => boolean): void {
  const key = `hilo.outbox.${user}`;
  const old = z.array(outgoing).safeParse(readStored(key));
  if (old.success && old.data.every((entry) => write(entry))) {
    writeStored(key, undefined);
  }
}

function wordsOf({ status, slug, title, detail, errors, members }: Problem): Record<string, unknown> {
  return { status, slug, title, detail, errors, members };
}

function jsonOf(text: string | null): unknown {
  try {
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function keys(prefix: string): string[] {
  try {
    return Object.keys(window.localStorage).filter((key) => key.startsWith(prefix));
  } catch {
    return [];
  }
}
