import { http, HttpResponse } from 'msw';
import { at } from './samples';

interface Asked {
  what: string;
  key: string | null;
  body: unknown;
}

export const SUPPORT = '+17865551234';
export const SALES = '+17865550100';

export function aNumber(values: object = {}) {
  return {
    did: SUPPORT,
    name: 'Soporte Miami',
    color: '#6663d6',
    state: 'active',
    smsEnabled: true,
    mmsEnabled: true,
    campaignId: 'C0DEMO1',
    webhookUrl: 'https://hooks.example.com/webhooks/bulkvs/***',
    teams: ['support'],
    rateCenter: 'MIAMI',
    region: 'FL',
    readAt: at(0),
    ...values,
  };
}

export function aReport(values: object = {}) {
  return {
    did: SUPPORT,
    sent: 1_200,
    delivered: 1_170,
    failed: 12,
    unconfirmed: 3,
    waiting: 0,
    received: 900,
    optedOut: 2,
    receiptsRatio: 0.98,
    failures: [],
    lastInboundAt: at(5),
    lastOutboundAt: at(6),
    ...values,
  };
}

const steps: Record<string, readonly string[]> = {
  provision: ['buy', 'enable-messaging', 'ensure-webhook', 'assign-webhook', 'assign-campaign', 'verify'],
  adopt: ['recognise', 'enable-messaging', 'ensure-webhook', 'assign-webhook', 'assign-campaign', 'verify'],
  repair: ['enable-messaging', 'ensure-webhook', 'assign-webhook', 'assign-campaign', 'verify'],
  move: ['assign-campaign', 'verify'],
  release: ['cool-down', 'give-back', 'verify-released'],
};

/** An order at one of its steps, counted from 1. */
export function anOrder(kind: string, did: string, step = 1, state = 'running') {
  return {
    id: `${kind} of ${did}`,
    did,
    kind,
    state,
    requestedBy: 'ana',
    requestedAt: at(1),
    steps: (steps[kind] ?? []).map((name, index) => ({
      name,
      state:
        state === 'done' || index + 1 < step
          ? 'done'
          : index + 1 > step
            ? 'pending'
            : state === 'failed'
              ? 'failed'
              : name === 'cool-down'
                ? 'waiting'
                : 'running',
      attempts: 1,
      ...(state === 'failed' && index + 1 === step && { code: 'http-409', words: 'a ticket is required' }),
    })),
  };
}

export function aField(field: string, wanted: string | null, actual: string | null) {
  return { field, wanted, actual, same: wanted === actual };
}

export function aDrift(did: string, fields: object[], owned = true) {
  return { did, readAt: at(0), owned, drifted: true, fields };
}

/** Refuses as the server does. */
export function refusal(status: number, slug: string, detail: string, errors: object[] = []) {
  return () =>
    HttpResponse.json(
      { type: `https://hilo.dev/problems/${slug}`, title: slug, status, detail, errors },
      { status },
    );
}

/** Numbers, orders, campaigns and figures in memory. */
export class FakeNumbers {
  numbers: Record<string, unknown>[] = [
    aNumber(),
    aNumber({ did: SALES, name: 'Ventas', color: '#2f8f55', teams: ['sales'], mmsEnabled: false }),
  ];
  reports: object[] = [aReport()];
  long: object = {
    ...aReport(),
    days: [
      { day: '2026-11-19', sent: 600, delivered: 590, failed: 2, received: 500 },
      { day: '2026-11-20', sent: 600, delivered: 580, failed: 10, received: 400 },
    ],
  };
  drift: Record<string, unknown> = { checkedAt: at(0), complete: true, unmanaged: 0, numbers: [] };
  comparison: object = {
    did: SUPPORT,
    readAt: at(0),
    owned: true,
    drifted: false,
    fields: [aField('sms', 'true', 'true')],
  };
  orders: Record<string, unknown>[] = [];
  campaigns: object[] = [
    { id: 'C0DEMO1', name: 'Atención', class: 'T', count: 11, limit: 49, approved: true, own: 2 },
    { id: 'C0SALES', name: 'Promociones', class: 'T', count: 3, limit: 49, approved: true, own: 0 },
    { id: 'C0FULL', name: 'Llena', class: 'T', count: 49, limit: 49, approved: true, own: 0 },
  ];
  unmanaged: object[] = [];
  unmanagedComplete = true;
  /** Answers instead of the usual one, by method and what follows `/api/`. */
  answers: Record<string, () => Response> = {};
  readonly calls: Asked[] = [];

