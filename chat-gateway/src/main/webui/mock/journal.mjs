// An invented journal: what a carrier might have posted today, what was made of it, and what nobody could read.

import { uuid } from './data.mjs';

const MINUTE = 60_000;
const wire = (number) => number.replace('+', '');
const encoded = (text) => encodeURIComponent(text).replaceAll('%20', '+');
const base64 = (text) => Buffer.from(text, 'utf8').toString('base64');

export function journalOf(threads) {
  const now = Date.now();
  const deliveries = [];
  const quarantine = [];
  const letters = new Map();
  const messages = threads.flatMap((thread) =>
    thread.messages
      .filter((message) => message.direction === 'inbound')
      .map((message) => ({ thread, message })),
  );
  let offset = 48_000;

  function keep(at, values, body, raw = {}) {
    offset += 3;
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const delivery = {
      id: uuid(),
      place: `webhook.deliveries:${offset % 12}:${offset}`,
      at: new Date(at).toISOString(),
      source: offset % 5 === 0 ? '203.0.113.24' : '203.0.113.7',
      bytes: Buffer.byteLength(text),
      ...values,
      raw: {
        contentType: 'application/json',
        headers: {
          'content-type': 'application/json',
          'user-agent': 'BulkVS/2.1',
          accept: '*/*',
          'content-length': String(Buffer.byteLength(text)),
          'x-forwarded-for': offset % 5 === 0 ? '203.0.113.24' : '203.0.113.7',
        },
        body: text,
        bodyBase64: base64(text),
        ...raw,
      },
    };
    deliveries.push(delivery);
    return delivery;
  }

  for (const { thread, message } of messages) {
    const at = Date.parse(message.createdAt);
    if (now - at > 8 * 24 * 60 * MINUTE) continue;
    const media = message.media.map((_, index) => `https://media.example.net/mms/${message.id}/${index}.jpg`);
    const refId = at % 3 === 0 ? undefined : message.id.slice(0, 8).toUpperCase();
    const values = {
      kind: 'text',
      from: message.from,
      to: [message.to],
      preview: message.body.slice(0, 140) || undefined,
      refId,
      media: media.length || undefined,
    };
    const body = {
      From: wire(message.from),
      To: [wire(message.to)],
      Message: encoded(message.body),
      ...(media.length > 0 && { MediaURLs: media }),
      ...(refId !== undefined && { RefId: refId }),
    };
    message.deliveries = [];
    for (let copy = 0; copy < message.repeats; copy += 1) {
      const delivery = keep(at + copy * 41_000, values, body);
      delivery.outcome = {
        verdict: copy === 0 ? 'shown' : 'folded',
        messageId: message.id,
        threadId: thread.id,
        ...(message.repeats > 1 && { repeats: message.repeats }),
      };
      message.deliveries.push({ deliveryId: delivery.id, receivedAt: delivery.at, counted: true });
    }
    if (message.repeats > 1) {
      const again = keep(at + 95_000, values, body);
      again.outcome = {
        verdict: 'known',
        messageId: message.id,
        threadId: thread.id,
        repeats: message.repeats,
      };
      message.deliveries.push({ deliveryId: again.id, receivedAt: again.at, counted: false });
      message.corrections = [{ at: new Date(at + 20 * MINUTE).toISOString(), before: 'ok%21' }];
    }
  }

  for (const thread of threads.slice(0, 60)) {
    for (const message of thread.messages.filter((one) => one.direction === 'outbound').slice(-2)) {
      const failed = message.status === 'failed';
      const unsure = message.status === 'unconfirmed';
      const stat = failed ? 'UNDELIV' : 'DELIVRD';
      const words = `id:3300145527 sub:001 dlvrd:${failed ? '000' : '001'} submit date:2611031415 done date:2611031415 stat:${stat} err:${failed ? '041' : '000'} text:${message.body.slice(0, 12)}`;
      const delivery = keep(
        Date.parse(message.createdAt) + 4_000,
        {
          kind: 'receipt',
          from: message.to,
          to: [message.from],
          preview: `${stat} ${failed ? '041' : '000'}`,
          refId: '087617B6',
        },
        {
          From: wire(message.to),
          To: [wire(message.from)],
          Message: encoded(words),
          DeliveryReceipt: true,
          RefId: '087617B6',
        },
      );
      delivery.outcome = unsure
        ? { verdict: 'parked' }
        : { verdict: 'applied', messageId: message.id, threadId: thread.id, effect: 'applied' };
      delivery.receipt = { stat, err: failed ? '041' : '000', refId: '087617B6', text: words };
    }
  }

  const group = keep(
    now - 21 * MINUTE,
    {
      kind: 'group',
      from: '+13055550142',
      to: ['+17865551234', '+13055550188', '+13055550111'],
      preview: 'We are all outside, gate code please?',
      refId: '7C11D02F',
      media: 1,
    },
    {
      From: '13055550142',
      To: ['17865551234', '13055550188', '13055550111'],
      Message: 'We+are+all+outside%2C+gate+code+please%3F',
      MediaURLs: ['https://media.example.net/mms/7C11D02F/gate.jpg'],
      RefId: '7C11D02F',
    },
  );
  group.outcome = { verdict: 'shown', messageId: messages[0].message.id, threadId: messages[0].thread.id };
  const hostile = keep(
    now - 26 * MINUTE,
    {
      kind: 'text',
      from: '+13055550166',
      to: ['+17865551234'],
      preview: '<img src=x onerror=alert(1)> hola',
      refId: '90AB12EF',
    },
    `{"From":"13055550166","To":["17865551234"],\r\n\t"Message":"<img src=x onerror=alert(1)> hola\\u0000","X":"\u202Egpj.exe\u200B","RefId":"90AB12EF"}\n`,
  );
  hostile.outcome = { verdict: 'shown', messageId: messages[1].message.id, threadId: messages[1].thread.id };

  const unread = [
    [
      9,
      'no JSON and no form: byte 0 is none of { [ or a letter',
      '\u0089PNG\r\n\u001a\nIHDR\u0000\u0000',
      {
        body: '\uFFFDPNG\r\n\u001a\nIHDR\u0000\u0000',
        bodyBase64: Buffer.from([
          0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0x49, 0x48, 0x44, 0x52, 0, 0,
        ]).toString('base64'),
        contentType: 'image/png',
      },
    ],
    [34, 'neither From nor To', '{"Event":"message.received","Data":{"sender":"13055550142","body":"hola"}}'],
    [
      52,
      'neither From nor To',
      '{"Event":"message.received","Data":{"sender":"13055550155","body":"gracias"}}',
    ],
    [
      130,
      'To holds no telephone number',
      '{"From":"13055550142","To":["soporte"],"Message":"Hola%2C+%C2%BFsiguen+ah%C3%AD%3F"}',
    ],
    [600, 'the JSON ends in the middle', '{"From":"13055550142","To":["17865551234"],"Message":"Se+cort'],
  ];
  for (const [minutes, reason, body, raw] of unread) {
    const delivery = keep(
      now - minutes * MINUTE,
      { kind: 'quarantined', reason, from: undefined, to: [], preview: body.slice(0, 140) },
      body,
      raw,
    );
    quarantine.push({
      place: `webhook.quarantine:${quarantine.length}:${210 + quarantine.length}`,
      at: delivery.at,
      reason,
      delivery,
      ...(minutes === 600 && {
        decision: {
          kind: 'dismissed',
          by: 'root',
          at: new Date(now - 590 * MINUTE).toISOString(),
          note: 'El operador lo confirmó: una prueba suya que se cortó.',
        },
      }),
    });
  }

  function letter(topic, minutes, reason, type, value, decision) {
    const all = letters.get(`${topic}.dlq`) ?? [];
    const at = new Date(now - minutes * MINUTE).toISOString();
    all.push({
      place: `${topic}.dlq:0:${all.length + 4}`,
      at,
      key: '+17865551234|+13055550142',
      type,
      reason,
      bytes: Buffer.byteLength(value),
      preview: value.slice(0, 140),
      from: { topic, partition: 3, offset: 90_211 + all.length },
      value,
      decision,
    });
    letters.set(`${topic}.dlq`, all);
  }
  for (const topic of [
    'webhook.deliveries',
    'message.inbound',
    'message.receipts',
    'conversation.events',
    'number.records',
    'number.orders',
    'workspace.changes',
    'campaign.records',
  ])
    letters.set(`${topic}.dlq`, []);
  letter(
    'message.inbound',
    12,
    'no event that this version can read: UnrecognizedPropertyException',
    'message.inbound.v1',
    '{"type":"message.inbound.v1","id":"0190…","text":42,"surprise":true}',
  );
  letter(
    'message.inbound',
    13,
    'no event that this version can read: UnrecognizedPropertyException',
    'message.inbound.v1',
    '{"type":"message.inbound.v1","id":"0191…","text":43,"surprise":true}',
  );
  letter(
    'message.inbound',
    300,
    'value too long for type character varying(20)',
    'message.inbound.v1',
    '{"type":"message.inbound.v1","contact":"+130555501420000000000"}',
    {
      kind: 'redriven',
      by: 'root',
      at: new Date(now - 280 * MINUTE).toISOString(),
      result: 'message.inbound:3:90260',
    },
  );
  letter(
    'number.records',
    1_500,
    'unknown type number.record.v9',
    'number.record.v9',
    '{"type":"number.record.v9","did":"+17865551234"}',
  );

  deliveries.sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
  return { deliveries, quarantine, letters };
}

