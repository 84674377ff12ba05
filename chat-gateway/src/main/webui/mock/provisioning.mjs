// Numbers, orders that go on by themselves, campaigns, registrations, the account and the webhook, all invented.
//
// What a number does when it is bought can be read from its end: …13 has just been sold to somebody else, …42 has to wait
// for the carrier twice, …77 is refused by its campaign, …99 finds the carrier unreachable and then fails.

import { uuid } from './data.mjs';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const ago = (ms) => new Date(Date.now() - ms).toISOString();
const soon = (ms) => new Date(Date.now() + ms).toISOString();
const STEP_MS = Number(process.env.MOCK_STEP_MS ?? 900);
const LIMIT = 49;

const classes = [
  ['A', 4500, 2400, 'standard, score 75 to 100, dedicated'],
  ['B', 4500, 2400, 'standard, score 75 to 100, mixed'],
  ['C', 2400, 1200, 'standard, score 50 to 74, dedicated'],
  ['D', 2400, 1200, 'standard, score 50 to 74, mixed'],
  ['E', 240, 150, 'standard, score 1 to 49, dedicated'],
  ['F', 240, 150, 'standard, score 1 to 49, mixed'],
  ['G', 60, undefined, 'proxy, for each number'],
  ['K', 4500, 2400, 'political'],
  ['N', 60, undefined, 'agents and franchises, for each number'],
  ['P', 2400, 2400, 'charity'],
  ['S', 9000, 2400, 'emergency and social'],
  ['T', 75, 50, 'low volume, mixed'],
  ['W', 15, undefined, 'sole proprietor'],
].map(([name, smsPerMinute, mmsPerMinute, words]) => ({ class: name, smsPerMinute, mmsPerMinute, words }));

const steps = {
  provision: ['buy', 'enable-messaging', 'ensure-webhook', 'assign-webhook', 'assign-campaign', 'verify'],
  adopt: ['recognise', 'enable-messaging', 'ensure-webhook', 'assign-webhook', 'assign-campaign', 'verify'],
  repair: ['enable-messaging', 'ensure-webhook', 'assign-webhook', 'assign-campaign', 'verify'],
  move: ['assign-campaign', 'verify'],
  release: ['cool-down', 'give-back', 'verify-released'],
};

const places = {
  305: ['MIAMI', 'FL'],
  786: ['MIAMI', 'FL'],
  954: ['FORT LAUDERDALE', 'FL'],
  212: ['NEW YORK', 'NY'],
};
/** A number that the carrier does not call ours any more. */
const LOST = '+17865550145';
const hook = 'https://hooks.example.com/webhooks/bulkvs/***';

function aNumber(did, values) {
  const [rateCenter, region] = places[did.slice(2, 5)] ?? ['SPRINGFIELD', 'IL'];
  return {
    did,
    name: '',
    state: 'active',
    smsEnabled: true,
    mmsEnabled: true,
    campaignId: 'C0DEMO1',
    webhookUrl: hook,
    teams: [],
    rateCenter,
    region,
    readAt: ago(7 * MINUTE),
    ...values,
  };
}

/** Invented numbers by the hundred, to see how a long table feels. */
function more(count) {
  const colors = ['#2f7fd0', '#16898f', '#7f8420', '#b8741a', undefined];
  return Array.from({ length: count }, (_, index) =>
    aNumber(`+1${['305', '786', '954', '212'][index % 4]}777${String(index).padStart(4, '0')}`, {
      name: index % 3 === 0 ? '' : `Sucursal ${index}`,
      color: colors[index % colors.length],
      teams: [['support'], ['sales'], ['support', 'sales'], []][index % 4],
      ...(index % 11 === 0 && { mmsEnabled: false }),
    }),
  );
}

function registrationSteps(done) {
  return ['brand-data', 'form', 'sent-to-carrier', 'brand-approved', 'campaign-approved', 'listed'].map(
    (name, index) => ({
      name,
      done: index < done,
      ...(index < done && { doneAt: ago((done - index) * DAY), doneBy: 'marta' }),
      ...(index === 2 && done > 2 && { note: 'Ticket 88213' }),
    }),
  );
}

/**
 * Everything that provisioning-service knows.
 *
 * @param tell called with each frame that goes to managers
 */
