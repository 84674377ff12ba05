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
  story: (id: string, updatedAt: string) => ['story', id, updatedAt] as const,
  presence: (id: string) => ['presence', id] as const,
};
