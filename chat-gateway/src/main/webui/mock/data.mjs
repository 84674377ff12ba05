// Invented conversations for looking at the UI without a backend. Deterministic.

let state = 42;
function random() {
  state = (state * 1664525 + 1013904223) >>> 0;
  return state / 2 ** 32;
}
export function pick(list) {
  return list[Math.floor(random() * list.length)];
}
export function uuid() {
  const hex = Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16)).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
}

export const numbers = [
  { did: '+17865551234', name: 'Soporte Miami' },
  { did: '+17865550100', name: 'Ventas' },
];
export const users = {
  ana: { user: 'ana', name: 'Ana', roles: ['agent'], teams: ['support'], numbers, locale: 'es' },
  marta: {
    user: 'marta',
    name: 'Marta',
    roles: ['manager'],
    teams: ['support', 'sales'],
    numbers,
    locale: 'es',
  },
  root: {
    user: 'root',
    name: 'Root',
    roles: ['admin'],
    teams: ['support', 'sales'],
    numbers,
    locale: 'es',
  },
};

const names = [
  'Lucía Ferrer',
  'Brandon Cole',
  'Carmen Ibáñez',
  'Destiny Walker',
  'Héctor Muñiz',
  'Grace Okafor',
  'Yolanda Prieto',
  'Tyler Nguyen',
  'Rosa Quiñones',
  'Sam Whitaker',
  'Iván Peralta',
  'Michelle Dube',
  'Noemí Salas',
  'Kevin Brandt',
  'Adela Font',
];
const inbound = [
  '¡Hola! ¿A qué hora abren mañana?',
  'Hi, is my order ready for pickup?',
  'Gracias, muy amable 🙏',
  'Can I reschedule to Friday at 3?',
  'No me llegó el código',
  'Perfecto',
  'ok',
  'Where is my package? Tracking says delivered but I don’t see it',
  'Buenas tardes, necesito cambiar la dirección de entrega. Es 1420 SW 8th St, Apt 5, Miami FL 33135.',
  '👍',
  'Sí, por favor',
  'Do you have it in size M?',
  '¿Me pueden llamar?',
  'Here is the form https://example.com/forms/return?id=88213, thanks.',
  'Mil gracias!!',
];
const outbound = [
  '¡Hola! Abrimos de 9 a. m. a 6 p. m. ¿En qué te ayudo?',
  'Sure, your order is ready. Bring a photo ID please.',
  'Con gusto. Ya quedó cambiado para el viernes a las 3.',
  'Let me check that for you.',
  'Te acabo de enviar otro código. Llega en un minuto.',
  'We have S and L in stock; M arrives on Tuesday.',
  'Listo 👌',
];
const labelNames = ['VIP', 'Envíos', 'Factura', 'Devolución', 'Cita'];

function phone(index) {
  return `+1305${String(3302277 + index * 7919)
    .slice(-7)
    .padStart(7, '3')}`;
}

/** More than these have no past until somebody opens them. */
const TOLD = 2_000;

/** One of very many: all that the list shows, and its messages when they are asked for. */
function untold(i, now) {
  const id = uuid();
  const number = i % 5 === 3 ? numbers[1] : numbers[0];
  const external = phone(i);
  const at = new Date(now - (i * 17 + 2) * 540_000 - Math.floor(random() * 500_000)).toISOString();
  const unanswered = i % 9 === 1;
  const unread = unanswered && i % 2 === 1 ? 1 : 0;
  const body = unanswered ? pick(inbound) : pick(outbound);
  const message = {
    id: uuid(),
    threadId: id,
    seq: 1,
    direction: unanswered ? 'inbound' : 'outbound',
    status: unanswered ? 'received' : 'delivered',
    from: unanswered ? external : number.did,
    to: unanswered ? number.did : external,
    body,
    media: [],
    repeats: 1,
    author: unanswered ? undefined : pick(['ana', 'leo']),
    participants: [],
    createdAt: at,
    updatedAt: at,
  };
  const thread = {
    id,
    did: number.did,
    external,
    displayName: i % 3 === 2 ? undefined : names[i % names.length],
    inboundCount: unanswered ? 1 : 0,
    labels: i % 5 === 0 ? [labelNames[(i / 5) % 5]] : [],
    assignee: i % 6 === 2 ? 'leo' : i % 7 === 0 ? 'ana' : undefined,
    state: i % 19 === 18 ? 'closed' : 'open',
    unclaimed: false,
    lastSeq: 1,
    readInbound: unanswered ? 1 - unread : 0,
    messages: [message],
  };
  summarise(thread);
  return thread;
}