export function provisioningOf(tell) {
  const numbers = new Map(
    [
      aNumber('+17865551234', { name: 'Soporte Miami', color: '#6663d6', teams: ['support'] }),
      aNumber('+17865550100', { name: 'Ventas', color: '#2f8f55', teams: ['sales'], mmsEnabled: false }),
      aNumber('+13055550177', { name: 'Citas', teams: ['support', 'sales'], campaignId: undefined }),
      aNumber('+12125550142', { name: 'Nueva York', teams: ['sales'], campaignId: 'C0RETEN' }),
      aNumber('+19545550199', {
        name: 'Campaña de verano',
        state: 'releasing',
        teams: ['sales'],
        releaseAt: soon(5 * DAY),
      }),
      aNumber('+13055550120', { name: 'Antiguo', state: 'released', webhookUrl: undefined }),
      aNumber('+13055550131', {
        name: 'Reclamos',
        color: '#d0524a',
        state: 'failed',
        campaignId: undefined,
        teams: ['support'],
      }),
      aNumber('+17865550145', { name: 'Perdido', color: '#9a5fc4', teams: ['support'] }),
      ...more(Number(process.env.MOCK_NUMBERS ?? 0)),
    ].map((number) => [number.did, number]),
  );
  const campaigns = [
    {
      id: 'C0DEMO1',
      name: 'Atención al cliente',
      providerId: 'C0DEMO1',
      brandId: 'B0DEMO1',
      useCase: 'Customer care',
      class: 'T',
      perDay: 2000,
      count: 11,
      approved: true,
      listedAt: ago(12 * MINUTE),
    },
    {
      id: 'C0RETEN',
      name: 'Recordatorios de citas',
      providerId: 'C0RETEN',
      brandId: 'B0DEMO1',
      useCase: 'Appointment reminders',
      class: 'D',
      perDay: 2000,
      count: 48,
      approved: true,
      listedAt: ago(12 * MINUTE),
    },
    {
      id: 'C0FULL1',
      name: 'Avisos de entrega',
      providerId: 'C0FULL1',
      brandId: 'B0DEMO1',
      class: 'T',
      perDay: 2000,
      count: LIMIT,
      approved: true,
      listedAt: ago(12 * MINUTE),
    },
    {
      id: 'C0NEW77',
      name: '',
      providerId: 'C0NEW77',
      class: 'T',
      perDay: 2000,
      count: 0,
      approved: false,
      listedAt: ago(12 * MINUTE),
    },
  ];
  const registrations = [
    {
      id: uuid(),
      name: 'Promociones',
      brand: 'Ferrer Import LLC',
      useCase: 'Marketing',
      state: 'open',
      createdBy: 'marta',
      createdAt: ago(9 * DAY),
      updatedAt: ago(2 * DAY),
      steps: registrationSteps(4),
    },
    {
      id: uuid(),
      name: 'Atención al cliente',
      brand: 'Ferrer Import LLC',
      useCase: 'Customer care',
      state: 'done',
      campaignId: 'C0DEMO1',
      createdBy: 'marta',
      createdAt: ago(90 * DAY),
      updatedAt: ago(71 * DAY),
      steps: registrationSteps(6),
    },
  ];
  return {
    numbers,
    campaigns,
    registrations,
    orders: new Map([['+13055550131', stuck('+13055550131')]]),
    answers: new Map(),
    balance: 48.62,
    ownThreshold: 60,
    intakeTakesOurToken: true,
    tokenAsWanted: true,
    drift: { checkedAt: ago(18 * MINUTE), drifted: new Set(['+12125550142', '+17865551234', LOST]) },
    tell,
  };
}

/** An order that its campaign has refused. */
function stuck(did) {
  const at = steps.provision.indexOf('assign-campaign');
  return {
    id: uuid(),
    did,
    kind: 'provision',
    state: 'failed',
    campaignId: 'C0RETEN',
    requestedBy: 'marta',
    requestedAt: ago(26 * MINUTE),
    steps: steps.provision.map((name, index) => ({
      name,
      state: index < at ? 'done' : index === at ? 'failed' : 'pending',
      attempts: index === at ? 3 : index < at ? 1 : 0,
      ...(index <= at && { startedAt: ago(26 * MINUTE - index * 900) }),
      ...(index < at && { finishedAt: ago(26 * MINUTE - index * 900 - 700) }),
      ...(index === at && {
        code: 'http-409',
        words: 'Conflict; a support ticket may be required to resolve',
      }),
    })),
  };
}

