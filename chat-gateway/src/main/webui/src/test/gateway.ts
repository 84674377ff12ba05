import { http, HttpResponse } from 'msw';
import type { Message, Thread } from '@/shared/contract';
import { aMessage, aThread, at } from './samples';
import { FakeTeam } from './team';
import { workspaceHandlers } from './workspace';

interface Sent {
  key: string | null;
  body: Record<string, unknown>;
}

function answerOf({ readInbound, ...thread }: Thread) {
  return { ...thread, unread: thread.inboundCount - readInbound };
}

/** The gateway's REST side in memory. */
export class FakeGateway {
  signedIn = true;
  roles = ['agent'];
  threads: Thread[] = [
    aThread({
      displayName: 'Lucía Ferrer',
      lastSeq: 3,
      inboundCount: 2,
      readInbound: 1,
      lastMessageAt: at(3),
    }),
    aThread({
      id: 'thread-2',
      external: '+13055550199',
      lastMessageAt: at(1),
      readInbound: 1,
      unanswered: false,
      assignee: 'leo',
      labels: ['vip'],
      lastMessage: { id: 'x', direction: 'outbound', status: 'delivered', preview: 'Listo', mediaCount: 0 },
    }),
  ];
  messages: Message[] = [
    aMessage({ seq: 1, body: 'Hola' }),
    aMessage({ seq: 2, body: 'Buenas', direction: 'outbound', status: 'delivered', author: 'ana' }),
    aMessage({ seq: 3, body: 'see https://example.com/x' }),
  ];
  views: { id: string; name: string; [member: string]: unknown }[] = [];
  readonly team = new FakeTeam();
  readonly sent: Sent[] = [];
  readonly calls: string[] = [];
  sendAnswer: (() => Response) | null = null;
  /** What an answer to a send waits for. */
  sendGate: Promise<void> = Promise.resolve();
  sending: object[] = [];
  /** Money at the carrier; managers' pages ask for it. */
  account: object = { balance: 100, lowBalanceThreshold: 25, low: false, services: { Sms: true, Mms: true } };
  consent: object = { entries: [] };
  /** Whom a search for contacts finds, whatever it is for. */
  contacts: object[] = [];
  retryAnswer: (() => Response | null) | null = null;
  /** What this agent wants to be told of. */
  push: object = { rules: { default: 'all', numbers: {}, preview: true, sound: true }, browsers: [] };
  rulesAnswer: (() => Response) | null = null;
  /** What GET of one message adds to it: attempts, receipts, … */
  readonly stories: Record<string, object> = {};

