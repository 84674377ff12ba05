// The list of conversations, its counts and saved views, for any number of conversations.

import { uuid } from './data.mjs';

const open = ({ state }) => state !== 'closed';

/** Which conversations a tab holds, for one agent. */
export const tabs = {
  all: open,
  mine: (thread, user) => open(thread) && thread.assignee === user,
  unassigned: (thread) => open(thread) && thread.assignee === undefined,
  unread: (thread) => open(thread) && thread.inboundCount > thread.readInbound,
  unanswered: (thread) => open(thread) && thread.unanswered,
  closed: (thread) => !open(thread),
  snoozed: ({ state }) => state === 'snoozed',
};

export function listOf(threads, view) {
  let order = [];
  const views = new Map();

  function newestFirst() {
    const moved = order.length !== threads.length;
    const wrong = order.some((thread, at) => at > 0 && order[at - 1].lastMessageAt < thread.lastMessageAt);
    if (moved || wrong) {
      order = [...threads].sort((a, b) => (a.lastMessageAt < b.lastMessageAt ? 1 : -1));
    }
    return order;
  }

  function within(parameters) {
    const dids = parameters.getAll('did');
    const labels = parameters.getAll('label');
    const assignee = parameters.get('assignee');
    const team = parameters.get('team');
    return (thread) =>
      (dids.length === 0 || dids.includes(thread.did)) &&
      (labels.length === 0 || labels.some((label) => thread.labels.includes(label))) &&
      (assignee === null || thread.assignee === assignee) &&
      (team === null || thread.team === team);
  }

  const since = ({ waitingSince, lastMessageAt }) => waitingSince ?? lastMessageAt;
  /** Those who wait, the longest first, before the others, who stay as they stood. */
  function longestFirst(all) {
    const waiting = all.filter(({ unanswered }) => unanswered);
    waiting.sort((a, b) => (since(a) < since(b) ? -1 : since(a) > since(b) ? 1 : a.id < b.id ? -1 : 1));
    return [...waiting, ...all.filter(({ unanswered }) => !unanswered)];
  }

  const ofUser = (user) => {
    if (!views.has(user)) views.set(user, []);
    return views.get(user);
  };
  const numbered = (all) => all.forEach((one, position) => Object.assign(one, { position }));

  /** @returns {status, json, headers} or undefined when the call is somebody else's */
  return async function listApi({ method, pathname, parameters, me, body }) {
    if (pathname === '/api/threads') {
      const tab = tabs[parameters.get('filter') ?? 'all'];
      const fits = within(parameters);
      const newest = newestFirst().filter((thread) => tab(thread, me.user) && fits(thread));
      const all =
        parameters.get('order') === 'waiting' && parameters.get('filter') !== 'closed'
          ? longestFirst(newest)
          : newest;
      const offset = Number(parameters.get('cursor') ?? 0);
      const limit = Number(parameters.get('limit') ?? 50);
      const next = new URLSearchParams(parameters);
      next.set('cursor', String(offset + limit));
      return {
        status: 200,
        json: all.slice(offset, offset + limit).map(view),
        headers: offset + limit < all.length ? { Link: `</api/threads?${next}>; rel="next"` } : {},
      };
    }
    if (pathname === '/api/threads/counts') {
      const all = threads.filter(within(parameters));
      const counted = Object.entries(tabs).map(([name, tab]) => [
        name,
        all.reduce((sum, thread) => sum + (tab(thread, me.user) ? 1 : 0), 0),
      ]);
      return { status: 200, json: Object.fromEntries(counted) };
    }
    if (!pathname.startsWith('/api/views')) return undefined;
    const mine = ofUser(me.user);
    const id = pathname.split('/')[3];
    const at = mine.findIndex((one) => one.id === id);
    if (method === 'GET') return { status: 200, json: mine };
    if (id !== undefined && at === -1) return { status: 404, slug: 'not-found' };
    const [known] = id === undefined ? [] : mine.splice(at, 1);
    if (method === 'DELETE') {
      numbered(mine);
      return { status: 204 };
    }
    const given = await body();
    if (mine.some(({ name }) => name.toLowerCase() === given.name.toLowerCase())) {
      if (known !== undefined) mine.splice(at, 0, known);
      return {
        status: 422,
        slug: 'invalid-request',
        errors: [{ pointer: '/name', detail: 'you have a view of this name' }],
      };
    }
    const saved = { order: 'activity', dids: [], labels: [], ...given, id: known?.id ?? uuid() };
    mine.splice(Math.min(given.position ?? mine.length, mine.length), 0, saved);
    numbered(mine);
    return { status: known === undefined ? 201 : 200, json: saved };
  };
}
