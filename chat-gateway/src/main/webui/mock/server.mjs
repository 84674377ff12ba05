// The gateway as the browser sees it, without anything behind it: serves dist/, the REST calls and /ws, and plays carrier
// and customers. For development and screenshots only. `npm run build && npm run mock`, or with HILO_GATEWAY_URL for vite.

import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { WebSocketServer } from 'ws';
import { contactsApi, contactsOf } from './contacts.mjs';
import { numbers, seed, summarise, users, uuid } from './data.mjs';
import { insightApi } from './insight.mjs';
import { journalApi, journalOf } from './journal.mjs';
import { listOf } from './list.mjs';
import { provisioningApi, provisioningOf } from './provisioning.mjs';
import { pushApi } from './push.mjs';
import { search } from './search.mjs';
import { changeOf, teamApi, wake } from './team.mjs';
import { workspaceApi, workspaceOf } from './workspace.mjs';

const port = Number(process.env.MOCK_PORT ?? 4178);
const dist = fileURLToPath(new URL('../dist', import.meta.url));
const threads = seed(Number(process.env.MOCK_THREADS ?? 400));
const journal = journalOf(threads);
const workspace = workspaceOf();
const contacts = contactsOf(threads);
const drafts = new Map();
const uploads = new Map();
let cursor = 0;
let silent = false;
let resting = false;
let budget = 1_420;
/** Numbers that cannot send, or no images, because somebody said so. */
const numberStates = new Map();
const withoutMms = new Set();
const sockets = new Set();

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
  '.json': 'application/json',
};
const policy =
  "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self' ws: wss:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";

const view = (thread) => ({
  ...thread,
  messages: undefined,
  readInbound: undefined,
  entries: undefined,
  stated: undefined,
});
const withUnread = (thread) => ({ ...view(thread), unread: thread.inboundCount - thread.readInbound });
const list = listOf(threads, withUnread);

function broadcast(frame, threadId) {
  cursor += 1;
  for (const socket of sockets) {
    if (!silent && (threadId === undefined || socket.open.has(threadId))) {
      socket.send(JSON.stringify({ ...frame, cursor: String(cursor) }));
    }
  }
}

/** Frames about numbers and orders stand outside the sequence, and orders are for managers. */
const provisioning = provisioningOf((frame) => {
  for (const socket of sockets) {
    if (frame.type !== 'order' || socket.manages) socket.send(JSON.stringify(frame));
  }
});

const colleagues = new Map();
const told = new Map();

/** One change of a thread: what those get who have it open, and what everybody gets. */
function tell(thread, frame) {
  const rest = { type: 'thread', thread: view(thread), ...(frame !== undefined && { detailed: true }) };
  told.set(thread.id, [...(told.get(thread.id) ?? []), { seq: thread.lastSeq, frame: frame ?? rest }]);
  if (frame !== undefined) {
    broadcast(frame, thread.id);
  }
  broadcast(rest);
}

/** Says again what happened in a thread since a number, if that is not too long ago. */
function catchUp(socket, { threadId, afterSeq }) {
  const thread = threads.find((one) => one.id === threadId);
  if (thread === undefined || afterSeq === undefined || afterSeq >= thread.lastSeq) return;
  const missed = (told.get(threadId) ?? []).filter(({ seq }) => seq > afterSeq);
  const frames =
    missed.length === thread.lastSeq - afterSeq
      ? missed.map(({ frame }) => frame)
      : [{ type: 'resync', threadId }];
  for (const frame of frames) socket.send(JSON.stringify({ ...frame, cursor: String(cursor) }));
}

function changed(thread, message) {
  thread.lastSeq += 1;
  if (message !== undefined && !thread.messages.includes(message)) {
    message.seq = thread.lastSeq;
    thread.messages.push(message);
  }
  summarise(thread);
  tell(
    thread,
    message === undefined
      ? undefined
      : { type: 'message', threadId: thread.id, seq: thread.lastSeq, message: { ...message } },
  );
}

function setStatus(thread, message, status, error = {}) {
  Object.assign(message, { status, updatedAt: new Date().toISOString(), ...error });
  thread.lastSeq += 1;
  summarise(thread);
  tell(thread, {
    type: 'status',
    threadId: thread.id,
    seq: thread.lastSeq,
    messageId: message.id,
    status,
    updatedAt: message.updatedAt,
    ...error,
  });
}