export function seed(count) {
  const threads = [];
  const now = Date.now();
  for (let i = 0; i < count; i += 1) {
    if (i >= TOLD) {
      threads.push(untold(i, now));
      continue;
    }
    const id = uuid();
    const number = i % 5 === 3 ? numbers[1] : numbers[0];
    const external = phone(i);
    const length = i === 0 ? 240 : 3 + Math.floor(random() * 30);
    let at = now - (i * 17 + 2) * 60_000 * (i < 12 ? 1 : 9) - length * 3_600_000 * 0.6;
    const messages = [];
    let inboundCount = 0;
    let seq = 0;
    const unread = i % 4 === 1 ? 1 + Math.floor(random() * 4) : 0;
    for (let m = 0; m < length; m += 1) {
      seq += 1;
      at += 3_600_000 * 0.6 * (0.2 + random());
      at = Math.min(at, now - (i * 17 + 2) * 60_000 * (i < 12 ? 1 : 9));
      const isIn = m >= length - unread || random() < 0.55;
      const when = new Date(at).toISOString();
      messages.push({
        id: uuid(),
        threadId: id,
        seq,
        direction: isIn ? 'inbound' : 'outbound',
        status: isIn ? 'received' : 'delivered',
        from: isIn ? external : number.did,
        to: isIn ? number.did : external,
        body: isIn ? pick(inbound) : pick(outbound),
        media: [],
        repeats: 1,
        author: isIn ? undefined : pick(['ana', 'leo', 'ana']),
        participants: [],
        createdAt: when,
        updatedAt: when,
      });
      if (isIn) inboundCount += 1;
      else seq += 3;
    }
    const thread = {
      id,
      did: number.did,
      external,
      displayName: i % 3 === 2 ? undefined : names[i % names.length],
      inboundCount,
      labels: i % 5 === 0 ? [labelNames[(i / 5) % 5]] : [],
      assignee: i % 6 === 2 ? 'leo' : i % 7 === 0 ? 'ana' : undefined,
      ...(i % 23 === 9 && i % 6 !== 2 && i % 7 !== 0 && { team: 'support' }),
      ...(i % 31 === 11
        ? { state: 'snoozed', snoozedUntil: new Date(now + (i % 5) * 86_400_000 + 3_600_000).toISOString() }
        : { state: i % 19 === 18 ? 'closed' : 'open' }),
      unclaimed: false,
      lastSeq: seq,
      readInbound: inboundCount - unread,
      messages,
    };
    threads.push(thread);
  }
  special(threads);
  sending(threads[1]);
  consent(threads);
  threads.slice(0, TOLD).forEach(summarise);
  return threads;
}

