import { readStored, writeStored } from '@/shared/storage';

const MOST = 12;

const keyOf = (user: string): string => `hilo.recent.${user}`;

/** The conversations somebody was in, the last one first; only their ids are kept, on this device. */
export function recentThreads(user: string): string[] {
  const stored = readStored(keyOf(user));
  return Array.isArray(stored) ? stored.filter((id): id is string => typeof id === 'string') : [];
}

export function wasIn(user: string, threadId: string): void {
  const others = recentThreads(user).filter((id) => id !== threadId);
  writeStored(keyOf(user), [threadId, ...others].slice(0, MOST));
}
