// Invented contacts: what colleagues noted about the people behind the numbers, merged and separated as the server does it.

import { uuid } from './data.mjs';

const plain = (text) =>
  text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();

export function contactsOf(threads) {
  const people = new Map();
  const byNumber = new Map();
  const of = (number) => people.get(byNumber.get(number));
  const begin = (number, noted = {}) => {
    const person = {
      id: uuid(),
      name: undefined,
      notes: undefined,
      fields: {},
      version: 1,
      numbers: [number],
      merged: [],
      ...noted,
    };
    people.set(person.id, person);
    byNumber.set(number, person.id);
    return person;
  };
  for (const thread of threads) {
    if (thread.displayName !== undefined && of(thread.external) === undefined) {
      begin(thread.external, { name: thread.displayName });
    }
  }
  const form = {
    version: 1,
    fields: [
      { key: 'ciudad', name: 'Ciudad', kind: 'text', choices: [] },
      { key: 'cliente-desde', name: 'Cliente desde', kind: 'date', choices: [] },
      { key: 'plan', name: 'Plan', kind: 'choice', choices: ['Básico', 'Plus', 'Empresa'] },
    ],
  };
  const lucia = of(threads[0].external);
  lucia.notes = 'Prefiere que le escriban por la mañana. Ya tuvo dos cajas dañadas; ofrecer reposición.';
  lucia.fields = { ciudad: 'Miami', 'cliente-desde': '2023-04-18', plan: 'Plus' };
  return { people, byNumber, of, begin, form };
}

const card = (contacts, external) => {
  const person = contacts.of(external);
  return person === undefined
    ? { external, fields: {}, numbers: [external], merged: [], version: 0 }
    : {
        id: person.id,
        external,
        name: person.name,
        notes: person.notes,
        fields: person.fields,
        numbers: [external, ...person.numbers.filter((one) => one !== external)],
        merged: person.merged.map(({ noted, ...one }) => ({ ...one, name: noted.name })),
        version: person.version,
      };
};

/** What two contacts say together when nobody chooses. */
function preview(contacts, stays, joins) {
  const [one, other] = [card(contacts, stays), card(contacts, joins)];
  const fuller =
    one.name === undefined || (other.name !== undefined && plain(other.name).includes(plain(one.name)))
      ? (other.name ?? one.name)
      : one.name;
  const conflicts = Object.fromEntries(
    Object.entries(one.fields)
      .filter(([key, value]) => other.fields[key] !== undefined && other.fields[key] !== value)
      .map(([key, value]) => [key, [value, other.fields[key]]]),
  );
  return {
    name: fuller,
    names: [...new Set([fuller, one.name, other.name])].filter((name) => name !== undefined),
    notes: [one.notes, other.notes].filter((text) => text !== undefined).join('\n\n') || undefined,
    fields: { ...other.fields, ...one.fields },
    conflicts,
    numbers: [...one.numbers, ...other.numbers],
    version: one.version,
    withVersion: other.version,
  };
}

/**
 * @param rename tells the threads of a number what their contact is called
 * @param summary a thread as the list shows it
 * @returns what the server answers: `{ json, status }`, or a problem `{ status, slug, … }`
 */