/** One conversation with everything a bubble can be. */
function special(threads) {
  const thread = threads[0];
  thread.displayName = 'Lucía Ferrer';
  thread.external = '+13053302277';
  thread.labels = ['VIP', 'Envíos'];
  // She writes to our other number too.
  if (threads.length > 8)
    Object.assign(threads[8], { external: thread.external, displayName: thread.displayName });
  const add = (minutesAgo, values) => {
    const outbound = values.direction === 'outbound';
    const at = new Date(Date.now() - minutesAgo * 60_000).toISOString();
    thread.lastSeq += 1;
    if (values.direction === 'inbound') thread.inboundCount += 1;
    thread.messages.push({
      id: uuid(),
      threadId: thread.id,
      seq: thread.lastSeq,
      status: outbound ? 'delivered' : 'received',
      from: outbound ? thread.did : thread.external,
      to: outbound ? thread.external : thread.did,
      body: '',
      media: [],
      repeats: 1,
      participants: [],
      createdAt: at,
      updatedAt: at,
      ...values,
    });
  };
  add(95, { direction: 'system', status: 'read', body: 'consent-kept', author: 'leo' });
  add(93, {
    direction: 'inbound',
    body: 'Hola, el paquete llegó así 😟 ¿qué hago?',
    media: [
      media('image/svg+xml', 'caja.svg', '/media/box.svg'),
      media('image/svg+xml', 'etiqueta.svg', '/media/label.svg'),
    ],
  });
  add(90, {
    direction: 'outbound',
    author: 'leo',
    body: 'Lo siento mucho, Lucía. ¿Me mandas también la foto de la etiqueta?',
  });
  add(89, {
    direction: 'note',
    status: 'read',
    author: 'leo',
    body: 'Segunda caja dañada este mes con el mismo transportista. Ofrecer reposición sin costo.',
  });
  add(60, { direction: 'inbound', body: 'ok', repeats: 2 });
  add(58, {
    direction: 'inbound',
    body: '',
    media: [
      media('application/pdf', 'recibo-2291.pdf', '/media/receipt.pdf', 48_211),
      { id: uuid(), state: 'failed', problem: 'unsafe-type' },
    ],
  });
  add(57, {
    direction: 'inbound',
    body: 'y una foto de la puerta',
    media: [{ id: uuid(), state: 'fetching' }],
  });
  add(56, {
    direction: 'inbound',
    body: '',
    media: [{ id: uuid(), state: 'failed', problem: 'timed-out', retryable: true }],
  });
  add(55, {
    direction: 'inbound',
    body: '',
    media: [{ ...media('image/svg+xml', 'puerta.svg', '/media/label.svg'), width: 900, height: 1200 }],
  });
  add(41, {
    direction: 'outbound',
    author: 'ana',
    status: 'failed',
    errorCode: 'undelivered',
    errorText: 'UNDELIV err:041',
    body: 'Te reponemos el pedido hoy mismo.',
  });
  add(40, {
    direction: 'outbound',
    author: 'ana',
    status: 'unconfirmed',
    body: 'Te reponemos el pedido hoy mismo, sin costo.',
  });
  add(12, {
    direction: 'outbound',
    author: 'ana',
    status: 'delivered',
    body: 'Tu reposición sale esta tarde. Puedes seguirla en https://example.com/track/ZX-10492 (tarda unas horas en activarse).',
  });
  add(6, { direction: 'outbound', author: 'ana', status: 'sent', body: '¿Necesitas algo más?' });
  add(3, { direction: 'inbound', body: '🎉❤️' });
  add(2, { direction: 'inbound', body: 'Nada más, ¡muchísimas gracias! Así da gusto.' });
  thread.readInbound = thread.inboundCount - 2;
}

const ago = (minutes) => new Date(Date.now() - minutes * 60_000).toISOString();
const ahead = (seconds) => new Date(Date.now() + seconds * 1_000).toISOString();

