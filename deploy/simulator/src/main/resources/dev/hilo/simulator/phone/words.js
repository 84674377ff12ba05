// What the page says, in both languages. A key that is missing in one of them is a mistake that a test finds.
export const words = {
  en: {
    title: 'Carrier simulator', live: 'live', gone: 'not connected', phones: 'Phones', customer: 'Customer’s number',
    ourNumber: 'writes to', pickUp: 'Pick up this phone', noNumbers: 'The account owns no number yet. Buy one in Hilo, or start the local system.',
    noWebhook: 'no webhook', nothing: 'No texts yet. Write the first one.', fromDisk: 'A file…', attach: 'Attach', detach: 'Remove attachment',
    write: 'Text message', send: 'Send', picture: 'Picture', phoneOf: 'Phone of', SENDING: 'Sending…', DELIVERED: 'Delivered', FAILED: 'Not delivered',
    faults: 'How the carrier behaves', sending: 'messageSend', receipts: 'Receipts', outcome: 'Outcome', rate: 'How often', calm: 'Back to normal',
    posts: 'Webhook posts', time: 'Time', kind: 'What', answer: 'Answer', noPosts: 'Nothing posted yet.', again: 'Post {n} undelivered again',
    inbound: 'text', receipt: 'receipt', raw: 'raw', none: 'none', tooLarge: 'The file is larger than 5 MB.', choose: 'Choose a phone first.',
    samples: { 'sunset.jpg': 'Sunset', 'parcel.jpg': 'Parcel', 'chart.png': 'Chart' },
    send_: { ok: 'normal', slow: 'slow', reset: 'reset', 'timeout-after-accept': 'timeout after accept', 'recipient-failed': 'recipient failed', '200-error': 'error as 200', html500: '500 page' },
    receipts_: { on: 'on', off: 'off', first: 'before the answer', double: 'twice', late: 'late', contradict: 'contradicting' },
    stat_: {},
  },
  es: {
    title: 'Simulador de la operadora', live: 'en directo', gone: 'sin conexión', phones: 'Teléfonos', customer: 'Número del cliente',
    ourNumber: 'escribe a', pickUp: 'Tomar este teléfono', noNumbers: 'La cuenta aún no tiene ningún número. Compre uno en Hilo o arranque el sistema local.',
    noWebhook: 'sin webhook', nothing: 'Aún no hay mensajes. Escriba el primero.', fromDisk: 'Un archivo…', attach: 'Adjuntar', detach: 'Quitar el adjunto',
    write: 'Mensaje de texto', send: 'Enviar', picture: 'Imagen', phoneOf: 'Teléfono de', SENDING: 'Enviando…', DELIVERED: 'Entregado', FAILED: 'No entregado',
    faults: 'Cómo se porta la operadora', sending: 'messageSend', receipts: 'Acuses', outcome: 'Resultado', rate: 'Con qué frecuencia', calm: 'Volver a lo normal',
    posts: 'Avisos al webhook', time: 'Hora', kind: 'Qué', answer: 'Respuesta', noPosts: 'Aún no se ha enviado nada.', again: 'Reenviar {n} sin entregar',
    inbound: 'texto', receipt: 'acuse', raw: 'crudo', none: 'ninguna', tooLarge: 'El archivo pasa de 5 MB.', choose: 'Elija primero un teléfono.',
    samples: { 'sunset.jpg': 'Atardecer', 'parcel.jpg': 'Paquete', 'chart.png': 'Gráfico' },
    send_: { ok: 'normal', slow: 'lento', reset: 'corte', 'timeout-after-accept': 'acepta y calla', 'recipient-failed': 'destinatario fallido', '200-error': 'error con 200', html500: 'página 500' },
    receipts_: { on: 'sí', off: 'no', first: 'antes de la respuesta', double: 'dos veces', late: 'tarde', contradict: 'contradictorio' },
    stat_: {},
  },
};

const key = 'hilo-simulator-language';
let language = localStorage.getItem(key) ?? (navigator.language.startsWith('es') ? 'es' : 'en');

export const current = () => language;

export const word = (name, values = {}) =>
  Object.entries(values).reduce((text, [slot, value]) => text.replace(`{${slot}}`, value), words[language][name] ?? name);

/** The label of a choice of a group, or its own word. */
export const label = (group, choice) => words[language][group]?.[choice] ?? choice;

export function speak(wanted) {
  language = wanted;
  localStorage.setItem(key, wanted);
}
