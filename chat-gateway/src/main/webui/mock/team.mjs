// What colleagues do with conversations: whose turn it is, what sleeps, who waits.

import { uuid } from './data.mjs';

const seen = (minutes) => new Date(Date.now() - minutes * 60_000).toISOString();
const people = () => [
  { user: 'ana', name: 'Ana Ruiz', teams: ['support'], roles: ['agent'], seenAt: seen(0) },
  { user: 'leo', name: 'Leo Martín', teams: ['support', 'sales'], roles: ['agent'], seenAt: seen(1) },
  { user: 'ines', name: 'Inés Otero', teams: ['support'], roles: ['agent'], seenAt: seen(95) },
  { user: 'marta', name: 'Marta Íñiguez', teams: ['support'], roles: ['manager'], seenAt: seen(4) },
];

/** A line of the system in a conversation. */
export function line(thread, body, author, subject) {
  const at = new Date().toISOString();
  return {
    id: uuid(),
    threadId: thread.id,
    direction: 'system',
    status: 'received',
    from: thread.did,
    to: thread.external,
    body,
    ...(author !== undefined && { author }),
    ...(subject !== undefined && { subject }),
    media: [],
    repeats: 1,
    participants: [],
    createdAt: at,
    updatedAt: at,
  };
}

/** Gives a conversation to somebody, a team, or nobody. */
function give(thread, { assignee, team }) {
  delete thread.assignee;
  delete thread.team;
  if (team) thread.team = team;
  else if (assignee) thread.assignee = assignee;
}

/** Changes what the request asks for. What follows of it are lines of the conversation. */
export function changeOf(thread, what, body, me) {
  switch (what) {
    case 'assignee': {
      const before = `${thread.assignee} ${thread.team}`;
      give(thread, body);
      if (before === `${thread.assignee} ${thread.team}`) return [];
      if (thread.team) return [line(thread, 'assigned-team', me.user, thread.team)];
      if (!thread.assignee) return [line(thread, 'unassigned', me.user)];
      return thread.assignee === me.user
        ? [line(thread, 'claimed', me.user)]
        : [line(thread, 'assigned', me.user, thread.assignee)];
    }
    case 'state': {
      thread.state = body.state;
      delete thread.snoozedUntil;
      if (body.state === 'snoozed') {
        thread.snoozedUntil = body.until;
        return [line(thread, 'snoozed', me.user, body.until)];
      }
      return [line(thread, body.state === 'closed' ? 'closed' : 'reopened', me.user)];
    }
    case 'labels': {
      const before = thread.labels;
      thread.labels = [...new Set(body.labels)].sort();
      const came = thread.labels.filter((label) => !before.includes(label));
      const went = before.filter((label) => !thread.labels.includes(label));
      return [
        ...(came.length > 0 ? [line(thread, 'labelled', me.user, came.join(' '))] : []),
        ...(went.length > 0 ? [line(thread, 'unlabelled', me.user, went.join(' '))] : []),
      ];
    }
    default:
      Object.assign(thread, body);
      return [undefined];
  }
}

/** Opens a conversation whose moment has come. */
export function wake(thread) {
  if (thread.state !== 'snoozed' || Date.parse(thread.snoozedUntil) > Date.now()) return [];
  thread.state = 'open';
  delete thread.snoozedUntil;
  return [line(thread, 'woken')];
}

const waits = (thread, did) =>
  thread.unanswered && thread.state === 'open' && !thread.assignee && (!did || thread.did === did);

/** Answers what is about colleagues; undefined for everything else. */
export async function teamApi({
  threads,
  method,
  pathname,
  parameters,
  me,
  withUnread,
  changed,
  bodyOf,
  request,
}) {
  if (pathname === '/api/people') return { status: 200, json: people() };
  if (/^\/api\/threads\/[^/]+\/takers$/.test(pathname)) {
    return { status: 200, json: { people: people(), teams: ['sales', 'support'] } };
  }
  if (pathname === '/api/threads/claim' && method === 'GET') {
    const waiting = threads.filter((thread) => waits(thread, parameters.get('did')));
    const mine = threads.filter(({ assignee }) => assignee === me.user);
    const oldest = waiting.map(({ lastMessageAt }) => lastMessageAt).sort()[0];
    return {
      status: 200,
      json: {
        waiting: waiting.length,
        ...(oldest !== undefined && { oldestSince: oldest }),
        mine: mine.filter(({ state }) => state === 'open').length,
        asleep: mine.filter(({ state }) => state === 'snoozed').length,
      },
    };
  }
  if (pathname === '/api/threads/claim') {
    const { did } = JSON.parse(await bodyOf(request));
    const [next] = threads
      .filter((thread) => waits(thread, did))
      .sort((a, b) => Date.parse(a.lastMessageAt) - Date.parse(b.lastMessageAt));
    if (next === undefined) return { status: 204 };
    const formerTeam = next.team;
    for (const one of changeOf(next, 'assignee', { assignee: me.user }, me)) changed(next, one);
    return { status: 200, json: { ...withUnread(next), formerTeam } };
  }
  if (pathname === '/api/threads/handover') {
    const { to, snoozed } = JSON.parse(await bodyOf(request));
    const mine = threads.filter(
      ({ assignee, state }) => assignee === me.user && (state === 'open' || (snoozed && state === 'snoozed')),
    );
    for (const thread of mine) {
      give(thread, { assignee: to?.user, team: to?.team });
      changed(thread, line(thread, 'handed-over', me.user, to?.user ?? to?.team));
    }
    return { status: 200, json: { threads: mine.length, left: 0, ids: mine.map(({ id }) => id) } };
  }
  if (pathname === '/api/threads/takeback') {
    const { threads: ids, from } = JSON.parse(await bodyOf(request));
    const back = threads.filter(
      ({ id, assignee, team, state }) =>
        ids.includes(id) && state !== 'closed' && assignee === from?.user && team === from?.team,
    );
    for (const thread of back) {
      for (const one of changeOf(thread, 'assignee', { assignee: me.user }, me)) changed(thread, one);
    }
    return { status: 200, json: { threads: back.length, left: ids.length - back.length } };
  }
  return undefined;
}