function adder(thread) {
  thread.messages = thread.messages.slice(0, 4);
  thread.messages.forEach((message, index) => Object.assign(message, { seq: index + 1 }));
  thread.inboundCount = thread.messages.filter((message) => message.direction === 'inbound').length;
  thread.lastSeq = thread.messages.length;
  return (minutesAgo, values) => {
    const outbound = values.direction === 'outbound';
    thread.lastSeq += 1;
    if (values.direction === 'inbound') thread.inboundCount += 1;
    thread.readInbound = thread.inboundCount;
    const message = {
      id: uuid(),
      threadId: thread.id,
      seq: thread.lastSeq,
      status: outbound ? 'delivered' : 'received',
      from: outbound ? thread.did : thread.external,
      to: outbound ? thread.external : thread.did,
      body: '',
      media: [],
      repeats: 1,
      participants: [],
      createdAt: ago(minutesAgo),
      updatedAt: ago(minutesAgo),
      ...(outbound && { author: 'ana' }),
      ...values,
    };
    thread.messages.push(message);
    return message;
  };
}

/** One conversation with every way in which a text of ours can wait, fail or stay uncertain. */
function sending(thread) {
  thread.displayName = 'Brandon Cole';
  thread.labels = [];
  const add = adder(thread);
  const failed = (minutes, errorCode, body, errorText) =>
    add(minutes, { direction: 'outbound', status: 'failed', errorCode, errorText, body });
  failed(300, 'expired', 'Buenos días, Brandon: tu pedido ya está listo.');
  failed(290, 'carrier-funds', 'Puedes recogerlo hasta las seis.');
  failed(280, 'carrier-number', 'Estamos en 1420 SW 8th St.');
  failed(270, 'carrier-content', 'https://bit.ly/oferta-increible');
  failed(260, 'recipient-refused', '¿Sigues teniendo este número?');
  failed(250, 'undelivered', 'Te llamamos dos veces.', 'UNDELIV err:041');
  failed(240, 'rejected', 'Gana un premio ahora mismo en https://t.ly/x');
  failed(230, 'carrier-refused', 'Te reponemos el pedido hoy mismo.', '7702: Message blocked');
  failed(220, 'cancelled', 'Esto ya no hace falta.');
  failed(210, 'bewitched', 'Un motivo que todavía no conocemos.', 'E-113 novel condition');
  const unsure = add(203, {
    direction: 'outbound',
    status: 'unconfirmed',
    errorCode: 'no-answer',
    errorText: 'timed-out',
    body: 'Tu reposición sale esta tarde.',
  });
  unsure.story = {
    attempts: [
      {
        startedAt: ago(202),
        endedAt: ago(201.9),
        millis: 341,
        outcome: 'not accepted: RATE_LIMITED',
        httpStatus: 429,
        request: 'POST /messageSend From 1786*****34 To 1305*****77, 30 characters',
        answer: '{"Status":"Error","Code":"429","Description":"Too many requests"}',
      },
      {
        startedAt: ago(200.5),
        endedAt: ago(200),
        millis: 30_004,
        outcome: 'unknown: timed-out',
        request: 'POST /messageSend From 1786*****34 To 1305*****77, 30 characters',
      },
    ],
    decisions: [{ at: ago(201), kind: 'sent-again', by: 'leo', was: 'failed', wasCode: 'not-accepted' }],
    receipts: [
      {
        receivedAt: ago(199),
        stat: 'ACCEPTD',
        err: '000',
        text: 'id:3300145527 sub:001 dlvrd:000 submit date:2611031415 done date:2611031415 stat:ACCEPTD err:000 text:Tu repos',
        effect: 'trail',
      },
      {
        receivedAt: ago(150),
        stat: 'UNDELIV',
        err: '041',
        text: 'id:3300145527 sub:001 dlvrd:000 submit date:2611031415 done date:2611031415 stat:UNDELIV err:041 text:Tu repos',
        effect: 'contradiction',
      },
    ],
    records: [
      {
        readAt: ago(120),
        takenAt: ago(200),
        kind: 'sms',
        refId: '087617B6',
        receipt: 'id:3300145527 sub:001 dlvrd:000 stat:ACCEPTD err:000 text:',
        effect: 'trail',
      },
    ],
  };
  add(100, { direction: 'inbound', body: '¿Hola? ¿Siguen ahí?' });
  add(60, { direction: 'outbound', body: 'Sí, perdona la espera.' });
  const waits = (reason, seconds, body, values = {}) =>
    add(1, {
      direction: 'outbound',
      status: 'queued',
      waiting: { reason, ...(seconds !== null && { expectedAt: ahead(seconds) }) },
      body,
      ...values,
    });
  waits('consent', null, 'Recuerda tu cita de mañana.');
  waits('carrier', null, 'Te esperamos a las tres.');
  waits('day-budget', 9 * 3_600, 'Novedades de noviembre');
  waits('quiet-hours', 11 * 3_600, 'Recuerda traer tu identificación.');
  waits('scheduled', 26 * 3_600, '¿Te quedó bien la talla?', { sendAt: ahead(26 * 3_600) });
  waits('back-off', 95, 'Ya va en camino.');
  waits('pace', 3_600, 'El repartidor llega en una hora.');
  waits('turn', 3_600, 'Cualquier cosa, escríbenos.');
}