function receive(thread, body, media = []) {
  const at = new Date().toISOString();
  thread.inboundCount += 1;
  changed(thread, {
    id: uuid(),
    threadId: thread.id,
    direction: 'inbound',
    status: 'received',
    from: thread.external,
    to: thread.did,
    body,
    media,
    repeats: 1,
    participants: [],
    createdAt: at,
    updatedAt: at,
  });
}

/** What the threads of a number say of their contact: a line where the name is another. */
function rename(external, name, author) {
  for (const thread of threads.filter((one) => one.external === external)) {
    const same = thread.displayName === name;
    thread.displayName = name;
    const at = new Date().toISOString();
    changed(
      thread,
      same
        ? undefined
        : {
            id: uuid(),
            threadId: thread.id,
            direction: 'system',
            status: 'read',
            from: thread.did,
            to: thread.external,
            body: 'renamed',
            subject: name,
            author,
            media: [],
            repeats: 1,
            participants: [],
            createdAt: at,
            updatedAt: at,
          },
    );
  }
}

function decide(thread, { answer, reason }, me) {
  const at = new Date().toISOString();
  const kinds = { 'opt-out': 'opt-out', keep: 'kept', 'opt-in': 'opt-in' };
  thread.entries = [
    ...(thread.entries ?? []),
    {
      id: uuid(),
      at,
      kind: kinds[answer],
      channel: me.roles.includes('manager') ? 'manager' : 'agent',
      actor: me.user,
      reason,
    },
  ];
  thread.consent = answer === 'opt-out' ? { asked: 'opt-out', since: at } : undefined;
  changed(thread, {
    id: uuid(),
    threadId: thread.id,
    direction: 'system',
    status: 'read',
    from: thread.did,
    to: thread.external,
    body: { 'opt-out': 'opted-out', keep: 'consent-kept', 'opt-in': 'opted-in' }[answer],
    author: me.user,
    media: [],
    repeats: 1,
    participants: [],
    createdAt: at,
    updatedAt: at,
  });
}

function deliver(thread, message) {
  const steps = message.body.includes('#fail')
    ? [['sending'], ['failed', { errorCode: 'carrier-refused', errorText: 'rejected' }]]
    : [['sending'], ['sent'], ['delivered']];
  steps.forEach(([status, error], index) =>
    setTimeout(() => setStatus(thread, message, status, error), 300 * (index + 1)),
  );
}

function quiet(response) {
  return problem(response, 422, 'quiet-hours', 'It is night there.', undefined, night());
}

/** Somewhere it is always night. */
function night() {
  const hourIn = (zone) =>
    Number(
      new Intl.DateTimeFormat('en-US', { timeZone: zone, hour: 'numeric', hourCycle: 'h23' }).format(
        new Date(),
      ),
    );
  const zones = ['America/New_York', 'Pacific/Honolulu', 'Asia/Tokyo', 'Asia/Kolkata', 'Europe/Madrid'];
  const zone = zones.find((one) => hourIn(one) >= 21 || hourIn(one) < 8) ?? zones[0];
  const opens = new Date(Date.now() + ((32 - hourIn(zone)) % 24 || 24) * 3_600_000);
  opens.setUTCMinutes(zone === 'Asia/Kolkata' ? 30 : 0, 0, 0);
  return { opensAt: opens.toISOString(), zone, rule: 'federal' };
}

function problem(response, status, slug, detail, errors, members = {}) {
  response.writeHead(status, { 'Content-Type': 'application/problem+json' });
  response.end(
    JSON.stringify({
      type: `https://hilo.dev/problems/${slug}`,
      title: slug,
      status,
      detail,
      errors,
      ...members,
    }),
  );
}

