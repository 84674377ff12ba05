import { current, label, speak, word } from './words.js';

const $ = (id) => document.getElementById(id);
const choices = {
  send: ['ok', '429', '503', '500', 'html500', '409', '200-error', 'recipient-failed', 'slow', 'timeout-after-accept', 'reset'],
  receipts: ['on', 'off', 'first', 'double', 'late', 'contradict'],
  stat: ['DELIVRD', 'UNDELIV', 'REJECTD', 'EXPIRED'],
};
const largest = 5 * 1024 * 1024;

let overview = { numbers: [], conversations: [], samples: [], posts: [], undelivered: 0 };
let faults = {};
let open = null; // {phone, number}
let attachment = null; // the name of a sample, or {name, contentType, base64}

// ---- talking to the simulator

const read = async (path) => (await fetch(path)).json();

async function control(path, body) {
  const answer = await fetch(`/control/${path}`, {
    method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body),
  });
  const json = await answer.json();
  if (!answer.ok) throw new Error(json.detail ?? `HTTP ${answer.status}`);
  return json;
}

/** Runs at once, then at most every 150 ms: under load the page must not ask more often than it can show. */
function seldom(action) {
  let resting = false;
  let wanted = false;
  const run = () => {
    if (resting) {
      wanted = true;
      return;
    }
    resting = true;
    setTimeout(() => {
      resting = false;
      if (wanted) run();
    }, 150);
    wanted = false;
    action().catch(() => live(false));
  };
  return run;
}

const refreshOverview = seldom(async () => { overview = await read('/phone/overview'); showPeople(); showPosts(); });
const refreshTexts = seldom(async () => {
  if (open) showTexts(await read(`/phone/conversation?phone=${open.phone}&number=${open.number}`));
});
const refreshFaults = seldom(async () => { faults = await read('/control/faults'); showFaults(); });

function listen() {
  const stream = new EventSource('/phone/stream');
  stream.onopen = () => { live(true); refreshOverview(); refreshTexts(); refreshFaults(); };
  stream.onerror = () => live(false);
  stream.addEventListener('conversation', (event) => {
    const { phone, number } = JSON.parse(event.data);
    if (open?.phone === phone && open.number === number) refreshTexts();
    refreshOverview();
  });
  stream.addEventListener('posts', refreshOverview);
  stream.addEventListener('numbers', refreshOverview);
  stream.addEventListener('faults', refreshFaults);
  stream.addEventListener('reset', () => { refreshOverview(); refreshTexts(); refreshFaults(); });
}

// ---- showing

/** An element with text as text: nothing that a customer or an agent wrote is ever read as markup. */
function element(tag, { className, text, ...attributes } = {}, ...children) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

const pretty = (digits) => digits.replace(/^1(\d{3})(\d{3})(\d{4})$/, '($1) $2-$3');
const digitsOf = (text) => {
  const digits = text.replace(/\D/g, '');
  return digits.length === 10 ? `1${digits}` : digits;
};
const clock = (at, seconds) => new Intl.DateTimeFormat(current(),
  { hour: '2-digit', minute: '2-digit', ...(seconds && { second: '2-digit' }) }).format(new Date(at));

function live(on) {
  $('live').classList.toggle('on', on);
  $('live').textContent = word(on ? 'live' : 'gone');
}

function showWords() {
  document.documentElement.lang = current();
  document.title = word('title');
  for (const node of document.querySelectorAll('[data-word]')) node.textContent = word(node.dataset.word);
  for (const node of document.querySelectorAll('[data-label]')) {
    node.setAttribute('aria-label', word(node.dataset.label));
    node.title = word(node.dataset.label);
  }
  for (const node of document.querySelectorAll('[data-placeholder]')) node.placeholder = word(node.dataset.placeholder);
  for (const node of document.querySelectorAll('[data-language]')) node.setAttribute('aria-pressed', node.dataset.language === current());
  $('texts').dataset.empty = word('nothing');
  live($('live').classList.contains('on'));
}

function showPeople() {
  const select = $('number');
  const chosen = open?.number ?? select.value;
  select.replaceChildren(...overview.numbers.map(({ number, webhook }) =>
    element('option', { value: number, text: webhook ? pretty(number) : `${pretty(number)} · ${word('noWebhook')}` })));
  if (overview.numbers.some(({ number }) => number === chosen)) select.value = chosen;
  $('no-numbers').hidden = overview.numbers.length > 0;
  $('conversations').replaceChildren(...overview.conversations.map(({ phone, number, last }) => {
    const button = element('button', { type: 'button', 'aria-current': open?.phone === phone && open.number === number },
      element('b', { text: pretty(phone) }), element('small', { text: `${pretty(number)} · ${last.text || word('picture')}` }));
    button.addEventListener('click', () => pickUp(phone, number));
    return element('li', {}, button);
  }));
  $('samples').replaceChildren(...overview.samples.map((name) => {
    const button = element('button', { type: 'button', className: 'menu-item', text: label('samples', name) });
    button.addEventListener('click', () => attach(name, label('samples', name)));
    return button;
  }));
}

