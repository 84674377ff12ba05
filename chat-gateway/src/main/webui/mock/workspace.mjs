// An invented workspace: labels, templates, teams' hours, and who changed them.

import { uuid } from './data.mjs';

const ago = (hours) => new Date(Date.now() - hours * 3_600_000).toISOString();

export function workspaceOf() {
  const label = (key, name, color, threads) => ({ key, name, color, version: 0, threads });
  const template = (shortcut, title, body, team) => ({
    id: uuid(),
    ...(team && { team }),
    shortcut,
    title,
    body,
    version: 0,
    updatedBy: 'marta',
    updatedAt: ago(30),
  });
  return {
    labels: [
      label('VIP', 'VIP', 'amber', 21),
      label('Envíos', 'Envíos', 'blue', 34),
      label('Facturas', 'Facturas', 'green', 17),
      label('Reclamos', 'Reclamos', 'red', 12),
      label('Turnos', 'Turnos', 'indigo', 9),
      label('esperando', 'Esperando al proveedor', 'grey', 0),
    ],
    templates: [
      template(
        'bienvenida',
        'Bienvenida',
        'Hola {{contact.first|}}, soy {{agent.name}} de {{number.name}}. ¿En qué puedo ayudarte?',
      ),
      template(
        'envio',
        'Envío en camino',
        '{{contact.first}}, tu paquete salió hoy, {{today}}. Llega en dos o tres días hábiles.',
      ),
      template('hours', 'Opening hours', 'Hi {{contact.first|there}}, we are here Monday to Friday, 9 to 5.'),
      template(
        'factura',
        'Factura adjunta',
        'Te envío la factura que pediste. Un saludo, {{agent.name}}.',
        'support',
      ),
      template('precio', 'Lista de precios', 'Hola {{contact.first}}, aquí va la lista de precios.', 'sales'),
    ],
    teams: {
      support: {
        dids: ['+17865551234'],
        hours: {
          team: 'support',
          zone: 'America/New_York',
          days: Object.fromEntries(
            ['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [
              day,
              [
                { from: '09:00', to: '12:30' },
                { from: '13:30', to: '18:00' },
              ],
            ]),
          ),
          holidays: [
            { date: '2026-11-26', name: 'Thanksgiving' },
            { date: '2026-12-25', name: 'Navidad' },
          ],
          version: 3,
          updatedBy: 'marta',
          updatedAt: ago(200),
        },
      },
      sales: { dids: ['+17865550100'] },
    },
    audit: [
      {
        what: 'hours.changed',
        subject: 'support',
        before: { zone: 'America/New_York', days: { mon: [{ from: '09:00', to: '17:00' }] }, holidays: [] },
        after: { zone: 'America/New_York', days: { mon: [{ from: '09:00', to: '18:00' }] }, holidays: [] },
      },
      {
        what: 'label.changed',
        subject: 'VIP',
        before: { name: 'Vip', color: 'grey', position: 2 },
        after: { name: 'VIP', color: 'amber', position: 0 },
      },
      {
        what: 'template.created',
        subject: 'envio',
        after: {
          shortcut: 'envio',
          title: 'Envío en camino',
          body: '{{contact.first}}, tu paquete salió hoy.',
        },
      },
      { what: 'label.deleted', subject: 'viejo', before: { name: 'Viejo', color: 'brown', position: 4 } },
    ].map((entry, index) => ({
      id: uuid(),
      at: ago(1 + index * 7),
      user: index % 2 ? 'root' : 'marta',
      ...entry,
    })),
  };
}

const no = (status, slug, detail, errors) => ({ status, slug, detail, errors });

/** Answers the calls about the workspace; undefined for any other. */
export function workspaceApi({ workspace, method, pathname, parameters, body, me, tell }) {
  const manager = me.roles.some((role) => role === 'manager' || role === 'admin');
  const [, part, id, more] =
    /^\/api\/(labels|templates|teams|audit)(?:\/([^/]+))?(?:\/(\w+))?$/.exec(pathname) ?? [];
  if (part === undefined) return undefined;
  if (method !== 'GET' && !manager) return no(403, 'forbidden', 'For managers.');
  const key = decodeURIComponent(id ?? '');
  const record = (what, subject, before, after) => {
    workspace.audit.unshift({
      id: uuid(),
      at: new Date().toISOString(),
      user: me.user,
      what,
      subject,
      before,
      after,
    });
  };
  switch (part) {
    case 'labels':
      return labels({ workspace, method, parameters, key, body, tell, record });
    case 'templates':
      return templates({ workspace, method, key, body, me, manager, tell, record });
    case 'teams':
      return teams({ workspace, method, key, more, body, me, manager, tell, record });
    default: {
      if (!manager) return no(403, 'forbidden', 'For managers.');
      const [what, user] = [parameters.get('what'), parameters.get('user')];
      return {
        json: workspace.audit.filter(
          (entry) => (!what || entry.what.split('.')[0] === what) && (!user || entry.user === user),
        ),
      };
    }
  }
}