  /** What was asked for by one method and path. */
  asked(what: string): Asked[] {
    return this.calls.filter((call) => call.what === what);
  }

  readonly handlers = [
    http.all('/api/*', async ({ request }) => {
      const url = new URL(request.url);
      const path = decodeURIComponent(url.pathname).replace('/api/', '');
      if (!/^(numbers|campaigns|reports|webhook|account)(\/|$)/.test(path)) {
        return undefined;
      }
      const what = `${request.method} ${path}${url.search}`;
      const text = await request.text();
      this.calls.push({
        what,
        key: request.headers.get('Idempotency-Key'),
        body: text === '' ? undefined : (JSON.parse(text) as unknown),
      });
      return this.answers[what]?.() ?? this.answer(request.method, path, url.searchParams, text);
    }),
  ];

  private answer(method: string, path: string, parameters: URLSearchParams, text: string): Response {
    const body = (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>;
    const usual: Record<string, () => unknown> = {
      'GET numbers': () =>
        this.numbers.filter(
          (one) => (one['state'] === 'released') === (parameters.get('released') === 'true'),
        ),
      'GET numbers/orders': () =>
        this.orders.filter((one) => one['state'] === 'running' || one['state'] === 'failed'),
      'GET numbers/drift': () => this.drift,
      'POST numbers/drift/check': () => this.drift,
      'GET numbers/unmanaged': () => this.unmanaged,
      'POST numbers/import': () => (body['dids'] as string[]).map((did) => this.order('adopt', did)),
      'GET reports/numbers': () => this.reports,
      'GET campaigns': () => this.campaigns,
      'GET webhook': () => ({ name: 'hilo', asWanted: true, numbers: 2 }),
    };
    const known = usual[`${method} ${path}`];
    if (known !== undefined) {
      return HttpResponse.json(known() as object, {
        headers: { 'X-List-Complete': String(this.unmanagedComplete) },
      });
    }
    const [, did = '', rest = ''] = /(?:numbers|reports\/numbers)\/(\+\d+)\/?(.*)$/.exec(path) ?? [];
    const answer = path.startsWith('reports/') ? this.long : this.ofOne(method, did, rest, body);
    return answer === undefined
      ? HttpResponse.json({ title: 'Not found', status: 404 }, { status: 404 })
      : HttpResponse.json(answer);
  }

  private ofOne(method: string, did: string, rest: string, body: Record<string, unknown>) {
    const number = this.numbers.find((one) => one['did'] === did);
    if (number === undefined) {
      return undefined;
    }
    switch (`${method} ${rest}`) {
      case 'GET ':
        return number;
      case 'GET order':
        return this.orders.find((one) => one['did'] === did);
      case 'GET drift':
        return this.comparison;
      case 'PUT name':
      case 'PUT teams':
        return Object.assign(number, body);
      case 'POST keep':
        return Object.assign(number, { state: 'active', releaseAt: undefined });
      case 'PUT campaign':
        return this.order('move', did);
      case 'POST repair':
        return this.order('repair', did);
      case 'POST order/retry':
        return this.order('provision', did);
      case 'DELETE ':
        Object.assign(number, { state: 'releasing' });
        return this.order('release', did);
      default:
        return undefined;
    }
  }

  private order(kind: string, did: string) {
    const order = anOrder(kind, did);
    this.orders = [order, ...this.orders.filter((one) => one['did'] !== did)];
    return order;
  }
}