const orderFrame = (order) => ({ type: 'order', order });

function numberFrame({ did, name, color, state, smsEnabled, mmsEnabled }) {
  return { type: 'number', did, number: { did, name, color, state, smsEnabled, mmsEnabled } };
}

/** What goes wrong at a step this time, if something does. */
function trouble(order, step) {
  const end = order.did.slice(-2);
  if (end === '13' && step.name === 'buy')
    return { end: 'gone', code: '7501', words: 'Telephone Number not available to Purchase' };
  if (end === '42' && step.name === 'assign-webhook' && step.attempts < 3)
    return { wait: 6_000, code: 'http-404', words: 'Webhook not found' };
  if (end === '77' && step.name === 'assign-campaign' && !order.skipCampaign)
    return {
      end: 'failed',
      code: 'http-409',
      words: 'Conflict; a support ticket may be required to resolve',
    };
  if (end === '99' && step.name === 'buy')
    return step.attempts < 2
      ? { wait: 5_000, code: 'unreachable', words: 'The carrier could not be reached' }
      : { end: 'failed', code: 'timeout', words: 'The carrier did not answer in time' };
  return null;
}

function finish(provisioning, order) {
  const number = provisioning.numbers.get(order.did);
  Object.assign(order, { state: 'done', finishedAt: ago(0) });
  const campaign = order.skipCampaign ? undefined : order.campaignId;
  if (order.kind === 'release') {
    Object.assign(number, { state: 'released', releaseAt: undefined });
  } else {
    const wired = { state: 'active', smsEnabled: true, mmsEnabled: true, webhookUrl: hook, readAt: ago(0) };
    Object.assign(number, order.kind === 'move' ? {} : wired, { campaignId: campaign });
    provisioning.drift.drifted.delete(order.did);
  }
  provisioning.tell(numberFrame(number));
}

/** Does the next thing of an order, and says so. */
function goOn(provisioning, order) {
  if (order.state !== 'running') return;
  const step = order.steps.find(({ state }) => state !== 'done' && state !== 'skipped');
  if (step === undefined) {
    finish(provisioning, order);
    return provisioning.tell(orderFrame(order));
  }
  const later = (ms) => setTimeout(() => goOn(provisioning, order), ms);
  if (step.state === 'pending' || step.state === 'waiting' || step.state === 'failed') {
    Object.assign(step, { state: 'running', attempts: step.attempts + 1, startedAt: ago(0) });
    delete order.nextTryAt;
    if (step.name === 'cool-down') {
      Object.assign(step, { state: 'waiting' });
      order.nextTryAt = soon(7 * DAY);
    } else {
      later(STEP_MS);
    }
    return provisioning.tell(orderFrame(order));
  }
  const wrong = trouble(order, step);
  if (wrong?.wait !== undefined) {
    Object.assign(step, { state: 'waiting', code: wrong.code, words: wrong.words });
    order.nextTryAt = soon(wrong.wait);
    later(wrong.wait);
  } else if (wrong !== null) {
    Object.assign(step, { state: 'failed', code: wrong.code, words: wrong.words });
    order.state = wrong.end;
    const number = provisioning.numbers.get(order.did);
    if (wrong.end === 'gone') provisioning.numbers.delete(order.did);
    else Object.assign(number, { state: 'failed' });
  } else {
    const left = step.name === 'assign-campaign' && (order.skipCampaign || !order.campaignId);
    Object.assign(step, { state: left ? 'skipped' : 'done', finishedAt: ago(0) });
    delete step.code;
    delete step.words;
    later(STEP_MS / 4);
  }
  return provisioning.tell(orderFrame(order));
}

function place(provisioning, kind, did, by, campaignId) {
  const order = {
    id: uuid(),
    did,
    kind,
    state: 'running',
    ...(campaignId && { campaignId }),
    requestedBy: by,
    requestedAt: ago(0),
    steps: steps[kind].map((name) => ({ name, state: 'pending', attempts: 0 })),
  };
  provisioning.orders.set(did, order);
  setTimeout(() => goOn(provisioning, order), STEP_MS / 2);
  provisioning.tell(orderFrame(order));
  return order;
}