export function contactsApi({ contacts, threads, method, pathname, parameters, body, me, rename, summary }) {
  const missing = { status: 404, slug: 'not-found', detail: 'There is no such contact.' };
  if (pathname === '/api/contact-fields') {
    if (method === 'GET') return { json: contacts.form };
    if (!me.roles.some((role) => role === 'manager' || role === 'admin'))
      return { status: 403, slug: 'forbidden' };
    if (body.version !== contacts.form.version) return { status: 409, slug: 'stale-contact' };
    const nameless = body.fields.findIndex(({ name }) => name === '');
    if (nameless >= 0)
      return {
        status: 422,
        slug: 'invalid-request',
        errors: [{ pointer: `/fields/${nameless}/name`, detail: '1 to 60 characters' }],
      };
    contacts.form = {
      version: body.version + 1,
      fields: body.fields.map((field) => ({
        ...field,
        key: field.key ?? plain(field.name).replace(/[^a-z0-9]+/g, '-'),
      })),
    };
    return { json: contacts.form };
  }
  const [, encoded, act] = /^\/api\/contacts(?:\/([^/]+))?(?:\/(\w+))?$/.exec(pathname) ?? [];
  if (encoded === undefined) {
    const words = plain(parameters.get('q') ?? '');
    const digits = words.replace(/\D/g, '');
    const found = new Map();
    for (const thread of threads.toSorted(
      (a, b) => Date.parse(b.lastMessageAt) - Date.parse(a.lastMessageAt),
    )) {
      const person = contacts.of(thread.external);
      const fits =
        plain(person?.name ?? '').includes(words) || (digits.length > 2 && thread.external.includes(digits));
      const key = person?.id ?? thread.external;
      if ((words === '' || fits) && !found.has(key)) {
        found.set(key, {
          external: thread.external,
          name: person?.name,
          numbers: person?.numbers ?? [thread.external],
          threadId: thread.id,
          lastMessageAt: thread.lastMessageAt,
        });
      }
    }
    return { json: [...found.values()].slice(0, Number(parameters.get('limit') ?? 20)) };
  }
  const external = decodeURIComponent(encoded);
  const view = () => ({
    ...card(contacts, external),
    time: { zones: ['America/New_York'], localTime: '22:14' },
    threads: threads.filter((one) => card(contacts, external).numbers.includes(one.external)).map(summary),
  });
  if (view().threads.length === 0) return missing;
  const tell = (numbers) => numbers.forEach((number) => rename(number, contacts.of(number)?.name, me.user));
  if (act === undefined && method === 'GET') return { json: view() };
  if (act === undefined) {
    if (body.version !== card(contacts, external).version)
      return { status: 409, slug: 'stale-contact', members: { contact: card(contacts, external) } };
    const person = contacts.of(external) ?? contacts.begin(external, { version: 0 });
    Object.assign(person, {
      name: body.name?.trim() || undefined,
      notes: body.notes?.trim() || undefined,
      fields: Object.fromEntries(Object.entries(body.fields).filter(([, value]) => value !== '')),
      version: person.version + 1,
    });
    tell(person.numbers);
    return { json: view() };
  }
  if (act === 'merge' && method === 'GET')
    return { json: preview(contacts, external, parameters.get('with')) };
  if (act === 'merge') {
    const proposed = preview(contacts, external, body.with);
    const stays = contacts.of(external) ?? contacts.begin(external, { version: 0 });
    const joins = contacts.of(body.with);
    if (stays === joins) return { status: 409, slug: 'same-contact' };
    const noted = joins ?? { name: undefined, fields: {}, numbers: [body.with], merged: [] };
    stays.merged.push(
      { external: body.with, by: me.user, at: new Date().toISOString(), noted: { ...noted } },
      ...noted.merged,
    );
    Object.assign(stays, {
      name: body.name || proposed.name,
      notes: body.notes ?? proposed.notes,
      fields: body.fields ?? proposed.fields,
      numbers: proposed.numbers,
      version: stays.version + 1,
    });
    noted.numbers.forEach((number) => contacts.byNumber.set(number, stays.id));
    tell(stays.numbers);
    return { json: card(contacts, external) };
  }
  const person = contacts.of(external);
  const leaving = person?.merged.find((one) => one.external === body.external);
  if (leaving === undefined) return { status: 409, slug: 'not-merged' };
  person.merged = person.merged.filter((one) => one !== leaving);
  person.numbers = person.numbers.filter((one) => one !== body.external);
  person.version += 1;
  contacts.begin(body.external, { name: leaving.noted.name, notes: leaving.noted.notes });
  tell([...person.numbers, body.external]);
  return { json: card(contacts, external) };
}