function json(response, body, status = 200, headers = {}) {
  response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

async function bodyOf(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function userOf(request) {
  const name = /hilo_mock=(\w+)/.exec(request.headers.cookie ?? '')?.[1];
  return users[name];
}

async function api(request, response, url, me) {
  const { pathname, searchParams: parameters } = url;
  const method = request.method;
  if (method !== 'GET' && request.headers['x-requested-with'] !== 'hilo') {
    return problem(response, 403, 'forbidden', 'no X-Requested-With');
  }
  if (pathname === '/api/me') {
    const manages = me.roles.some((role) => role === 'manager' || role === 'admin');
    const seen = [...provisioning.numbers.values()]
      .filter(
        ({ state, teams }) =>
          state !== 'released' && (manages || teams.some((team) => me.teams.includes(team))),
      )
      .map(({ did, name, ...number }) => ({
        did,
        name,
        color: number.color,
        state: numberStates.get(did) ?? 'active',
        smsEnabled: true,
        mmsEnabled: !withoutMms.has(did),
      }));
    const own = new Set(me.numbers.map(({ did }) => did));
    return json(response, { ...me, numbers: manages ? seen : seen.filter(({ did }) => own.has(did)) });
  }
  if (/^\/api\/(threads(\/counts)?$|views)/.test(pathname)) {
    const answer = await list({
      method,
      pathname,
      parameters,
      me,
      body: async () => JSON.parse(await bodyOf(request)),
    });
    if (answer.slug !== undefined) {
      return problem(response, answer.status, answer.slug, '', answer.errors);
    }
    if (answer.status === 204) {
      response.writeHead(204);
      return response.end();
    }
    return json(response, answer.json, answer.status, answer.headers);
  }
  if (pathname === '/api/search') {
    const answer = search({ threads, parameters, me });
    return answer.pointer !== undefined
      ? problem(response, 422, 'invalid-request', 'Cannot be read.', [
          { pointer: answer.pointer, detail: 'cannot be read' },
        ])
      : json(
          response,
          {
            threads: answer.threads.map(withUnread),
            messages: answer.messages.map((hit) => ({ ...hit, thread: withUnread(hit.thread) })),
          },
          200,
          answer.next === undefined ? {} : { Link: `<${answer.next}>; rel="next"` },
        );
  }
  if (/^\/api\/(labels|templates|teams|audit)(\/|$)/.test(pathname)) {
    const given = method === 'GET' ? '' : (await bodyOf(request)).toString();
    const answer = workspaceApi({
      workspace,
      method,
      pathname,
      parameters,
      body: given === '' ? undefined : JSON.parse(given),
      me,
      tell: (what) => broadcast({ type: 'workspace', what }),
    });
    if (answer.status === 204) {
      response.writeHead(204);
      return response.end();
    }
    return answer.slug === undefined
      ? json(response, answer.json, answer.status)
      : problem(response, answer.status, answer.slug, answer.detail, answer.errors);
  }
  if (pathname.startsWith('/api/journal/')) {
    if (!me.roles.includes('admin'))
      return problem(response, 403, 'forbidden', 'The journal is for administrators.');
    const given = method === 'GET' ? undefined : JSON.parse(await bodyOf(request));
    const answer = await journalApi({
      journal,
      threads,
      method,
      pathname,
      parameters,
      body: given,
      key: request.headers['idempotency-key'],
      delayMs: Number(process.env.MOCK_DELAY_MS ?? 40),
    });
    return answer === null || answer.slug !== undefined
      ? problem(response, answer?.status ?? 404, answer?.slug ?? 'not-found', 'There is no such record.')
      : json(response, answer.json, 200, answer.headers);
  }
  if (pathname === '/api/push' || pathname.startsWith('/api/push/')) {
    const given = method === 'GET' ? '' : (await bodyOf(request)).toString();
    const answer = pushApi({ method, pathname, body: given === '' ? undefined : JSON.parse(given), me });
    if (answer?.status === 204) {
      response.writeHead(204);
      return response.end();
    }
    return answer === null
      ? problem(response, 404, 'not-found', 'There is no such thing.')
      : json(response, answer.json, answer.status);
  }
  const insight = insightApi({ pathname, parameters, threads, resting });
  if (insight !== null) {
    return json(response, insight);
  }
  if (/^\/api\/(numbers|campaigns|account|webhook|reports)(\/|$)/.test(pathname)) {
    const given = method === 'GET' ? '' : (await bodyOf(request)).toString();
    await new Promise((resolve) => setTimeout(resolve, Number(process.env.MOCK_DELAY_MS ?? 40)));
    const answer = provisioningApi({
      provisioning,
      method,
      pathname,
      parameters,
      body: given === '' ? undefined : JSON.parse(given),
      key: request.headers['idempotency-key'],
      me,
    });
    if (answer.status === 204) {
      response.writeHead(204);
      return response.end();
    }
    return answer.slug === undefined
      ? json(response, answer.json, answer.status, answer.headers)
      : problem(response, answer.status, answer.slug, answer.detail, answer.errors);
  }
  if (/^\/api\/contact(s|-fields)(\/|$)/.test(pathname)) {
    const given = method === 'GET' ? undefined : JSON.parse(await bodyOf(request));
    await new Promise((resolve) => setTimeout(resolve, Number(process.env.MOCK_DELAY_MS ?? 40)));
    const answer = contactsApi({
      contacts,
      threads,
      method,
      pathname,
      parameters,
      body: given,
      me,
      rename,
      summary: withUnread,
    });
    return answer.slug === undefined
      ? json(response, answer.json)
      : problem(response, answer.status, answer.slug, answer.detail, answer.errors, answer.members);
  }
  if (pathname === '/api/media') {
    const body = await bodyOf(request);
    const head = body.subarray(0, 600).toString('latin1');
    const name = /filename="([^"]*)"/.exec(head)?.[1] ?? 'file';
    const contentType = /Content-Type: ([^\r\n]+)/.exec(head)?.[1] ?? 'application/octet-stream';
    const start = body.indexOf('\r\n\r\n') + 4;
    const end = body.lastIndexOf('\r\n--');
    const id = uuid();
    uploads.set(id, { contentType, data: body.subarray(start, end), name });
    await new Promise((resolve) => setTimeout(resolve, 500));
    return json(response, { id, url: `/media/${id}`, contentType, bytes: end - start, name }, 201);
  }
  const [, wanted] = /^\/api\/media\/([^/]+)\/retry$/.exec(pathname) ?? [];
  if (wanted !== undefined) {
    const thread = threads.find((one) =>
      one.messages.some(({ media }) => media.some(({ id }) => id === wanted)),
    );
    const message = thread?.messages.find(({ media }) => media.some(({ id }) => id === wanted));
    if (message === undefined) return problem(response, 404, 'not-found', 'No such attachment.');
    const become = (medium) => {
      message.media = message.media.map((one) => (one.id === wanted ? { id: wanted, ...medium } : one));
      changed(thread, message);
    };
    become({ state: 'fetching' });
    setTimeout(
      () =>
        become({
          state: 'ready',
          contentType: 'image/svg+xml',
          name: 'caja.svg',
          bytes: 90_000,
          url: '/media/box.svg',
          width: 1200,
          height: 900,
        }),
      2500,
    );
    return json(
      response,
      message.media.find(({ id }) => id === wanted),
      202,
    );
  }
  if (pathname === '/api/messages/send') {
    const sent = JSON.parse(await bodyOf(request));
    let thread = threads.find((one) => one.did === sent.from && one.external === sent.to);
    if (thread === undefined) {
      thread = {
        id: uuid(),
        did: sent.from,
        external: sent.to,
        inboundCount: 0,
        readInbound: 0,
        labels: [],
        state: 'open',
        unclaimed: false,
        lastSeq: 0,
        messages: [],
      };
      threads.push(thread);
    }
    const known = thread.messages.find((message) => message.id === request.headers['idempotency-key']);
    if (known)
      return json(response, { id: known.id, threadId: thread.id, status: known.status, seq: known.seq }, 202);
    if (sent.body.includes('#quiet') && sent.sendAt === undefined) return quiet(response);
    if (thread.consent?.asked === 'opt-out' || sent.body.includes('#422'))
      return problem(response, 422, 'opted-out', 'The contact has opted out.', [
        { pointer: '/to', detail: 'opted out' },
      ]);
    if (
      !sent.force &&
      sent.lastSeqSeen !== undefined &&
      thread.messages.some(
        (message) =>
          message.seq > sent.lastSeqSeen &&
          (message.direction === 'inbound' ||
            (message.direction === 'outbound' && message.author !== me.user)),
      )
    ) {
      return problem(response, 409, 'stale-compose', 'Something newer has landed.', undefined, {
        lastSeq: thread.lastSeq,
        messages: thread.messages.filter(
          (message) =>
            message.seq > sent.lastSeqSeen &&
            (message.direction === 'inbound' ||
              (message.direction === 'outbound' && message.author !== me.user)),
        ),
      });
    }
    const at = new Date().toISOString();
    const media = (sent.mediaIds ?? []).map((id) => ({
      id,
      state: 'ready',
      contentType: uploads.get(id).contentType,
      name: uploads.get(id).name,
      bytes: uploads.get(id).data.length,
      url: `/media/${id}`,
    }));
    const message = {
      id: request.headers['idempotency-key'],
      threadId: thread.id,
      direction: 'outbound',
      status: 'queued',
      from: sent.from,
      to: sent.to,
      body: sent.body,
      media,
      repeats: 1,
      author: me.user,
      participants: [],
      createdAt: at,
      updatedAt: at,
    };
    if (sent.sendAt) {
      Object.assign(message, {
        sendAt: sent.sendAt,
        waiting: { reason: 'scheduled', expectedAt: sent.sendAt },
      });
    }
    changed(thread, message);
    if (!sent.sendAt) deliver(thread, message);
    return json(response, { id: message.id, threadId: thread.id, status: 'queued', seq: message.seq }, 202);
  }
  const [, asked, act] = /^\/api\/messages\/([^/]+)(?:\/(cancel))?$/.exec(pathname) ?? [];
  if (asked !== undefined) {
    const thread = threads.find((one) => one.messages.some((message) => message.id === asked));
    const message = thread?.messages.find((one) => one.id === asked);
    if (message === undefined) return problem(response, 404, 'not-found', 'No such message.');
    if (act === 'cancel') {
      if (message.status !== 'queued') return problem(response, 409, 'not-cancellable', 'It has left.');
      setStatus(thread, message, 'failed', { errorCode: 'cancelled' });
      return json(response, {}, 202);
    }
    const { story, ...plain } = message;
    return json(response, { ...plain, attempts: [], receipts: [], records: [], decisions: [], ...story });
  }
  if (pathname === '/api/sending') {
    return json(response, [
      {
        did: numbers[0].did,
        campaignId: 'C0DEMO1',
        waiting: { live: 1, bulk: 12 },
        perMinute: 75,
        dayLimit: 2000,
        dayUsed: budget,
        dayResetsAt: new Date(Date.now() + 8 * 3_600_000).toISOString(),
        ...(resting && {
          resting: { reason: 'credentials', until: new Date(Date.now() + 240_000).toISOString() },
        }),
        price: { currency: 'USD', segment: 0.0075, mms: 0.02 },
      },
    ]);
  }
  const retried = /^\/api\/messages\/([^/]+)\/retry$/.exec(pathname);
  if (retried) {
    const thread = threads.find((one) => one.messages.some((message) => message.id === retried[1]));
    const message = thread.messages.find((one) => one.id === retried[1]);
    const later = JSON.parse((await bodyOf(request)).toString() || '{}').sendAt;
    if (message.body.includes('noviembre') && later === undefined) return quiet(response);
    setStatus(thread, message, 'queued', { errorCode: undefined, errorText: undefined });
    deliver(thread, message);
    return json(response, {}, 202);
  }
  const team = await teamApi({
    threads,
    method,
    pathname,
    parameters,
    me,
    withUnread,
    changed,
    bodyOf,
    request,
  });
  if (team !== undefined) {
    if (team.json === undefined) return response.writeHead(team.status).end();
    return team.slug === undefined
      ? json(response, team.json, team.status)
      : problem(response, team.status, team.slug, team.detail, team.errors);
  }
  const [, id, what] = /^\/api\/threads\/([^/]+)(?:\/(\w+))?$/.exec(pathname) ?? [];
  const thread = threads.find((one) => one.id === id);
  if (thread === undefined) return problem(response, 404, 'not-found', 'No such thread.');
  const body = method === 'GET' ? undefined : JSON.parse(await bodyOf(request));
  switch (what) {
    case undefined:
      return json(response, withUnread(thread));
    case 'messages': {
      const before = Number(parameters.get('before') ?? Infinity);
      const limit = Number(parameters.get('limit') ?? 50);
      const at = parameters.get('at');
      const found =
        at === null
          ? thread.messages.filter((message) => message.seq < before).slice(-limit)
          : thread.messages
              .filter((message) => Date.parse(message.createdAt) >= Date.parse(at))
              .slice(0, limit);
      const page = found.map((message) => ({
        ...message,
        story: undefined,
        deliveries: undefined,
        corrections: undefined,
      }));
      await new Promise((resolve) => setTimeout(resolve, Number(process.env.MOCK_DELAY_MS ?? 40)));
      return json(response, page, 200, { 'X-Thread-Last-Seq': String(thread.lastSeq) });
    }
    case 'media':
      return json(
        response,
        thread.messages
          .filter(({ media }) => media.some(({ state }) => state === 'ready'))
          .reverse()
          .map((message) => ({ ...message, story: undefined })),
      );
    case 'read':
      thread.readInbound = thread.inboundCount;
      broadcast({ type: 'read', threadId: thread.id, readSeq: body.seq, readInbound: thread.readInbound });
      response.writeHead(204);
      return response.end();
    case 'draft':
      if (method === 'PUT') drafts.set(id, { body: body.body, version: body.version + 1 });
      return json(response, drafts.get(id) ?? { body: '', version: 0 });
    case 'notes': {
      const at = new Date().toISOString();
      const note = {
        id: uuid(),
        threadId: id,
        direction: 'note',
        status: 'read',
        from: thread.did,
        to: thread.external,
        body: body.body,
        media: [],
        repeats: 1,
        author: me.user,
        mentions: [...body.body.matchAll(/@(\w+)/g)].map(([, user]) => user),
        participants: [],
        createdAt: at,
        updatedAt: at,
      };
      changed(thread, note);
      return json(response, note, 201);
    }
    case 'consent': {
      if (method === 'POST') decide(thread, body, me);
      return json(
        response,
        method === 'POST'
          ? withUnread(thread)
          : {
              ...thread.consent,
              entries: thread.entries ?? [],
              contact: {
                zones: thread.quiet ? [night().zone] : ['America/New_York', 'America/Chicago'],
                ...(thread.stated && { stated: thread.stated }),
                localTime: '22:14',
                ...(thread.quiet && { quiet: night() }),
              },
            },
      );
    }
    case 'zone':
      thread.stated = body.zone ?? undefined;
      response.writeHead(204);
      return response.end();
    default:
      for (const line of changeOf(thread, what, body, me)) changed(thread, line);
      return json(response, withUnread(thread));
  }
}