function labels({ workspace, method, parameters, key, body, tell, record }) {
  const counted = parameters.get('threads') === 'true';
  const view = (label) => ({
    ...label,
    position: workspace.labels.indexOf(label),
    threads: counted ? label.threads : undefined,
  });
  if (method === 'GET') return { json: workspace.labels.map(view) };
  const found = workspace.labels.find((label) => label.key === key);
  if (method !== 'POST' && found === undefined) return no(404, 'not-found', 'No such label.');
  if (method === 'DELETE') {
    workspace.labels = workspace.labels.filter((label) => label !== found);
    record('label.deleted', key, { name: found.name, color: found.color }, undefined);
    tell('labels');
    return { status: 204 };
  }
  const same = (label) => label !== found && label.name.toLowerCase() === body.name.trim().toLowerCase();
  if (workspace.labels.some(same))
    return no(422, 'invalid-request', 'Taken.', [
      { pointer: '/name', detail: 'another label has this name' },
    ]);
  if (method === 'POST') {
    const label = {
      key: body.name.trim().toLowerCase().replace(/\W+/g, '-'),
      name: body.name.trim(),
      color: body.color,
      version: 0,
      threads: 0,
    };
    workspace.labels.push(label);
    record('label.created', label.key, undefined, { name: label.name, color: label.color });
    tell('labels');
    return { json: view(label), status: 201 };
  }
  const before = { name: found.name, color: found.color };
  Object.assign(found, { name: body.name.trim(), color: body.color, version: found.version + 1 });
  if (body.position !== undefined) {
    workspace.labels = workspace.labels.filter((label) => label !== found);
    workspace.labels.splice(body.position, 0, found);
  }
  record('label.changed', key, before, { name: found.name, color: found.color });
  tell('labels');
  return { json: view(found) };
}

function templates({ workspace, method, key, body, me, manager, tell, record }) {
  if (method === 'GET') {
    return {
      json: workspace.templates
        .filter(({ team }) => team === undefined || manager || me.teams.includes(team))
        .sort((a, b) => a.shortcut.localeCompare(b.shortcut)),
    };
  }
  const found = workspace.templates.find((template) => template.id === key);
  if (method !== 'POST' && found === undefined) return no(404, 'not-found', 'No such template.');
  if (method === 'DELETE') {
    workspace.templates = workspace.templates.filter((template) => template !== found);
    record('template.deleted', found.shortcut, { title: found.title, body: found.body }, undefined);
    tell('templates');
    return { status: 204 };
  }
  if (workspace.templates.some((one) => one !== found && one.shortcut === body.shortcut))
    return no(422, 'invalid-request', 'Taken.', [
      { pointer: '/shortcut', detail: 'another template has this shortcut' },
    ]);
  const template = found ?? { id: uuid(), version: -1 };
  const before = found && { title: found.title, body: found.body };
  Object.assign(template, {
    team: body.team ?? undefined,
    shortcut: body.shortcut,
    title: body.title,
    body: body.body,
    version: template.version + 1,
    updatedBy: me.user,
    updatedAt: new Date().toISOString(),
  });
  if (found === undefined) workspace.templates.push(template);
  record(found ? 'template.changed' : 'template.created', body.shortcut, before, {
    title: body.title,
    body: body.body,
  });
  tell('templates');
  return { json: template, status: found ? 200 : 201 };
}

function teams({ workspace, method, key, more, body, me, manager, tell, record }) {
  if (more === undefined) {
    return {
      json: Object.entries(workspace.teams)
        .filter(([name]) => manager || me.teams.includes(name))
        .map(([name, team]) => ({ name, ...team })),
    };
  }
  const team = workspace.teams[key];
  if (team === undefined) return no(404, 'not-found', 'No such team.');
  const none = { team: key, zone: 'America/New_York', days: {}, holidays: [], version: 0 };
  if (method === 'GET') return { json: team.hours ?? none };
  const before = team.hours && {
    zone: team.hours.zone,
    days: team.hours.days,
    holidays: team.hours.holidays,
  };
  if (method === 'DELETE') {
    delete team.hours;
    record('hours.changed', key, before, undefined);
    tell('hours');
    return { status: 204 };
  }
  team.hours = {
    ...none,
    ...body,
    version: body.version + 1,
    updatedBy: me.user,
    updatedAt: new Date().toISOString(),
  };
  record('hours.changed', key, before, { zone: body.zone, days: body.days, holidays: body.holidays });
  tell('hours');
  return { json: team.hours };
}