function campaignView(provisioning, campaign) {
  const own = [...provisioning.numbers.values()].filter(
    (number) => number.campaignId === campaign.id && number.state !== 'released',
  ).length;
  const { smsPerMinute, mmsPerMinute } = classes.find((one) => one.class === campaign.class) ?? {};
  return { ...campaign, smsPerMinute, mmsPerMinute, limit: LIMIT, own };
}

function accountView(provisioning) {
  const { balance, ownThreshold } = provisioning;
  return {
    balance,
    lowBalanceThreshold: 25,
    ...(ownThreshold !== null && { ownThreshold }),
    low: balance <= (ownThreshold ?? 25),
    services: {
      Lrn: true,
      'Outbound Termination': true,
      'Inbound Origination': true,
      E911: false,
      '8YY': true,
      Sms: true,
      Mms: balance > 0,
      'Invoiced Billing': false,
    },
    checkedAt: ago(2 * MINUTE),
  };
}

function webhookView(provisioning) {
  return {
    name: 'hilo',
    url: hook,
    receipts: true,
    method: 'POST',
    asWanted: provisioning.tokenAsWanted,
    tokenAsWanted: provisioning.tokenAsWanted,
    addressAsWanted: true,
    ...(provisioning.intakeTakesOurToken !== null && {
      intakeTakesOurToken: provisioning.intakeTakesOurToken,
    }),
    numbers: [...provisioning.numbers.values()].filter((number) => number.state === 'active').length,
    checkedAt: ago(0),
  };
}

/** The shelf: for each area code the same sixty numbers. */
function shelf(parameters) {
  const state = parameters.get('state')?.toUpperCase();
  const npa = parameters.get('npa');
  const codes = npa ? [npa] : state === 'FL' ? ['305', '786', '954'] : state === 'NY' ? ['212'] : ['217'];
  const pattern = parameters.get('pattern');
  const shape =
    pattern &&
    new RegExp(
      `^${pattern
        .replace(/[^\d?*]/g, '')
        .replaceAll('?', '\\d')
        .replaceAll('*', '\\d*')}$`,
    );
  const wanted = parameters.get('ratecenter')?.toUpperCase() ?? '';
  return codes
    .filter((code) => code !== '999')
    .flatMap((code) =>
      Array.from({ length: 60 }, (_, index) => {
        const [ratecenter, region] = places[code] ?? ['SPRINGFIELD', 'IL'];
        const exchange = ['555', '420', '731'][index % 3];
        return {
          did: `+1${code}${exchange}${String((index * 787 + Number(code) * 7) % 10_000).padStart(4, '0')}`,
          ratecenter: index % 4 === 3 ? `${ratecenter} BEACH` : ratecenter,
          state: region,
          monthlyPrice: index % 5 === 4 ? 0.25 : 0.06,
          setupPrice: index % 5 === 4 ? 1 : 0.05,
          perMinutePrice: 0.0003,
        };
      }),
    )
    .concat(codes.includes('786') ? ends('786', ['2020', '1013', '2242', '3377', '4499']) : [])
    .filter(
      (number) =>
        (!parameters.get('nxx') || number.did.slice(5, 8) === parameters.get('nxx')) &&
        (!state || number.state === state) &&
        number.ratecenter.includes(wanted) &&
        (!shape || shape.test(number.did.slice(2))),
    )
    .sort((a, b) => a.did.localeCompare(b.did));
}

function ends(npa, tails) {
  return tails.map((tail) => ({
    did: `+1${npa}555${tail}`,
    ratecenter: 'MIAMI',
    state: 'FL',
    monthlyPrice: 0.06,
    setupPrice: 0.05,
    perMinutePrice: 0.0003,
  }));
}

const fields = (number, drifted) => [
  { field: 'status', wanted: 'Active', actual: 'Active', same: true },
  { field: 'sms', wanted: 'true', actual: 'true', same: true },
  { field: 'mms', wanted: 'true', actual: drifted ? 'false' : 'true', same: !drifted },
  { field: 'webhook', wanted: 'hilo', actual: drifted ? 'Default' : 'hilo', same: !drifted },
  {
    field: 'campaign',
    wanted: number.campaignId ?? null,
    actual: number.campaignId ?? null,
    same: true,
  },
];

function driftOf(provisioning, number, readAt) {
  const drifted = provisioning.drift.drifted.has(number.did);
  const owned = number.did !== LOST;
  return { did: number.did, readAt, owned, drifted, fields: owned ? fields(number, drifted) : [] };
}

