/** What the tabs of one browser share with each other: the parts of Web Locks and BroadcastChannel that we use. */
export interface Sharing {
  /**
   * Runs `held` once the lock is ours and keeps the lock until what it returns has ended.
   *
   * @returns rejects when the lock was taken from us, or when waiting for it was given up
   */
  lock(
    name: string,
    options: { signal?: AbortSignal; steal?: boolean },
    held: () => Promise<void>,
  ): Promise<void>;
  /** What is posted reaches every other holder of a channel with this name, in order. */
  channel(name: string): TabChannel;
  newId(): string;
  /** Whether somebody can see this tab. */
  visible(): boolean;
}

export interface TabChannel {
  post(message: unknown): void;
  onmessage: ((message: unknown) => void) | null;
  close(): void;
}

/** The browser's own, or null where it has not got them: without a secure origin there are no locks. */
export function browserSharing(): Sharing | null {
  const locks = (navigator as Partial<Pick<Navigator, 'locks'>>).locks;
  if (locks === undefined || typeof BroadcastChannel === 'undefined') {
    return null;
  }
  return {
    lock: async (name, options, held) => {
      await locks.request(name, options, held);
    },
    channel: (name) => {
      const channel = new BroadcastChannel(name);
      const tab: TabChannel = {
        post: (message) => channel.postMessage(message),
        onmessage: null,
        close: () => channel.close(),
      };
      channel.onmessage = (event) => tab.onmessage?.(event.data);
      return tab;
    },
    newId: () => crypto.randomUUID(),
    visible: () => document.visibilityState === 'visible',
  };
}
