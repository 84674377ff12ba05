// What the live board and the reports would say: the board counts the invented conversations, the reports invent days.

import { numbers } from './data.mjs';

const MINUTE = 60_000;
const agents = [
  { user: 'ana', name: 'Ana' },
  { user: 'leo', name: 'Leo' },
  { user: 'noa', name: 'Noa' },
  { user: 'hugo', name: 'Hugo' },
];
const labels = ['Urgente', 'VIP', 'Envíos', 'Citas', ''];
const zone = 'America/New_York';
const started = Date.now();

/** The same for the same question. */
function noise(...what) {
  let hash = 7;
  for (const char of what.join('|')) hash = (hash * 31 + char.codePointAt(0)) >>> 0;
  return ((hash * 2_654_435_761) >>> 0) / 2 ** 32;
}

function standing(own) {
  const open = own.filter(({ state }) => state !== 'closed');
  const waiting = open.filter(({ unanswered }) => unanswered);
  const since = (thread) =>
    thread.waitingSince ??
    new Date(started - (1 + (waiting.indexOf(thread) % 9) * 2.6) * MINUTE).toISOString();
  const oldest = waiting
    .map((thread) => ({ threadId: thread.id, since: since(thread) }))
    .sort((a, b) => Date.parse(a.since) - Date.parse(b.since))[0];
  const longest = oldest && {
    ...oldest,
    seconds: Math.min(240, Math.round((Date.now() - Date.parse(oldest.since)) / 1000)),
    there: waiting.length % 3 !== 1,
  };
  return { open, waiting, oldest, longest };
}

function boardOf(threads, { resting }) {
  const all = standing(threads);
  return {
    at: new Date().toISOString(),
    thresholds: { longWait: 300, tooLong: 900 },
    waiting: all.waiting.length,
    oldest: all.oldest,
    longest: all.longest,
    open: all.open.length,
    unassigned: all.open.filter(({ assignee }) => assignee === undefined).length,
    snoozed: all.open.filter(({ state }) => state === 'snoozed').length,
    today: {
      received: 412,
      sent: 388,
      replies: 203,
      firstReplyP50: 138,
      firstReplyOpenP50: 94,
      resolved: 96,
    },
    numbers: numbers.map(({ did }, index) => {
      const own = standing(threads.filter((thread) => thread.did === did));
      return {
        did,
        waiting: own.waiting.length,
        oldestSince: own.oldest?.since,
        oldestThread: own.oldest?.threadId,
        longest: own.longest,
        open: own.open.length,
        unassigned: own.open.filter(({ assignee }) => assignee === undefined).length,
        queued: index === 0 ? 318 : 0,
        ...(index === 0 && !resting && { emptyAt: new Date(Date.now() + 4.3 * MINUTE).toISOString() }),
      };
    }),
    agents: agents.map(({ user, name }, index) => {
      const own = standing(threads.filter(({ assignee }) => assignee === user));
      return {
        user,
        name,
        online: index < 3,
        open: own.open.length,
        waiting: own.waiting.length,
        oldestSince: own.oldest?.since,
        oldestThread: own.oldest?.threadId,
        longest: own.longest,
        ...(index < 2 && { lastReplyAt: new Date(started - (index * 7 + 1) * MINUTE).toISOString() }),
        replies: index < 2 ? 120 - index * 37 : 0,
      };
    }),
    queue: {
      queued: 318,
      later: 12,
      held: 2,
      perMinute: 75,
      waiting: resting ? 'carrier' : 'pace',
      ...(resting
        ? {
            rests: {
              reason: 'credentials',
              since: new Date(Date.now() - 3 * MINUTE).toISOString(),
              until: new Date(Date.now() + 4 * MINUTE).toISOString(),
            },
          }
        : { emptyAt: new Date(Date.now() + 4.3 * MINUTE).toISOString() }),
    },
  };
}