/** Without what only the opened delivery shows. */
const shown = (delivery) => ({ ...delivery, raw: undefined, receipt: undefined });

/** Answers /api/journal/**; null for what is not its own. */
export async function journalApi({ journal, method, pathname, parameters, body, key, delayMs, threads }) {
  const { deliveries, quarantine, letters } = journal;
  const path = pathname.slice('/api/journal'.length);
  if (path === '/deliveries') {
    const digits = parameters.get('number')?.replace(/\D/g, '');
    const fits = (one) =>
      (!parameters.has('from') || one.at >= parameters.get('from')) &&
      (!parameters.has('to') || one.at <= parameters.get('to')) &&
      (!parameters.has('kind') || one.kind === parameters.get('kind')) &&
      (!parameters.has('source') || one.source === parameters.get('source')) &&
      (digits === undefined || [one.from, ...one.to].some((number) => number?.includes(digits))) &&
      (!parameters.has('verdict') || one.outcome?.verdict === parameters.get('verdict'));
    const start = Number(parameters.get('cursor') ?? 0);
    const limit = Number(parameters.get('limit') ?? 50);
    const page = [];
    let at = start;
    // A search gives up after so many, as the real one does after 20,000.
    while (at < deliveries.length && page.length < limit && at - start < 400) {
      if (parameters.has('from') && deliveries[at].at < parameters.get('from')) {
        at = deliveries.length;
        break;
      }
      if (fits(deliveries[at])) page.push(shown(deliveries[at]));
      at += 1;
    }
    const next = new URLSearchParams(parameters);
    next.set('cursor', String(at));
    const gaveUp = at < deliveries.length && page.length < limit;
    await new Promise((resolve) => setTimeout(resolve, delayMs));
    return {
      json: page,
      headers: {
        ...(at < deliveries.length && { Link: `</api/journal/deliveries?${next}>; rel="next"` }),
        ...(gaveUp && {
          'X-Journal-Scanned': String((at - start) * 50),
          'X-Journal-Until': deliveries[at - 1].at,
        }),
      },
    };
  }
  const [, id] = /^\/deliveries\/([^/]+)$/.exec(path) ?? [];
  if (id !== undefined) {
    const one = deliveries.find((delivery) => delivery.id === id);
    return one === undefined ? { status: 404, slug: 'not-found' } : { json: detailed(one, threads) };
  }
  if (path === '/replays' && method === 'POST') return replay(journal, body, delayMs);
  if (path === '/quarantine') {
    return page(
      quarantine.map(({ delivery, ...one }) => ({
        ...one,
        delivery: { ...shown(delivery), outcome: undefined },
      })),
      parameters,
      pathname,
    );
  }
  if (path === '/letters') {
    const count = (topic, all) => {
      const open = all.filter((one) => one.decision === undefined);
      const reasons = new Map();
      open.forEach((one) => reasons.set(one.reason, (reasons.get(one.reason) ?? 0) + 1));
      return {
        topic,
        open: open.length,
        total: all.length,
        oldestOpenAt: open.map((one) => one.at).sort()[0],
        reasons: [...reasons].map(([reason, count]) => ({ reason, count })),
      };
    };
    return {
      json: [
        count('webhook.quarantine', quarantine),
        ...[...letters].map(([topic, all]) => count(topic, all)),
      ],
    };
  }
  const [, topic] = /^\/letters\/([^/]+)$/.exec(path) ?? [];
  if (topic !== undefined) {
    const all = letters.get(decodeURIComponent(topic)) ?? [];
    return page(
      all.map((one) => ({ ...one, value: undefined })),
      parameters,
      pathname,
    );
  }
  const records = [...quarantine, ...[...letters.values()].flat()];
  const [, place] = /^\/records\/([^/]+)$/.exec(path) ?? [];
  if (place !== undefined) {
    const one = records.find((record) => record.place === decodeURIComponent(place));
    if (one === undefined) return { status: 404, slug: 'not-found' };
    return {
      json: {
        place: one.place,
        at: one.at,
        key: one.key,
        headers: {
          'dead-letter-reason': one.reason,
          ...(one.from && {
            'dead-letter-topic': one.from.topic,
            'dead-letter-partition': String(one.from.partition),
            'dead-letter-offset': String(one.from.offset),
          }),
          'event-type': one.type ?? 'webhook.quarantined.v1',
        },
        value: one.value ?? JSON.stringify(one.delivery.raw),
        valueBase64: base64(one.value ?? JSON.stringify(one.delivery.raw)),
        decision: one.decision,
      },
    };
  }
  if (method === 'POST' && (path === '/redrives' || path === '/dismissals')) {
    if (key === undefined) return { status: 400, slug: 'idempotency-key-missing' };
    const wanted = body.topic
      ? body.topic === 'webhook.quarantine'
        ? quarantine
        : (letters.get(body.topic) ?? [])
      : records.filter((one) => body.places.includes(one.place));
    const open = wanted.filter((one) => one.decision === undefined);
    await new Promise((resolve) => setTimeout(resolve, delayMs * 5));
    const decide = (one, kind, more) =>
      Object.assign(one, { decision: { kind, by: 'root', at: new Date().toISOString(), ...more } });
    if (path === '/dismissals') {
      open.forEach((one) => decide(one, 'dismissed', { note: body.note }));
      return { json: { dismissed: open.length } };
    }
    const still = open.filter((one) => /neither|byte|unknown type/.test(one.reason));
    open
      .filter((one) => !still.includes(one))
      .forEach((one) => decide(one, 'redriven', { result: one.delivery ? 'text' : 'taken' }));
    return {
      json: {
        redriven: open.length - still.length,
        still: still.map(({ place: where, reason }) => ({ place: where, reason })),
        failed: [],
      },
    };
  }
  return null;
}

