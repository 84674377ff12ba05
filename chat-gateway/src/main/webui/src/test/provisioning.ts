import { http, HttpResponse } from 'msw';
import { at } from './samples';

interface Asked {
  key: string | null;
  body: Record<string, unknown>;
}

export const stepsOfProvision = [
  'buy',
  'enable-messaging',
  'ensure-webhook',
  'assign-webhook',
  'assign-campaign',
  'verify',
];

/** An order whose first steps are done. */
export function anOrder(did: string, done: number, values: object = {}, step: object = { state: 'running' }) {
  return {
    id: `order of ${did}`,
    did,
    kind: 'provision',
    state: done === stepsOfProvision.length ? 'done' : 'running',
    requestedBy: 'ana',
    requestedAt: at(0),
    steps: stepsOfProvision.map((name, index) => ({
      name,
      state: index < done ? 'done' : 'pending',
      attempts: index < done ? 1 : 0,
      ...(index === done && step),
    })),
    ...values,
  };
}

export function anOffer(did: string, values: object = {}) {
  return {
    did,
    ratecenter: 'MIAMI',
    state: 'FL',
    monthlyPrice: 0.06,
    setupPrice: 0.05,
    perMinutePrice: 0.0003,
    ...values,
  };
}

export function aCampaign(id: string, values: object = {}) {
  return {
    id,
    name: `Campaign ${id}`,
    providerId: id,
    brandId: 'B1',
    useCase: 'Customer care',
    class: 'T',
    smsPerMinute: 75,
    mmsPerMinute: 50,
    perDay: 2000,
    count: 12,
    limit: 49,
    own: 1,
    approved: true,
    listedAt: at(0),
    ...values,
  };
}

/** provisioning-service in memory. */
export class FakeProvisioning {
  offers = [
    anOffer('+17865552020'),
    anOffer('+17865552021'),
    anOffer('+17865552022', { monthlyPrice: '0.25' }),
  ];
  offersLink: string | null = null;
  numbers: object[] = [
    { did: '+17865551234', name: 'Soporte Miami', state: 'active', teams: ['support'], campaignId: 'C1' },
  ];
  campaigns = [aCampaign('C1'), aCampaign('C2', { count: 49 }), aCampaign('C3', { approved: false, own: 0 })];
  registrations: Record<string, unknown>[] = [];
  orders: Record<string, object> = {};
  account: object = {
    balance: 48.62,
    lowBalanceThreshold: 25,
    low: false,
    services: { Sms: true, Mms: false, E911: false },
    checkedAt: at(0),
  };
  webhook: object = {
    name: 'hilo',
    url: 'https://hooks.example.com/***',
    wantedUrl: 'https://hooks.example.com/***',
    receipts: true,
    method: 'POST',
    asWanted: false,
    tokenAsWanted: false,
    addressAsWanted: true,
    intakeTakesOurToken: true,
    numbers: 3,
    checkedAt: at(0),
  };
  /** Answers instead of the usual one to the next purchases, one after the other; null for the usual. */
  provisionAnswers: (() => Response | null)[] = [];
  renewAnswer: (() => Response) | null = null;
  readonly searches: URLSearchParams[] = [];
  readonly purchases: Asked[] = [];
  readonly calls: string[] = [];
  readonly changes: Asked[] = [];

