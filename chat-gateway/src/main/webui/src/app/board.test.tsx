import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { changeSettings } from '@/shared/settings';
import { openApp, overAFakeGateway } from '@/test/app';
import { FakeWebSocket } from '@/test/gateway';
import { someHours } from '@/test/workspace';
import { aThread } from '@/test/samples';

const ago = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();

const aBoard = () => ({
  at: new Date().toISOString(),
  thresholds: { longWait: 300, tooLong: 900 },
  waiting: 3,
  oldest: { threadId: 'thread-1', since: ago(20.2) },
  open: 12,
  unassigned: 4,
  snoozed: 1,
  today: { received: 1_412, sent: 388, replies: 203, firstReplyP50: 138, resolved: 96 },
  numbers: [
    { did: '+17865551234', waiting: 3, oldestSince: ago(20.2), open: 11, unassigned: 4, queued: 40 },
    { did: '+17865550100', waiting: 0, open: 1, unassigned: 0, queued: 0 },
  ],
  agents: [
    {
      user: 'ana',
      name: 'Ana',
      online: true,
      open: 5,
      waiting: 2,
      oldestSince: ago(6.2),
      replies: 9,
      lastReplyAt: ago(3),
    },
    { user: 'leo', online: false, open: 1, waiting: 0, replies: 0 },
  ],
  queue: { queued: 40, later: 2, held: 1, perMinute: 75, emptyAt: ago(-4), waiting: 'pace' },
});

let board: ReturnType<typeof aBoard> & { oldest?: object };
let reads = 0;
let teams: object[] = [];

overAFakeGateway(() => {
  board = aBoard();
  reads = 0;
  teams = [];
  return [
    http.get('/api/teams', () => HttpResponse.json(teams)),
    http.get('/api/board', () => {
      reads += 1;
      return HttpResponse.json(board);
    }),
  ];
});

const table = (name: string) => screen.findByRole('table', { name }, { timeout: 5_000 });