function page(all, parameters, pathname) {
  const state = parameters.get('state') ?? 'open';
  const chosen = all
    .filter((one) => state === 'all' || (one.decision === undefined) === (state === 'open'))
    .sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
  const start = Number(parameters.get('cursor') ?? 0);
  const limit = Number(parameters.get('limit') ?? 50);
  const next = new URLSearchParams(parameters);
  next.set('cursor', String(start + limit));
  return {
    json: chosen.slice(start, start + limit),
    headers: start + limit < chosen.length ? { Link: `<${pathname}?${next}>; rel="next"` } : {},
  };
}

function detailed({ raw, receipt, ...delivery }, threads) {
  const thread = threads.find((one) => one.id === delivery.outcome?.threadId);
  const message = thread?.messages.find((one) => one.id === delivery.outcome?.messageId);
  const event =
    delivery.kind === 'receipt'
      ? {
          type: 'message.receipt.v1',
          id: uuid(),
          deliveryId: delivery.id,
          did: delivery.to[0],
          contact: delivery.from,
          ...receipt,
        }
      : {
          type: 'message.inbound.v1',
          id: delivery.outcome?.messageId,
          occurredAt: delivery.at,
          deliveryId: delivery.id,
          did: delivery.to[0],
          contact: delivery.from,
          participants: delivery.to.length > 1 ? [delivery.from, ...delivery.to] : [],
          text: delivery.preview ?? '',
          media: [],
          refId: delivery.refId,
        };
  const quarantined = delivery.kind === 'quarantined';
  return {
    ...delivery,
    ...raw,
    reading: { kind: delivery.kind, reason: delivery.reason, events: quarantined ? [] : [event] },
    ...(delivery.outcome !== undefined && {
      recorded: {
        kind: delivery.kind === 'receipt' ? 'receipt' : 'text',
        ...delivery.outcome,
        ...(receipt !== undefined && { receipt }),
        ...(message !== undefined &&
          delivery.kind !== 'receipt' && {
            message: {
              from: message.from,
              to: message.to,
              body: message.body,
              media: [],
              refId: delivery.refId,
            },
          }),
      },
    }),
  };
}