  readonly handlers = [
    ...workspaceHandlers,
    ...this.team.handlers,
    http.get('/api/me', () =>
      this.signedIn
        ? HttpResponse.json({
            user: 'ana',
            name: 'Ana',
            roles: this.roles,
            teams: ['support'],
            numbers: [{ did: '+17865551234', name: 'Soporte Miami' }],
          })
        : HttpResponse.json({ title: 'Unauthenticated', status: 401 }, { status: 401 }),
    ),
    http.get('/api/threads', ({ request }) => {
      const filter = new URL(request.url).searchParams.get('filter');
      const all = this.threads.map(answerOf);
      return HttpResponse.json(filter === 'unread' ? all.filter((thread) => thread.unread > 0) : all);
    }),
    http.get('/api/threads/counts', () => {
      const open = this.threads.filter(({ state }) => state !== 'closed');
      return HttpResponse.json({
        all: open.length,
        mine: open.filter(({ assignee }) => assignee === 'ana').length,
        unassigned: open.filter(({ assignee }) => assignee == null).length,
        unread: open.filter(({ inboundCount, readInbound }) => inboundCount > readInbound).length,
        unanswered: open.filter(({ unanswered }) => unanswered).length,
        closed: this.threads.length - open.length,
        snoozed: open.filter(({ state }) => state === 'snoozed').length,
      });
    }),
    http.get('/api/contacts', () => HttpResponse.json(this.contacts)),
    http.get('/api/views', () => HttpResponse.json(this.views)),
    http.get('/api/people', () =>
      HttpResponse.json([
        { user: 'ana', name: 'Ana', teams: ['support'], roles: ['agent'] },
        { user: 'leo', name: 'Leo', teams: ['sales'], roles: ['agent'] },
      ]),
    ),
    http.get('/api/threads/:id', ({ params }) => {
      const thread = this.threads.find((one) => one.id === params['id']);
      return thread === undefined
        ? HttpResponse.json({ title: 'Not found', status: 404 }, { status: 404 })
        : HttpResponse.json(answerOf(thread));
    }),
    http.get('/api/threads/:id/messages', ({ params, request }) => {
      const moment = new URL(request.url).searchParams.get('at');
      if (moment !== null) {
        this.calls.push(`at ${moment}`);
      }
      const messages = this.messages.filter(
        (message) =>
          message.threadId === params['id'] &&
          (moment === null || Date.parse(message.createdAt) >= Date.parse(moment)),
      );
      return HttpResponse.json(messages, {
        headers: { 'X-Thread-Last-Seq': String(messages.at(-1)?.seq ?? 0) },
      });
    }),
    http.get('/api/threads/:id/draft', () => HttpResponse.json({ body: '', version: 0 })),
    http.put('/api/threads/:id/draft', () => HttpResponse.json({ body: '', version: 1 })),
    http.post('/api/threads/:id/read', async ({ params, request }) => {
      this.calls.push(`read ${String(params['id'])} ${JSON.stringify(await request.json())}`);
      return new HttpResponse(null, { status: 204 });
    }),
    http.put('/api/threads/:id/:what', async ({ params, request }) => {
      const { until, ...asked } = (await request.json()) as Partial<Thread> & { until?: string };
      const body = until === undefined ? asked : { ...asked, until, snoozedUntil: until };
      this.calls.push(`put ${String(params['what'])} ${JSON.stringify(body)}`);
      this.threads = this.threads.map((thread) =>
        thread.id === params['id'] ? { ...thread, ...body } : thread,
      );
      const changed = this.threads.find((thread) => thread.id === params['id']);
      return HttpResponse.json(changed === undefined ? {} : answerOf(changed));
    }),
    http.post('/api/messages/send', async ({ request }) => {
      const body = (await request.json()) as Record<string, unknown>;
      this.sent.push({ key: request.headers.get('Idempotency-Key'), body });
      await this.sendGate;
      const answer = this.sendAnswer?.();
      return (
        answer ??
        HttpResponse.json(
          { id: request.headers.get('Idempotency-Key'), threadId: 'thread-1', status: 'queued', seq: 4 },
          { status: 202 },
        )
      );
    }),
    http.post('/api/messages/:id/retry', async ({ params, request }) => {
      const body = await request.text();
      this.calls.push(`retry ${String(params['id'])}${body === '' ? '' : ` ${body}`}`);
      return this.retryAnswer?.() ?? HttpResponse.json({}, { status: 202 });
    }),
    http.post('/api/messages/:id/cancel', ({ params }) => {
      this.calls.push(`cancel ${String(params['id'])}`);
      return HttpResponse.json({}, { status: 202 });
    }),
    http.get('/api/account', () => HttpResponse.json(this.account)),
    http.get('/api/sending', () => HttpResponse.json(this.sending)),
    http.get('/api/threads/:id/consent', () => HttpResponse.json(this.consent)),
    http.post('/api/threads/:id/consent', async ({ params, request }) => {
      const body = (await request.json()) as { answer: string };
      this.calls.push(`consent ${JSON.stringify(body)}`);
      this.threads = this.threads.map((thread) =>
        thread.id === params['id']
          ? {
              ...thread,
              lastSeq: thread.lastSeq + 1,
              consent: body.answer === 'opt-out' ? { asked: 'opt-out', since: at(9) } : null,
            }
          : thread,
      );
      const changed = this.threads.find((thread) => thread.id === params['id']);
      return HttpResponse.json(changed === undefined ? {} : answerOf(changed));
    }),
    http.get('/api/messages/:id', ({ params }) => {
      this.calls.push(`message ${String(params['id'])}`);
      const message = this.messages.find((one) => one.id === params['id']);
      return message === undefined
        ? HttpResponse.json({ title: 'Not found', status: 404 }, { status: 404 })
        : HttpResponse.json({ ...message, ...this.stories[message.id] });
    }),
    http.get('/api/push', () => HttpResponse.json(this.push)),
    http.put('/api/push/rules', async ({ request }) => {
      const rules = (await request.json()) as object;
      this.calls.push(`push rules ${JSON.stringify(rules)}`);
      this.push = { ...this.push, rules };
      return this.rulesAnswer?.() ?? HttpResponse.json(rules);
    }),
    http.get('/api/search', () =>
      HttpResponse.json({
        threads: [],
        messages: [
          {
            message: aMessage({ seq: 1, body: 'Hola, ¿mi pedido?' }),
            thread: this.threads.slice(0, 1).map(answerOf)[0],
            marks: [[10, 16]],
          },
        ],
      }),
    ),
  ];
}

/** The page's socket, held by the test. */
export class FakeWebSocket {
  static last: FakeWebSocket | null = null;
  readyState = 1;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: ((event: { code: number; reason: string }) => void) | null = null;
  readonly sent: { type: string }[] = [];

  constructor() {
    FakeWebSocket.last = this;
    setTimeout(() => this.onopen?.(), 0);
  }

  send(data: string): void {
    const frame = JSON.parse(data) as { type: string; threadId?: string };
    this.sent.push(frame);
    if (frame.type === 'hello') {
      this.say({ type: 'welcome', cursor: 'c1', user: 'ana', resumed: true });
    } else if (frame.type === 'ping') {
      this.say({ type: 'pong', cursor: 'c1' });
    } else if (frame.type === 'open') {
      this.say({ type: 'presence', threadId: frame.threadId, users: ['ana'] });
    }
  }

  close(): void {
    this.readyState = 3;
  }

  say(frame: object): void {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }
}