function showTexts(texts) {
  const list = $('texts');
  const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 80;
  list.replaceChildren(...texts.map(({ at, written, text, media, state }) => {
    const item = element('li', { className: written ? 'written' : '' });
    for (const path of media) {
      const picture = element('img', { src: path, alt: word('picture') });
      picture.addEventListener('load', () => { if (atEnd) list.scrollTop = list.scrollHeight; });
      item.append(picture);
    }
    if (text) item.append(element('div', { className: 'bubble', text }));
    const mark = written ? `${clock(at)} · ${word(state)}` : clock(at);
    item.append(element('span', { className: `mark ${state.toLowerCase()}`, text: mark }));
    return item;
  }));
  if (atEnd) list.scrollTop = list.scrollHeight;
}

function showFaults() {
  for (const [name, values] of Object.entries(choices)) {
    const group = document.querySelector(`[data-switch=${name}]`);
    group.querySelectorAll('button').forEach((button) => button.remove());
    group.append(...values.map((value) => {
      const button = element('button', {
        type: 'button', text: label(`${name}_`, value), 'aria-pressed': faults[name] === value,
        className: value === values[0] ? '' : 'off-course',
      });
      button.addEventListener('click', () => turn({ [name]: value }));
      return button;
    }));
  }
  $('rate').value = faults.rate ?? 1;
  $('rate-value').textContent = new Intl.NumberFormat(current(), { style: 'percent' }).format(faults.rate ?? 1);
}

function showPosts() {
  $('no-posts').hidden = overview.posts.length > 0;
  $('posts').replaceChildren(...overview.posts.toReversed().map(({ at, kind, attempt, status, ms, failure }) =>
    element('tr', {}, element('td', { text: clock(at, true) }),
      element('td', { text: attempt > 1 ? `${word(kind)} ·${attempt}` : word(kind) }),
      element('td', { className: status === 200 ? 'ok' : 'no', text: status || word('none'), title: failure ?? '' }),
      element('td', { text: ms }))));
  $('redeliver').hidden = overview.undelivered === 0;
  $('redeliver').textContent = word('again', { n: overview.undelivered });
}

// ---- doing

function pickUp(phone, number) {
  open = { phone, number };
  $('phone').value = pretty(phone);
  $('number').value = number;
  $('owner').textContent = `${word('phoneOf')} ${pretty(phone)}`;
  $('phone-title').textContent = pretty(number);
  $('problem').textContent = '';
  history.replaceState(null, '', `#${phone}/${number}`);
  showPeople();
  showTexts([]);
  refreshTexts();
  $('text').focus();
}

function attach(what, name, picture) {
  attachment = what;
  $('attach').open = false;
  $('attached').hidden = false;
  $('attached-name').textContent = name;
  $('attached-picture').hidden = !picture;
  if (picture) $('attached-picture').src = picture;
}

function detach() {
  attachment = null;
  $('attached').hidden = true;
  $('file').value = '';
}

async function attachFile(file) {
  if (!file) return;
  if (file.size > largest) {
    $('problem').textContent = word('tooLarge');
    return;
  }
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = '';
  for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  attach({ name: file.name, contentType: file.type, base64: btoa(binary) }, file.name,
    file.type.startsWith('image/') ? URL.createObjectURL(file) : null);
}

async function send(event) {
  event.preventDefault();
  const text = $('text').value;
  if (!open) {
    $('problem').textContent = word('choose');
    return;
  }
  if (!text.trim() && !attachment) return;
  try {
    await control('inbound', { from: open.phone, to: open.number, text, media: attachment ? [attachment] : [] });
    $('text').value = '';
    $('problem').textContent = '';
    detach();
  } catch (failure) {
    $('problem').textContent = failure.message;
  }
}

async function turn(changes) {
  faults = await control('faults', changes);
  showFaults();
}

$('choose').addEventListener('submit', (event) => {
  event.preventDefault();
  if ($('number').value) pickUp(digitsOf($('phone').value), $('number').value);
});
$('write').addEventListener('submit', send);
$('text').addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) send(event);
});
$('file').addEventListener('change', (event) => attachFile(event.target.files[0]));
$('detach').addEventListener('click', detach);
$('rate').addEventListener('input', (event) => turn({ rate: Number(event.target.value) }));
$('calm').addEventListener('click', () => turn({ send: 'ok', receipts: 'on', stat: 'DELIVRD', rate: 1 }));
$('redeliver').addEventListener('click', () => control('redeliver', {}));
for (const button of document.querySelectorAll('[data-language]')) {
  button.addEventListener('click', () => {
    speak(button.dataset.language);
    showWords();
    showPeople();
    showPosts();
    showFaults();
    refreshTexts();
    if (open) $('owner').textContent = `${word('phoneOf')} ${pretty(open.phone)}`;
  });
}

showWords();
listen();
overview = await read('/phone/overview');
showPeople();
showPosts();
const remembered = location.hash.match(/^#(\d{11})\/(\d{11})$/);
if (remembered) pickUp(remembered[1], remembered[2]);
else if (overview.conversations.length) pickUp(overview.conversations[0].phone, overview.conversations[0].number);
else if (overview.numbers.length) pickUp('13053302277', overview.numbers[0].number);