function drawing(name) {
  const label = name.includes('label');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300"><rect width="400" height="300" fill="${label ? '#e8e2d4' : '#d9c7a3'}"/>${label ? '<rect x="60" y="50" width="280" height="200" fill="#fff"/><path d="M80 90h160M80 120h220M80 150h140" stroke="#444" stroke-width="8"/><path d="M90 190v40m12-40v40m8-40v40m16-40v40m10-40v40m20-40v40m6-40v40m14-40v40m12-40v40" stroke="#111" stroke-width="5"/>' : '<path d="M90 110l110-45 110 45v110l-110 50-110-50z" fill="#b98d55"/><path d="M90 110l110 45 110-45M200 155v115" stroke="#7c5a2e" stroke-width="5" fill="none"/><path d="M250 150l30 30-18 14 26 30" stroke="#432" stroke-width="5" fill="none"/>'}</svg>`;
}

function file(response, pathname) {
  const path = normalize(join(dist, pathname));
  const found = path.startsWith(dist) && existsSync(path) && statSync(path).isFile();
  if (!found && extname(pathname) !== '') {
    response.writeHead(404);
    return response.end();
  }
  const served = found ? path : join(dist, 'index.html');
  response.writeHead(200, {
    'Content-Type': types[extname(served)] ?? 'application/octet-stream',
    'Content-Security-Policy': policy,
    'X-Content-Type-Options': 'nosniff',
  });
  return createReadStream(served).pipe(response);
}