function driftReport(provisioning) {
  const { checkedAt, drifted } = provisioning.drift;
  return {
    checkedAt,
    complete: true,
    unmanaged: unmanaged.length,
    numbers: [...provisioning.numbers.values()]
      .filter(({ did }) => drifted.has(did))
      .map((number) => driftOf(provisioning, number, checkedAt)),
  };
}

const unmanaged = ['+13055550161', '+13055550162', '+17865550163', '+19545550164'].map((did, index) => ({
  did,
  status: index === 3 ? 'SUBMITTED' : 'Active',
  active: index !== 3,
  smsEnabled: index !== 1,
  mmsEnabled: false,
  ...(index === 0 && { webhook: 'Default' }),
  ...(index === 2 && { campaignId: 'C0DEMO1' }),
  rateCenter: 'MIAMI',
  region: 'FL',
}));

function reportOf(number, index) {
  const sent = [1_840, 322, 12, 640][index % 4];
  const failed = Math.round(sent * [0.01, 0.04, 0, 0.12][index % 4]);
  return {
    did: number.did,
    sent,
    delivered: sent - failed - 3,
    failed,
    unconfirmed: 1,
    waiting: 2,
    received: Math.round(sent * 0.8),
    optedOut: index % 3,
    ...(sent >= 20 && { receiptsRatio: 0.97 }),
    failures: failed === 0 ? [] : [{ code: 'undelivered', words: 'UNDELIV', count: failed }],
    lastInboundAt: ago((index + 1) * 47 * MINUTE),
    lastOutboundAt: ago((index + 1) * 31 * MINUTE),
    ...(index === 2 && { silent: { since: ago(4 * DAY), expected: 11 } }),
  };
}

const no = (status, slug, detail, errors) => ({ status, slug, detail, errors });
const yes = (json, status = 200, headers = {}) => ({ json, status, headers });

/**
 * Answers a call that provisioning-service or the reports of messaging-service would.
 *
 * @returns null for somebody else's call
 */
export function provisioningApi({ provisioning, method, pathname, parameters, body, key, me }) {
  const path = decodeURIComponent(pathname);
  if (path === '/api/numbers' && method === 'GET') return listNumbers(provisioning, parameters, me);
  if (!/^\/api\/(numbers|campaigns|account|webhook|reports)(\/|$)/.test(path)) return null;
  if (!me.roles.some((role) => role === 'manager' || role === 'admin'))
    return no(403, 'forbidden', 'Numbers are for managers.');
  if (method === 'POST' && key !== undefined && provisioning.answers.has(key))
    return provisioning.answers.get(key);
  const answer =
    ofNumbers({ provisioning, method, path, parameters, body, me }) ??
    ofCampaigns({ provisioning, method, path, body, me }) ??
    ofAccount({ provisioning, method, path, body }) ??
    no(404, 'not-found', 'There is nothing here.');
  if (method === 'POST' && key !== undefined) provisioning.answers.set(key, answer);
  return answer;
}

function listNumbers(provisioning, parameters, me) {
  const released = parameters.get('released') === 'true';
  const manager = me.roles.some((role) => role === 'manager' || role === 'admin');
  return yes(
    [...provisioning.numbers.values()].filter(
      ({ state, teams }) =>
        (state === 'released') === released && (manager || teams.some((team) => me.teams.includes(team))),
    ),
  );
}

