import type { Message, Thread } from '@/shared/contract';
import type { ThreadChange } from './api/change-thread';

/** A change as the conversation tells of it; null when nothing became different. */
export function lineOfChange(
  { what }: ThreadChange,
  before: Thread,
  after: Thread,
  me: string,
): Pick<Message, 'body' | 'subject'> | null {
  switch (what) {
    case 'assignee':
      if (sameHolder(before, after)) {
        return null;
      }
      return after.assignee != null
        ? after.assignee === me
          ? { body: 'claimed' }
          : { body: 'assigned', subject: after.assignee }
        : after.team != null
          ? { body: 'assigned-team', subject: after.team }
          : { body: 'unassigned' };
    case 'state':
      if (sameState(before, after)) {
        return null;
      }
      return after.state === 'snoozed'
        ? { body: 'snoozed', subject: after.snoozedUntil }
        : { body: after.state === 'closed' ? 'closed' : 'reopened' };
    case 'labels': {
      const added = without(after.labels, before.labels);
      const removed = without(before.labels, after.labels);
      return added.length > 0
        ? { body: 'labelled', subject: added.join(' ') }
        : removed.length > 0
          ? { body: 'unlabelled', subject: removed.join(' ') }
          : null;
    }
  }
}

/**
 * What makes a conversation again what it was before a change. What others did meanwhile stays: labels of theirs, and
 * whose turn it is or whether it is open where they decided that anew.
 *
 * @param now the conversation at this moment
 * @param at this moment
 * @returns null when there is nothing left to take back
 */
export function changeBack(
  { what }: ThreadChange,
  before: Thread,
  after: Thread,
  now: Thread,
  at: Date,
): ThreadChange | null {
  switch (what) {
    case 'assignee':
      return !sameHolder(now, after)
        ? null
        : before.assignee == null && before.team != null
          ? { what, assignee: null, team: before.team }
          : { what, assignee: before.assignee ?? null };
    case 'state':
      if (!sameState(now, after)) {
        return null;
      }
      if (before.state === 'snoozed') {
        const until = before.snoozedUntil;
        return until != null && Date.parse(until) > at.getTime()
          ? { what, state: 'snoozed', until }
          : { what, state: 'open' };
      }
      return { what, state: before.state };
    case 'labels': {
      const removed = without(before.labels, after.labels);
      const kept = without(now.labels, without(after.labels, before.labels));
      const labels = [...kept, ...without(removed, kept)];
      return labels.length === now.labels.length && without(labels, now.labels).length === 0
        ? null
        : { what, labels };
    }
  }
}

function sameHolder(one: Thread, other: Thread): boolean {
  return (one.assignee ?? null) === (other.assignee ?? null) && (one.team ?? null) === (other.team ?? null);
}

function sameState(one: Thread, other: Thread): boolean {
  return (
    one.state === other.state &&
    (one.state !== 'snoozed' || Date.parse(one.snoozedUntil ?? '') === Date.parse(other.snoozedUntil ?? ''))
  );
}

function without(all: readonly string[], others: readonly string[]): string[] {
  return all.filter((one) => !others.includes(one));
}