function rowOf(key, weight, personal) {
  const of = (name, most) => Math.round(most * weight * (0.6 + 0.8 * noise(key, name)));
  const sent = of('sent', 240);
  const failed = of('failed', 7);
  const undelivered = Math.ceil(failed * 0.6);
  const replies = of('replies', 130);
  const resolved = of('resolved', 60);
  return {
    key,
    ...(!personal && { received: of('received', 260), optOuts: Math.floor(weight * 3 * noise(key, 'out')) }),
    sent,
    delivered: Math.max(0, sent - undelivered),
    failed,
    conversations: of('conversations', 150),
    replies,
    ...(replies > 0 && {
      firstReply: { p50: 60 + of('p50', 120 / weight), p90: 300 + of('p90', 700 / weight) },
    }),
    resolved,
    ...(resolved > 0 && {
      resolution: { p50: 3_600 + of('r50', 7_200 / weight), p90: 30_000 + of('r90', 40_000 / weight) },
    }),
    ...(sent > 0 && { deliveryRate: (sent - undelivered) / (sent + failed - undelivered) }),
    failures:
      failed === 0
        ? []
        : [
            { code: 'undelivered', count: undelivered },
            ...(failed > undelivered ? [{ code: 'rejected', count: failed - undelivered }] : []),
          ],
  };
}

function daysBetween(from, to) {
  const days = [];
  for (let at = Date.parse(from); at <= Date.parse(to); at += 86_400_000)
    days.push(new Date(at).toISOString().slice(0, 10));
  return days;
}

function totalOf(rows) {
  const sum = (name) => rows.reduce((all, row) => all + (row[name] ?? 0), 0);
  const failures = {};
  for (const { code, count } of rows.flatMap((row) => row.failures))
    failures[code] = (failures[code] ?? 0) + count;
  const [delivered, failed] = [sum('delivered'), sum('failed')];
  const timed = rows.filter((row) => row.firstReply !== undefined);
  return {
    ...rowOf('total', 1, false),
    key: '',
    received: sum('received'),
    sent: sum('sent'),
    delivered,
    failed,
    conversations: Math.round(sum('conversations') * 0.7),
    replies: sum('replies'),
    firstReply: timed.length === 0 ? undefined : { p50: 131, p90: 842 },
    resolved: sum('resolved'),
    resolution: timed.length === 0 ? undefined : { p50: 9_400, p90: 61_000 },
    optOuts: sum('optOuts'),
    deliveryRate: delivered + failed === 0 ? undefined : delivered / (delivered + failed),
    failures: Object.entries(failures).map(([code, count]) => ({ code, count })),
  };
}

function reportFor(parameters) {
  const group = parameters.get('group') ?? 'day';
  const to = parameters.get('to') ?? new Date().toISOString().slice(0, 10);
  const from =
    parameters.get('from') ?? new Date(Date.parse(to) - 29 * 86_400_000).toISOString().slice(0, 10);
  const days = daysBetween(from, to);
  const before = to < '2020';
  const workday = (day) => ([0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay()) ? 0.25 : 1);
  const rows = before
    ? []
    : {
        day: () => days.map((day) => rowOf(day, workday(day), false)),
        number: () => numbers.map(({ did }, index) => rowOf(did, (days.length * 0.7) / (index + 1), false)),
        agent: () => agents.map(({ user }, index) => rowOf(user, (days.length * 0.4) / (index + 1), true)),
        label: () => labels.map((label, index) => rowOf(label, (days.length * 0.3) / (index + 1), false)),
      }[group]();
  const hours = parameters.get('hours') ?? 'all';
  const within = ({ firstReply, ...row }) => ({
    ...row,
    ...(firstReply && { firstReply: { p50: firstReply.p50 * 0.7, p90: firstReply.p90 * 0.4 } }),
  });
  const total = totalOf(rows);
  return {
    group,
    hours,
    from,
    to,
    zone,
    total: hours === 'open' ? within(total) : total,
    rows: hours === 'open' ? rows.map(within) : rows,
  };
}

/** Answers the board's and the reports' calls; null for any other. */
export function insightApi({ pathname, parameters, threads, resting }) {
  if (pathname === '/api/board') return boardOf(threads, { resting });
  return pathname === '/api/reports/conversations' ? reportFor(parameters) : null;
}