  readonly handlers = [
    http.get('/api/numbers', () => HttpResponse.json(this.numbers)),
    http.get('/api/numbers/available', ({ request }) => {
      this.searches.push(new URL(request.url).searchParams);
      return HttpResponse.json(this.offers, {
        headers: this.offersLink === null ? {} : { Link: this.offersLink },
      });
    }),
    http.post('/api/numbers/provision', async ({ request }) => {
      const asked = await read(request);
      this.purchases.push(asked);
      const did = String(asked.body['did']);
      const answer = this.provisionAnswers.shift()?.();
      if (answer != null) {
        return answer;
      }
      this.orders[did] ??= anOrder(did, 0);
      return HttpResponse.json(this.orders[did], { status: 202 });
    }),
    http.get('/api/numbers/orders', () => HttpResponse.json(Object.values(this.orders))),
    http.get('/api/numbers/:did/order', ({ params }) => {
      const order = this.orders[String(params['did'])];
      return order === undefined
        ? HttpResponse.json({ title: 'Not found', status: 404 }, { status: 404 })
        : HttpResponse.json(order);
    }),
    http.post('/api/numbers/:did/order/retry', ({ params, request }) => {
      const did = String(params['did']);
      this.calls.push(`retry ${did}${new URL(request.url).search} ${request.headers.has('Idempotency-Key')}`);
      this.orders[did] = anOrder(did, 5);
      return HttpResponse.json(this.orders[did], { status: 202 });
    }),
    http.delete('/api/numbers/:did', ({ params, request }) => {
      const did = String(params['did']);
      this.calls.push(`delete ${did}${new URL(request.url).search}`);
      this.orders[did] = {
        ...anOrder(did, 0),
        kind: 'release',
        state: 'done',
        steps: [{ name: 'give-back', state: 'done', attempts: 1 }],
      };
      return HttpResponse.json(this.orders[did], { status: 202 });
    }),
    http.get('/api/campaigns', () => HttpResponse.json(this.campaigns)),
    http.get('/api/campaigns/classes', () =>
      HttpResponse.json([
        { class: 'T', smsPerMinute: 75, mmsPerMinute: 50, perNumber: false, words: 'Low volume' },
        { class: 'G', smsPerMinute: 60, mmsPerMinute: 60, perNumber: true, words: 'Proxy' },
      ]),
    ),
    http.get('/api/campaigns/registrations', () => HttpResponse.json(this.registrations)),
    http.post('/api/campaigns/registrations', async ({ request }) => {
      const asked = await read(request);
      this.changes.push(asked);
      const registration = aRegistration(asked.body);
      this.registrations = [registration];
      return HttpResponse.json(registration, { status: 201 });
    }),
    http.put('/api/campaigns/registrations/:id', async ({ request }) => {
      const asked = await read(request);
      this.changes.push(asked);
      this.registrations = this.registrations.map((one) => ({ ...one, ...asked.body }));
      return HttpResponse.json(this.registrations[0]);
    }),
    http.delete('/api/campaigns/registrations/:id', ({ params }) => {
      this.calls.push(`forget ${String(params['id'])}`);
      this.registrations = [];
      return new HttpResponse(null, { status: 204 });
    }),
    http.put('/api/campaigns/:id', async ({ params, request }) => {
      const asked = await read(request);
      this.changes.push(asked);
      const changed = aCampaign(String(params['id']), asked.body);
      this.campaigns = this.campaigns.map((one) => (one.id === changed.id ? changed : one));
      return HttpResponse.json(changed);
    }),
    http.get('/api/account', () => HttpResponse.json(this.account)),
    http.put('/api/account/threshold', async ({ request }) => {
      const asked = await read(request);
      this.changes.push(asked);
      this.account = { ...this.account, ownThreshold: asked.body['amount'] ?? undefined };
      return HttpResponse.json(this.account);
    }),
    http.get('/api/webhook', () => HttpResponse.json(this.webhook)),
    http.post('/api/webhook/renew', ({ request }) => {
      this.calls.push(`renew ${request.headers.get('Idempotency-Key') ?? ''}`);
      if (this.renewAnswer !== null) {
        return this.renewAnswer();
      }
      this.webhook = { ...this.webhook, asWanted: true, tokenAsWanted: true };
      return HttpResponse.json(this.webhook);
    }),
  ];
}

export function aRegistration(values: object = {}) {
  return {
    id: 'r1',
    name: 'Promotions',
    brand: 'Ferrer Import LLC',
    useCase: '',
    state: 'open',
    createdBy: 'ana',
    createdAt: at(0),
    updatedAt: at(0),
    steps: ['brand-data', 'form', 'sent-to-carrier', 'brand-approved', 'campaign-approved', 'listed'].map(
      (name) => ({ name, done: false }),
    ),
    ...values,
  };
}

async function read(request: Request): Promise<Asked> {
  return {
    key: request.headers.get('Idempotency-Key'),
    body: (await request.json()) as Record<string, unknown>,
  };
}

/** A refusal as the server writes it. */
export function refusal(status: number, slug: string, detail: string) {
  return HttpResponse.json(
    { type: `https://hilo.dev/problems/${slug}`, title: slug, status, detail },
    { status },
  );
}
