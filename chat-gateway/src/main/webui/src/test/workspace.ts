import { http, HttpResponse } from 'msw';

/** The catalogue that every screen with a conversation asks for. */
export const someLabels = [
  { key: 'vip', name: 'VIP', color: 'amber', position: 0, version: 0, threads: 1 },
  { key: 'billing', name: 'Billing', color: 'blue', position: 1, version: 0, threads: 0 },
];

export const someTemplates = [
  {
    id: 'template-1',
    shortcut: 'hours',
    title: 'Opening hours',
    body: 'Hi {{contact.first|there}}, we open at nine.',
    version: 0,
    updatedBy: 'marta',
    updatedAt: '2026-11-20T09:00:00Z',
  },
  {
    id: 'template-2',
    team: 'support',
    shortcut: 'ready',
    title: 'Order is ready',
    body: '{{contact.first}}, your order is ready. {{agent.name}}',
    version: 0,
    updatedBy: 'marta',
    updatedAt: '2026-11-20T09:00:00Z',
  },
];

/** Of a team that is there in the morning of Mondays. */
export const someHours = {
  team: 'support',
  zone: 'America/New_York',
  days: { mon: [{ from: '09:00', to: '12:00' }] },
  holidays: [],
  version: 1,
};

export const workspaceHandlers = [
  http.get('/api/labels', () => HttpResponse.json(someLabels)),
  http.get('/api/templates', () => HttpResponse.json(someTemplates)),
  http.get('/api/teams', () => HttpResponse.json([{ name: 'support', dids: ['+17865551234'] }])),
];
