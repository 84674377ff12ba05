export const filters = ['all', 'unread', 'unanswered', 'mine', 'unassigned', 'closed'] as const;
export type Filter = (typeof filters)[number];

/** What a conversation list shows. */
export interface ListScope {
  filter: Filter;
  did: string | null;
  label: string | null;
}

/** Keys of what the socket keeps fresh: the queries live in features, the bridge writes to the same places. */
export const keys = {
  lists: ['threads'] as const,
  list: (scope: ListScope) => ['threads', scope] as const,
  threads: ['thread'] as const,
  thread: (id: string) => ['thread', id] as const,
  timelines: ['timeline'] as const,
  timeline: (id: string) => ['timeline', id] as const,
  consents: (id: string) => ['consent', id] as const,
  /** `state` changes with what the contact wrote and what was decided. */
  consent: (id: string, state: string) => ['consent', id, state] as const,
  story: (id: string, updatedAt: string) => ['story', id, updatedAt] as const,
  message: (id: string) => ['message', id] as const,
  presences: ['presence'] as const,
  presence: (id: string) => ['presence', id] as const,
  numbers: ['numbers'] as const,
  /** The newest order of a number. */
  order: (did: string) => ['numbers', 'order', did] as const,
  orders: ['numbers', 'orders'] as const,
};