describe('the live board', () => {
  it('says who waits, for whom and since when, and in words that it has become long', async () => {
    openApp('/board');
    const numbers = within(await table('By number'));
    const row = within(numbers.getByRole('row', { name: /Soporte Miami/ }));
    expect(row.getByText(/^20:\d\d$/)).toBeInTheDocument();
    expect(row.getByText(/20 minutes, waits too long/)).toBeInTheDocument();
    expect(row.getByRole('link', { name: 'Show the conversations of Soporte Miami' })).toHaveAttribute(
      'href',
      '/?filter=unanswered&did=%2B17865551234',
    );
    const agents = within(await table('By agent'));
    expect(agents.getByText(/6 minutes, waits long/)).toBeInTheDocument();
    expect(agents.getByRole('link', { name: 'Show the conversations of Ana (here)' })).toHaveAttribute(
      'href',
      '/?filter=unanswered&assignee=ana',
    );
    expect(agents.getByRole('link', { name: 'Show the conversations of leo (away)' })).toHaveAttribute(
      'href',
      '/?filter=all&assignee=leo',
    );
    expect(screen.getByText('Somebody waits too long for an answer.')).toBeInTheDocument();
    expect(screen.getByText('1,412')).toBeVisible();
    expect(screen.getByText('75 segments a minute')).toBeVisible();
  });

  it('counts waiting while somebody is there, unless every hour is asked for', async () => {
    const user = userEvent.setup();
    teams = [{ name: 'support', dids: ['+17865551234'], hours: someHours }];
    const night = { threadId: 'thread-1', since: ago(20.2), seconds: 65, there: false };
    const day = { threadId: 'thread-2', since: ago(7.2), seconds: 432, there: true };
    board = {
      ...board,
      longest: day,
      today: { ...board.today, firstReplyOpenP50: 45 },
      numbers: [
        { ...board.numbers[0], longest: night },
        { ...board.numbers[1], waiting: 1, oldestSince: ago(7.2), longest: day },
      ],
    } as never;
    openApp('/board');
    const numbers = await table('By number');
    const first = () => within(numbers).getAllByRole('row')[1]?.dataset['did'];
    const row = within(within(numbers).getByRole('row', { name: /Soporte Miami/ }));
    expect(row.getByText('1:05')).toBeInTheDocument();
    expect(row.getByText(/1 minute, nobody is there now/)).toBeInTheDocument();
    expect(first()).toBe('+17865550100');
    const longest = document.querySelector('[data-tile=oldest] [data-figure]');
    expect(longest).toHaveTextContent(/^7:\d\d/);
    expect(screen.getByText('45 sec')).toBeVisible();
    const choice = screen.getByRole('switch', { name: 'Within opening hours' });
    expect(choice).toHaveAccessibleDescription(/who writes at night waits from opening on/);
    await user.click(choice);
    expect(row.getByText(/^20:\d\d$/)).toBeInTheDocument();
    expect(first()).toBe('+17865551234');
    expect(longest).toHaveTextContent(/^20:\d\d/);
    expect(screen.getByText('2 min 18 sec')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Wall display' }));
    expect(window.location.search).toBe('?hours=all&wall=');
  });

  it('leads to the list with whoever has waited longest first, by keyboard too', async () => {
    const user = userEvent.setup();
    openApp('/board');
    await table('By number');
    const link = screen.getByRole('link', { name: 'Waiting longest' });
    while (document.activeElement !== link) {
      await user.tab();
      expect(document.body).not.toHaveFocus();
    }
    await user.keyboard('{Enter}');
    expect(window.location.pathname + window.location.search).toBe('/?order=waiting');
    expect(
      await screen.findByRole('button', { name: 'Longest waiting first', pressed: true }),
    ).toBeInTheDocument();
    expect(await screen.findByRole('link', { name: /Lucía Ferrer/ })).toBeInTheDocument();
  });

  it('is read again when a conversation moves', async () => {
    openApp('/board');
    await table('By number');
    await waitFor(() => expect(FakeWebSocket.last?.sent.length).toBeGreaterThan(1));
    const before = reads;
    board = { ...board, waiting: 7 };
    act(() => {
      FakeWebSocket.last?.say({ type: 'thread', cursor: 'c2', thread: aThread({ lastSeq: 9 }) });
    });
    await waitFor(() => expect(reads).toBeGreaterThan(before), { timeout: 4_000 });
    expect(await screen.findByText('7')).toBeVisible();
  });

  it('keeps its rows where they are while somebody stands in one', async () => {
    const user = userEvent.setup();
    openApp('/board');
    const agents = await table('By agent');
    const names = () =>
      within(agents)
        .getAllByRole('rowheader')
        .map((head) => head.textContent);
    await user.hover(agents);
    board = { ...board, agents: [...board.agents].reverse(), waiting: 8 };
    act(() => {
      FakeWebSocket.last?.say({ type: 'thread', cursor: 'c3', thread: aThread({ lastSeq: 11 }) });
    });
    expect(await screen.findByText('8', {}, { timeout: 4_000 })).toBeVisible();
    expect(names()[0]).toContain('Ana');
    await user.unhover(agents);
    expect(names()[0]).toContain('leo');
  });

  it('fills a wall and gives the window back', async () => {
    const user = userEvent.setup();
    openApp('/board');
    await user.click(await screen.findByRole('button', { name: 'Wall display' }, { timeout: 5_000 }));
    expect(window.location.search).toBe('?wall=');
    expect(screen.queryByRole('navigation', { name: 'Main' })).not.toBeInTheDocument();
    expect(await table('By number')).toBeVisible();
    await user.keyboard('{Escape}');
    expect(window.location.search).toBe('');
    expect(screen.getByRole('navigation', { name: 'Main' })).toBeInTheDocument();
  });

  it('says in Spanish that nobody waits, and that sending rests', async () => {
    changeSettings({ language: 'es' });
    board = {
      ...board,
      waiting: 0,
      oldest: undefined as never,
      queue: { ...board.queue, rests: { reason: 'credentials', since: ago(2), until: ago(-3) } } as never,
    };
    openApp('/board');
    await table('Por número');
    expect(screen.getByText('Nadie espera respuesta.')).toBeInTheDocument();
    expect(screen.getByRole('alert')).toHaveTextContent(/El envío está en pausa/);
  });
});