/** Conversations in which somebody asked for silence, or may have. */
function consent(threads) {
  const [, , out, , unclear] = threads;
  let add = adder(out);
  out.displayName = 'Carmen Ibáñez';
  const stop = add(50, { direction: 'inbound', body: 'STOP' });
  add(50, { direction: 'system', status: 'read', body: 'opted-out' });
  const confirmation = add(49, {
    direction: 'outbound',
    author: undefined,
    body: 'Hilo Demo: no recibirás más mensajes de este número. Responde START para volver a recibirlos.',
  });
  out.consent = { asked: 'opt-out', since: stop.createdAt, messageId: stop.id };
  out.entries = [
    {
      id: uuid(),
      at: ago(9 * 1440),
      kind: 'unclear',
      channel: 'keyword',
      word: 'stop',
      text: 'Stop by at 5?',
    },
    { id: uuid(), at: ago(9 * 1440 - 3), kind: 'kept', channel: 'agent', actor: 'leo' },
    {
      id: uuid(),
      at: stop.createdAt,
      kind: 'opt-out',
      channel: 'keyword',
      word: 'STOP',
      text: 'STOP',
      messageId: stop.id,
      confirmation: {
        text: confirmation.body,
        messageId: confirmation.id,
        status: 'delivered',
        afterMillis: 2_140,
      },
    },
  ];
  add = adder(unclear);
  unclear.displayName = 'Héctor Muñiz';
  const asked = add(4, { direction: 'inbound', body: 'ya paren de escribirme a esta hora por favor' });
  add(4, { direction: 'system', status: 'read', body: 'consent-unclear' });
  unclear.consent = { asked: 'unclear', since: asked.createdAt, messageId: asked.id };
  unclear.entries = [
    {
      id: uuid(),
      at: asked.createdAt,
      kind: 'unclear',
      channel: 'keyword',
      word: 'paren',
      text: asked.body,
      messageId: asked.id,
    },
  ];
}

function media(contentType, name, url, bytes = 90_000) {
  return { id: uuid(), state: 'ready', contentType, name, url, bytes };
}

export function summarise(thread) {
  const last =
    thread.messages.findLast((message) => message.direction !== 'system') ?? thread.messages.at(-1);
  thread.lastMessage = last && {
    id: last.id,
    direction: last.direction,
    status: last.status,
    preview: last.body.slice(0, 120),
    mediaCount: last.media.length,
  };
  thread.lastMessageAt = last?.createdAt ?? new Date().toISOString();
  const conversation = thread.messages.findLast(
    (message) => message.direction === 'inbound' || message.direction === 'outbound',
  );
  thread.unanswered = conversation?.direction === 'inbound';
  const answered = thread.messages.findLastIndex(({ direction }) => direction === 'outbound');
  thread.waitingSince = thread.unanswered
    ? thread.messages.slice(answered + 1).find(({ direction }) => direction === 'inbound')?.createdAt
    : undefined;
}