const server = createServer((request, response) => {
  const url = new URL(request.url, `http://localhost:${port}`);
  const { pathname, searchParams } = url;
  const me = userOf(request);
  if (pathname === '/login') {
    response.writeHead(302, {
      'Set-Cookie': `hilo_mock=${searchParams.get('user') ?? 'ana'}; Path=/; HttpOnly`,
      Location: searchParams.get('returnTo') ?? '/',
    });
    return response.end();
  }
  if (pathname === '/logout') {
    response.writeHead(302, { 'Set-Cookie': 'hilo_mock=; Path=/; Max-Age=0', Location: '/' });
    return response.end();
  }
  if (pathname.startsWith('/mock/')) {
    const thread = threads[Number(searchParams.get('thread') ?? 0)];
    const acts = {
      inbound: () => receive(thread, searchParams.get('body') ?? 'Hola'),
      // The other side of the socket forgets to speak: a gap for the next frames.
      lose: () => {
        silent = true;
        receive(thread, 'Este mensaje se perdió en el camino');
        silent = false;
      },
      // A colleague answers and the page hears nothing of it.
      overtake: () => {
        silent = true;
        const at = new Date(Date.now() - 4_000).toISOString();
        changed(thread, {
          id: uuid(),
          threadId: thread.id,
          direction: 'outbound',
          status: 'sent',
          from: thread.did,
          to: thread.external,
          body: 'Ya te la mandé yo, Lucía.',
          author: 'leo',
          media: [],
          repeats: 1,
          participants: [],
          createdAt: at,
          updatedAt: at,
        });
        silent = false;
      },
      night: () => Object.assign(thread, { quiet: searchParams.get('on') !== '0' }),
      rest: () => {
        resting = searchParams.get('on') !== '0';
      },
      budget: () => {
        budget = Number(searchParams.get('used'));
      },
      // What the number of a conversation can do: ?state=releasing, ?mms=0
      number: () => {
        numberStates.set(thread.did, searchParams.get('state') ?? 'active');
        withoutMms[searchParams.get('mms') === '0' ? 'add' : 'delete'](thread.did);
      },
      // Money and the webhook's token as they may be: ?amount=3.2, ?intake=refuses|silent|takes&token=old
      account: () => Object.assign(provisioning, { balance: Number(searchParams.get('amount') ?? 48.62) }),
      webhook: () =>
        Object.assign(provisioning, {
          intakeTakesOurToken: { refuses: false, silent: null, takes: true }[
            searchParams.get('intake') ?? 'takes'
          ],
          tokenAsWanted: searchParams.get('token') !== 'old',
        }),
      drop: () => sockets.forEach((socket) => socket.close(Number(searchParams.get('code') ?? 1012))),
      typing: () => broadcast({ type: 'typing', threadId: thread.id, user: 'leo', on: true }, thread.id),
      presence: () => {
        colleagues.set(thread.id, (searchParams.get('users') ?? 'ana,leo').split(','));
        broadcast({ type: 'presence', threadId: thread.id, users: colleagues.get(thread.id) }, thread.id);
      },
    };
    acts[pathname.slice('/mock/'.length)]?.();
    return json(response, { threadId: thread.id });
  }
  if (pathname.startsWith('/media/')) {
    const upload = uploads.get(pathname.slice('/media/'.length));
    response.writeHead(200, { 'Content-Type': upload?.contentType ?? 'image/svg+xml' });
    return response.end(upload?.data ?? drawing(pathname));
  }
  if (pathname.startsWith('/api/')) {
    if (me === undefined) return problem(response, 401, 'unauthenticated');
    return void api(request, response, url, me).catch((error) =>
      problem(response, 500, 'mock', String(error.stack)),
    );
  }
  return file(response, pathname);
});

