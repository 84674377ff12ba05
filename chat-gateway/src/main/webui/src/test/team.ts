import { http, HttpResponse } from 'msw';

const seenAt = new Date().toISOString();
const people = [
  { user: 'ana', name: 'Ana', teams: ['support'], roles: ['agent'], seenAt },
  { user: 'leo', name: 'Leo Martín', teams: ['support'], roles: ['agent'], seenAt },
  { user: 'marta', name: 'Marta', teams: ['support'], roles: ['manager'], seenAt },
];

/** Colleagues, and what waits for whoever comes next. */
export class FakeTeam {
  waiting = 0;
  people: object[] = people;
  readonly wishes: unknown[] = [];
  /** Under which keys something was taken back. */
  readonly keys: (string | null)[] = [];
  /** What taking back is answered with first. */
  takeBackAnswers: (() => Response)[] = [];
  /** What is claimed next; null when nobody waits. */
  next: object | null = null;

  readonly handlers = [
    http.get('/api/people', () => HttpResponse.json(this.people)),
    http.get('/api/threads/:id/takers', () => HttpResponse.json({ people, teams: ['support', 'sales'] })),
    http.get('/api/threads/claim', () =>
      HttpResponse.json({ waiting: this.waiting, oldestSince: seenAt, mine: 2, asleep: 1 }),
    ),
    http.post('/api/threads/claim', () =>
      this.next === null ? new HttpResponse(null, { status: 204 }) : HttpResponse.json(this.next),
    ),
    http.post('/api/threads/handover', async ({ request }) => {
      this.wishes.push(await request.json());
      return HttpResponse.json({ threads: 2, left: 1, ids: ['thread-1', 'thread-2'] });
    }),
    http.post('/api/threads/takeback', async ({ request }) => {
      this.wishes.push(await request.json());
      this.keys.push(request.headers.get('Idempotency-Key'));
      return this.takeBackAnswers.shift()?.() ?? HttpResponse.json({ threads: 1, left: 1 });
    }),
  ];
}
