import { http, HttpResponse } from 'msw';

/** The catalogue that every screen with a conversation asks for. */
export const someLabels = [
  { key: 'vip', name: 'VIP', color: 'amber', position: 0, threads: 1 },
  { key: 'billing', name: 'Billing', color: 'blue', position: 1, threads: 0 },
];

export const workspaceHandlers = [http.get('/api/labels', () => HttpResponse.json(someLabels))];