function ofNumbers({ provisioning, method, path, parameters, body, me }) {
  const { numbers, orders } = provisioning;
  if (path === '/api/numbers/available') return search(parameters);
  if (path === '/api/numbers/orders')
    return yes(
      [...orders.values()]
        .filter(({ state }) => parameters.get('open') !== 'true' || state === 'running' || state === 'failed')
        .sort((a, b) => Date.parse(b.requestedAt) - Date.parse(a.requestedAt)),
    );
  if (path === '/api/numbers/drift') return yes(driftReport(provisioning));
  if (path === '/api/numbers/drift/check') {
    provisioning.drift.checkedAt = ago(0);
    return yes(driftReport(provisioning));
  }
  if (path === '/api/numbers/unmanaged')
    return yes(
      unmanaged.filter(({ did }) => !numbers.has(did)),
      200,
      { 'X-List-Complete': 'true' },
    );
  if (path === '/api/numbers/provision') return buy(provisioning, body, me);
  if (path === '/api/numbers/import')
    return yes(
      body.dids.map((did) => {
        numbers.set(did, aNumber(did, { state: 'provisioning', teams: body.teams ?? [] }));
        return place(provisioning, 'adopt', did, me.user, body.campaignId);
      }),
      202,
    );
  if (path === '/api/reports/numbers')
    return yes([...numbers.values()].filter(({ state }) => state !== 'released').map(reportOf));
  const [, asked] = /^\/api\/reports\/numbers\/(\+\d+)$/.exec(path) ?? [];
  if (asked !== undefined) return longReport(numbers, asked, Number(parameters.get('days') ?? 30));
  const [, did, what] = /^\/api\/numbers\/(\+\d+)(?:\/(.+))?$/.exec(path) ?? [];
  return did === undefined ? undefined : ofOne({ provisioning, method, did, what, parameters, body, me });
}

function search(parameters) {
  const errors = ['npa', 'nxx']
    .filter((name) => parameters.get(name) && !/^[2-9]\d\d$/.test(parameters.get(name)))
    .map((name) => ({ pointer: name, detail: 'has three digits and starts with 2 to 9' }));
  if (!parameters.get('npa') && !parameters.get('state'))
    errors.push({
      pointer: 'npa',
      detail: 'give an area code or a state: the carrier cannot list everything',
    });
  if (errors.length > 0) return no(422, 'invalid-request', 'The request is invalid.', errors);
  const limit = Number(parameters.get('limit') ?? 100);
  const found = shelf(parameters).filter(({ did }) => did > (parameters.get('cursor') ?? ''));
  const next = new URLSearchParams(parameters);
  next.set('cursor', found[limit - 1]?.did ?? '');
  return yes(
    found.slice(0, limit),
    200,
    found.length > limit ? { Link: `</api/numbers/available?${next}>; rel="next"` } : {},
  );
}

function buy(provisioning, { did, campaignId, name, teams }, me) {
  const campaign = provisioning.campaigns.find(({ id }) => id === campaignId);
  if (campaignId && campaign === undefined)
    return no(422, 'invalid-request', 'The request is invalid.', [
      { pointer: '/campaignId', detail: 'there is no such campaign' },
    ]);
  if (campaign !== undefined && campaign.count >= LIMIT)
    return no(409, 'campaign-full', 'The campaign has as many numbers as it takes.');
  const open = provisioning.orders.get(did);
  if (open?.state === 'running') return yes(open, 202);
  if (campaign !== undefined) campaign.count += 1;
  provisioning.balance = Math.round((provisioning.balance - 0.05) * 100) / 100;
  provisioning.numbers.set(
    did,
    aNumber(did, {
      name: name ?? '',
      teams: teams ?? [],
      state: 'provisioning',
      smsEnabled: false,
      mmsEnabled: false,
      campaignId: undefined,
    }),
  );
  return yes(place(provisioning, 'provision', did, me.user, campaignId), 202);
}

function longReport(numbers, did, days) {
  const number = numbers.get(did);
  if (number === undefined) return no(404, 'not-found', 'No such number.');
  return yes({
    ...reportOf(number, [...numbers.keys()].indexOf(did)),
    days: Array.from({ length: days }, (_, index) => ({
      day: ago((days - 1 - index) * DAY).slice(0, 10),
      sent: 40 + ((index * 37) % 60),
      delivered: 38 + ((index * 37) % 55),
      failed: index % 9 === 0 ? 4 : 0,
      received: 25 + ((index * 23) % 50),
    })),
  });
}

