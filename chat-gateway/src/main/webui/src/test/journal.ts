import { http, HttpResponse } from 'msw';
import { at } from './samples';

interface Asked {
  key: string | null;
  body: Record<string, unknown>;
}

export const HOSTILE = '{"Message":"<img src=x onerror=alert(1)>\u0000 hola"}';

export function aDelivery(values: object = {}) {
  return {
    id: 'd1',
    place: 'webhook.deliveries:3:41',
    at: at(1),
    source: '203.0.113.7',
    bytes: 141,
    kind: 'text',
    from: '+13053302277',
    to: ['+17865551234'],
    preview: 'Hola',
    outcome: { verdict: 'shown', messageId: 'message-1', threadId: 'thread-1' },
    ...values,
  };
}

export function unread(place: string, values: object = {}) {
  return {
    place,
    at: at(2),
    reason: 'neither From nor To',
    delivery: aDelivery({ id: `of ${place}`, kind: 'quarantined', outcome: undefined, preview: '{"a":1}' }),
    ...values,
  };
}

/** The intake's journal in memory. */
export class FakeJournal {
  deliveries: object[] = [
    aDelivery(),
    aDelivery({ id: 'd2', at: at(0), preview: 'ok', outcome: { verdict: 'folded', repeats: 2 } }),
  ];
  quarantine: ReturnType<typeof unread>[] = [
    unread('webhook.quarantine:0:1'),
    unread('webhook.quarantine:0:2'),
  ];
  letters: object[] = [
    {
      place: 'message.inbound.dlq:0:4',
      at: at(3),
      key: 'k',
      type: 'message.inbound.v1',
      reason: 'no such event',
      bytes: 12,
      preview: '{"poison":1}',
      from: { topic: 'message.inbound', partition: 3, offset: 90 },
    },
  ];
  listHeaders: Record<string, string> = {};
  listAnswer: (() => Response) | null = null;
  replayAnswers: object[] = [];
  redriveAnswer: object = { redriven: 1, still: [], failed: [] };
  /** Every question about the list, as its parameters. */
  readonly lists: URLSearchParams[] = [];
  readonly replays: Asked[] = [];
  readonly redrives: Asked[] = [];
  readonly dismissals: Asked[] = [];
  asked = 0;

  readonly handlers = [
    http.get('/api/journal/deliveries', ({ request }) => {
      this.lists.push(new URL(request.url).searchParams);
      return this.listAnswer?.() ?? HttpResponse.json(this.deliveries, { headers: this.listHeaders });
    }),
    http.get('/api/journal/deliveries/:id', ({ params }) => {
      const one = this.deliveries.find((delivery) => 'id' in delivery && delivery.id === params['id']);
      return one === undefined
        ? HttpResponse.json({ title: 'Not found', status: 404 }, { status: 404 })
        : HttpResponse.json({
            ...one,
            contentType: 'application/json',
            headers: { 'user-agent': 'carrier/1' },
            body: HOSTILE,
            bodyBase64: btoa(HOSTILE),
            reading: { kind: 'text', events: [{ type: 'message.inbound.v1', text: 'Hola' }] },
            recorded: {
              verdict: 'shown',
              message: { from: '+13053302277', to: '+17865551234', body: 'Hola' },
            },
          });
    }),
    http.get('/api/journal/letters', () => {
      this.asked += 1;
      const open = this.quarantine.filter((one) => !('decision' in one)).length;
      return HttpResponse.json([
        { topic: 'webhook.quarantine', open, total: 2, reasons: [] },
        {
          topic: 'message.inbound.dlq',
          open: this.letters.length,
          total: 3,
          oldestOpenAt: at(3),
          reasons: [{ reason: 'no such event', count: 1 }],
        },
      ]);
    }),
    http.get('/api/journal/letters/:topic', () => HttpResponse.json(this.letters)),
    http.get('/api/journal/records/:place', ({ params }) =>
      HttpResponse.json({
        place: params['place'],
        at: at(3),
        key: 'k',
        headers: { 'dead-letter-reason': 'no such event' },
        value: '{"poison":1}',
        valueBase64: btoa('{"poison":1}'),
      }),
    ),
    http.get('/api/journal/quarantine', () =>
      HttpResponse.json(this.quarantine.filter((one) => !('decision' in one))),
    ),
    http.post('/api/journal/replays', async ({ request }) => {
      this.replays.push(await asked(request));
      const answer = this.replayAnswers.shift();
      return answer === undefined
        ? HttpResponse.json(
            {
              type: '/problems/journal-unavailable',
              title: 'Unavailable',
              status: 503,
              detail: 'Kafka rests.',
            },
            { status: 503 },
          )
        : HttpResponse.json(answer);
    }),
    http.post('/api/journal/redrives', async ({ request }) => {
      this.redrives.push(await asked(request));
      return HttpResponse.json(this.redriveAnswer);
    }),
    http.post('/api/journal/dismissals', async ({ request }) => {
      const one = await asked(request);
      this.dismissals.push(one);
      return HttpResponse.json({ dismissed: (one.body['places'] as string[]).length });
    }),
  ];
}

async function asked(request: Request): Promise<Asked> {
  return {
    key: request.headers.get('Idempotency-Key'),
    body: (await request.json()) as Record<string, unknown>,
  };
}