/** Some texts lost their plus signs once, and two deliveries in quarantine can be read by now. */
async function replay({ deliveries, quarantine }, body, delayMs) {
  const chosen = body.deliveries
    ? deliveries.filter((one) => body.deliveries.includes(one.id))
    : deliveries.filter(
        (one) =>
          (body.from === undefined || one.at >= body.from) &&
          (body.to === undefined || one.at <= body.to) &&
          (body.kind === undefined || one.kind === body.kind),
      );
  const start = Number(body.cursor ?? 0);
  const part = chosen.slice(start, start + 120);
  await new Promise((resolve) => setTimeout(resolve, delayMs * 10));
  const items = part.flatMap((one) => {
    const shape = {
      kind: one.kind,
      from: one.from,
      to: one.to[0],
      body: one.preview ?? '',
      media: [],
      refId: one.refId,
    };
    if (one.kind === 'quarantined') {
      const readable = one.reason.startsWith('neither');
      const now = readable
        ? {
            kind: 'text',
            from: '+13055550142',
            to: '+17865551234',
            body: JSON.parse(one.raw.body).Data.body,
            media: [],
          }
        : { kind: 'quarantined', reason: one.reason };
      return [
        {
          delivery: one.id,
          at: one.at,
          change: readable ? 'new' : 'still-quarantined',
          before: { kind: 'quarantined', reason: one.reason },
          now,
          fields: readable ? ['kind', 'from', 'to', 'body', 'reason'] : [],
        },
      ];
    }
    if (
      one.kind === 'text' &&
      /\?$|,/.test(one.preview ?? '') &&
      Number.parseInt(one.id.slice(0, 4), 16) % 3 === 0
    ) {
      return [
        {
          delivery: one.id,
          at: one.at,
          change: 'changed',
          before: { ...shape, body: shape.body.replaceAll(' ', '+').replaceAll('¿', '%C2%BF') },
          now: shape,
          fields: ['body'],
        },
      ];
    }
    return [];
  });
  const count = (change) => items.filter((item) => item.change === change).length;
  const emitted = count('changed') + count('new');
  if (!body.dryRun) {
    for (const item of items.filter((one) => one.change === 'new')) {
      const entry = quarantine.find((one) => one.delivery.id === item.delivery);
      if (entry !== undefined)
        entry.decision = { kind: 'redriven', by: 'root', at: new Date().toISOString(), result: 'text' };
    }
  }
  return {
    json: {
      dryRun: body.dryRun,
      read: part.length,
      counts: {
        same: part.length - items.length,
        changed: count('changed'),
        new: count('new'),
        stillQuarantined: count('still-quarantined'),
        gone: 0,
      },
      items,
      emitted: body.dryRun ? 0 : emitted,
      ...(start + 120 < chosen.length && { next: String(start + 120) }),
    },
  };
}