function ofOne({ provisioning, method, did, what, parameters, body, me }) {
  const { numbers, orders } = provisioning;
  const number = numbers.get(did);
  const order = orders.get(did);
  if (what === 'order') return order === undefined ? no(404, 'not-found', 'No order.') : yes(order);
  if (number === undefined) return no(404, 'not-found', 'No such number.');
  const change = (values) => {
    Object.assign(number, values);
    provisioning.tell(numberFrame(number));
    return yes(number);
  };
  switch (what) {
    case undefined:
      if (method !== 'DELETE') return yes(number);
      return release(provisioning, number, parameters.get('now') === 'true', me);
    case 'name':
      return change({ name: body.name, color: body.color });
    case 'teams':
      return change({ teams: body.teams });
    case 'drift':
      return yes(driftOf(provisioning, number, ago(0)));
    case 'repair':
      return yes(place(provisioning, 'repair', did, me.user, number.campaignId), 202);
    case 'campaign': {
      const campaign = provisioning.campaigns.find(({ id }) => id === body.campaignId);
      if (campaign !== undefined && campaign.count >= LIMIT)
        return no(409, 'campaign-full', 'The campaign has as many numbers as it takes.');
      return yes(place(provisioning, 'move', did, me.user, body.campaignId), 202);
    }
    case 'keep':
      if (number.state !== 'releasing') return no(409, 'nothing-to-keep', 'It is not being given back.');
      if (order !== undefined) order.state = 'cancelled';
      return change({ state: 'active', releaseAt: undefined });
    case 'order/retry':
      if (order?.state !== 'failed') return no(409, 'nothing-to-retry', 'No order of this number has failed');
      Object.assign(order, {
        state: 'running',
        ...(parameters.get('skipCampaign') === 'true' && { skipCampaign: true, campaignId: undefined }),
      });
      number.state = 'provisioning';
      setTimeout(() => goOn(provisioning, order), STEP_MS / 2);
      return yes(order, 202);
    default:
      return undefined;
  }
}

function release(provisioning, number, now, me) {
  const order = place(provisioning, 'release', number.did, me.user);
  if (now) Object.assign(order.steps[0], { state: 'skipped' });
  else Object.assign(number, { state: 'releasing', releaseAt: soon(7 * DAY) });
  provisioning.tell(numberFrame(number));
  return yes(order, 202);
}

function ofCampaigns({ provisioning, method, path, body, me }) {
  if (path === '/api/campaigns')
    return yes(provisioning.campaigns.map((one) => campaignView(provisioning, one)));
  if (path === '/api/campaigns/classes') return yes(classes);
  if (path === '/api/campaigns/registrations' && method === 'GET') return yes(provisioning.registrations);
  if (path === '/api/campaigns/registrations') {
    const registration = {
      id: uuid(),
      ...body,
      state: 'open',
      createdBy: me.user,
      createdAt: ago(0),
      updatedAt: ago(0),
      steps: registrationSteps(0),
    };
    provisioning.registrations.unshift(registration);
    return yes(registration, 201);
  }
  const [, id] = /^\/api\/campaigns\/registrations\/([^/]+)$/.exec(path) ?? [];
  if (id !== undefined) return ofRegistration({ provisioning, method, id, body, me });
  const [, campaignId] = /^\/api\/campaigns\/(\w+)$/.exec(path) ?? [];
  const campaign = provisioning.campaigns.find((one) => one.id === campaignId);
  if (campaign === undefined) return undefined;
  Object.assign(campaign, body);
  return yes(campaignView(provisioning, campaign));
}

function ofRegistration({ provisioning, method, id, body, me }) {
  const registration = provisioning.registrations.find((one) => one.id === id);
  if (registration === undefined) return no(404, 'not-found', 'No such registration.');
  if (method === 'DELETE') {
    provisioning.registrations = provisioning.registrations.filter((one) => one !== registration);
    return { json: null, status: 204 };
  }
  if (method === 'PUT') {
    const before = registration.steps;
    Object.assign(registration, body, { campaignId: body.campaignId || undefined, updatedAt: ago(0) });
    registration.steps = body.steps.map((step) => {
      const was = before.find(({ name }) => name === step.name);
      if (!step.done) return { name: step.name, done: false, note: step.note };
      return was.done ? { ...was, note: step.note } : { ...step, doneAt: ago(0), doneBy: me.user };
    });
  }
  return yes(registration);
}

function ofAccount({ provisioning, method, path, body }) {
  if (path === '/api/account') return yes(accountView(provisioning));
  if (path === '/api/account/threshold') {
    provisioning.ownThreshold = body.amount;
    return yes(accountView(provisioning));
  }
  if (path === '/api/webhook') return yes(webhookView(provisioning));
  if (path === '/api/webhook/renew' && method === 'POST') {
    if (provisioning.intakeTakesOurToken === false)
      return no(409, 'intake-refuses-token', 'The intake does not take the token that would be written.');
    provisioning.tokenAsWanted = true;
    return yes(webhookView(provisioning));
  }
  return undefined;
}