new WebSocketServer({ server, path: '/ws' }).on('connection', (socket, request) => {
  const me = userOf(request);
  if (me === undefined) return socket.close(4401);
  sockets.add(socket);
  socket.open = new Set();
  socket.manages = me.roles.some((role) => role === 'manager' || role === 'admin');
  socket.on('close', () => sockets.delete(socket));
  socket.on('message', (data) => {
    const frame = JSON.parse(data);
    if (frame.type === 'hello') {
      socket.send(
        JSON.stringify({
          type: 'welcome',
          cursor: String(cursor),
          user: me.user,
          resumed: frame.cursor === String(cursor),
        }),
      );
    } else if (frame.type === 'open') {
      socket.open.add(frame.threadId);
      catchUp(socket, frame);
      socket.send(
        JSON.stringify({
          type: 'presence',
          cursor: String(cursor),
          threadId: frame.threadId,
          users: colleagues.get(frame.threadId) ?? [me.user],
        }),
      );
    } else if (frame.type === 'close') {
      socket.open.delete(frame.threadId);
    } else if (frame.type === 'ping') {
      socket.send(JSON.stringify({ type: 'pong', cursor: String(cursor) }));
    }
  });
});

setInterval(() => threads.forEach((thread) => wake(thread).forEach((line) => changed(thread, line))), 1_000);

server.listen(port, '127.0.0.1', () => {
  process.stdout.write(
    `mock gateway on http://localhost:${port} with ${threads.length} conversations on ${numbers.length} numbers\n`,
  );
});
