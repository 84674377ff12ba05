import type { Sharing, TabChannel } from '@/live/sharing';

interface Asked {
  tab: string;
  name: string;
  held: () => Promise<void>;
  done: () => void;
  failed: (why: Error) => void;
}

/** A browser with tabs that share locks and channels, as Web Locks and BroadcastChannel do. */
export class FakeBrowser {
  readonly #holders = new Map<string, Asked>();
  #queue: Asked[] = [];
  readonly #channels = new Set<{ tab: string; name: string; channel: TabChannel }>();
  readonly #frozen = new Map<string, (() => void)[]>();
  #ids = 0;
  /** How many messages a tab is not given, as if they had never been posted. */
  readonly losing = new Set<string>();
  readonly hidden = new Set<string>();

  sharingOf(tab: string): Sharing {
    return {
      lock: (name, { signal, steal = false }, held) =>
        new Promise<void>((done, failed) => {
          const asked = { tab, name, held, done, failed };
          signal?.addEventListener('abort', () => {
            this.#queue = this.#queue.filter((one) => one !== asked);
            failed(new Error('given up'));
          });
          if (steal) {
            const robbed = this.#holders.get(name);
            this.#holders.delete(name);
            this.#queue.unshift(asked);
            this.#run(robbed?.tab, () => robbed?.failed(new Error('stolen')));
          } else {
            this.#queue.push(asked);
          }
          this.#grant(name);
        }),
      channel: (name) => {
        const channel: TabChannel = {
          onmessage: null,
          post: (message) => {
            const copy = JSON.stringify(message);
            for (const other of this.#channels) {
              if (other.name === name && other.channel !== channel && !this.losing.has(other.tab)) {
                this.#run(other.tab, () => {
                  if (this.#channels.has(other)) {
                    other.channel.onmessage?.(JSON.parse(copy));
                  }
                });
              }
            }
          },
          close: () => {
            this.#channels.delete(entry);
          },
        };
        const entry = { tab, name, channel };
        this.#channels.add(entry);
        return channel;
      },
      newId: () => `${tab}-${(this.#ids += 1)}`,
      visible: () => !this.hidden.has(tab),
    };
  }

  /** The tab's process is gone, without a word. */
  kill(tab: string): void {
    for (const entry of [...this.#channels]) {
      if (entry.tab === tab) {
        this.#channels.delete(entry);
      }
    }
    this.#queue = this.#queue.filter((one) => one.tab !== tab);
    for (const [name, holder] of [...this.#holders]) {
      if (holder.tab === tab) {
        this.#holders.delete(name);
        this.#grant(name);
      }
    }
  }

  /** The tab runs nothing until it is thawed; what it is told waits. */
  freeze(tab: string): void {
    this.#frozen.set(tab, []);
  }

  thaw(tab: string): void {
    const waiting = this.#frozen.get(tab) ?? [];
    this.#frozen.delete(tab);
    waiting.forEach((run) => run());
  }

  isFrozen(tab: string): boolean {
    return this.#frozen.has(tab);
  }

  #run(tab: string | undefined, what: () => void): void {
    const frozen = tab === undefined ? undefined : this.#frozen.get(tab);
    if (frozen === undefined) {
      queueMicrotask(what);
    } else {
      frozen.push(what);
    }
  }

  #grant(name: string): void {
    const next = this.#queue.find((one) => one.name === name);
    if (next === undefined || this.#holders.has(name)) {
      return;
    }
    this.#queue = this.#queue.filter((one) => one !== next);
    this.#holders.set(name, next);
    this.#run(next.tab, () => {
      const release = (): void => {
        if (this.#holders.get(name) === next) {
          this.#holders.delete(name);
          this.#grant(name);
        }
        next.done();
      };
      next.held().then(release, release);
    });
  }
}
