/** The tabs of the list, in their order. */
export const filters = ['all', 'mine', 'unassigned', 'unread', 'unanswered', 'closed', 'snoozed'] as const;
export type Filter = (typeof filters)[number];

/** What a list is narrowed to, whichever tab shows it. Values stand in one order, so that equal scopes have equal keys. */
export interface Narrowing {
  /** Of any of these numbers; of all when empty. */
  dids: readonly string[];
  /** With any of these labels; any or none when empty. */
  labels: readonly string[];
  assignee: string | null;
  /** What was handed to a team. */
  team: string | null;
}

/** In which order a list stands: newest activity first, or whoever has waited longest for an answer. */
export const orders = ['activity', 'waiting'] as const;
export type Order = (typeof orders)[number];

/** What a conversation list shows. */
export interface ListScope extends Narrowing {
  filter: Filter;
  order: Order;
}

export const anything: Narrowing = { dids: [], labels: [], assignee: null, team: null };

/** Keys of what the socket keeps fresh: the queries live in features, the bridge writes to the same places. */
export const keys = {
  lists: ['threads'] as const,
  list: (scope: ListScope) => ['threads', scope] as const,
  allCounts: ['conversations', 'counts'] as const,
  counts: (narrowing: Narrowing) => ['conversations', 'counts', narrowing] as const,
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
  contacts: ['contacts'] as const,
  contact: (external: string) => ['contacts', external] as const,
  contactFields: ['contact-fields'] as const,
  gallery: (threadId: string) => ['gallery', threadId] as const,
  numbers: ['numbers'] as const,
  /** The newest order of a number. */
  order: (did: string) => ['numbers', 'order', did] as const,
  orders: ['numbers', 'orders'] as const,
  campaigns: ['campaigns'] as const,
};
