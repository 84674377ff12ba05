import type { ReactNode } from 'react';
import { createContext, use, useMemo } from 'react';
import { useStore } from '@/shared/store';
import type { Outbox, Outgoing } from './outbox';

const OutboxContext = createContext<Outbox | null>(null);

export function OutboxProvider({ outbox, children }: { outbox: Outbox; children: ReactNode }) {
  return <OutboxContext value={outbox}>{children}</OutboxContext>;
}

export function useOutbox(): Outbox {
  const outbox = use(OutboxContext);
  if (outbox === null) {
    throw new Error('outside of the outbox provider');
  }
  return outbox;
}

export function useOutgoing(threadId: string): readonly Outgoing[] {
  const all = useStore(useOutbox().entries);
  return useMemo(() => all.filter((entry) => entry.threadId === threadId), [all, threadId]);
}
