import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { openApp, overAFakeGateway } from '@/test/app';
import type { FakeGateway } from '@/test/gateway';
import { FakeWebSocket } from '@/test/gateway';
import { aThread, at } from '@/test/samples';

let gateway: FakeGateway;
const asked: string[] = [];
const saved: Record<string, unknown>[] = [];

overAFakeGateway((fresh) => {
  gateway = fresh;
  asked.length = 0;
  saved.length = 0;
  return [
    http.get('/api/me', () =>
      HttpResponse.json({
        user: 'ana',
        name: 'Ana',
        roles: ['agent'],
        teams: ['support'],
        numbers: [
          { did: '+17865551234', name: 'Soporte Miami' },
          { did: '+17865550100', name: 'Ventas' },
        ],
      }),
    ),
    http.get('/api/threads', ({ request }) => {
      const parameters = new URL(request.url).searchParams;
      asked.push(decodeURIComponent(parameters.toString()));
      const label = parameters.get('label');
      return HttpResponse.json(
        gateway.threads
          .filter(({ labels }) => label === null || labels.includes(label))
          .map(({ readInbound, ...thread }) => ({ ...thread, unread: thread.inboundCount - readInbound })),
      );
    }),
    http.post('/api/views', async ({ request }) => {
      const view = { id: 'view-1', position: 0, ...((await request.json()) as object), name: 'Important' };
      saved.push(view);
      gateway.views = [view];
      return HttpResponse.json(view, { status: 201 });
    }),
  ];
});

const tab = (name: RegExp) => screen.findByRole('button', { name });
const rows = () => screen.getByRole('navigation', { name: 'Conversations' }).querySelectorAll('a');

describe('the list', () => {
  it('says how much each tab holds, and moves the counts with the frames', async () => {
    openApp('/');
    expect(await tab(/^All 2$/)).toHaveAttribute('aria-pressed', 'true');
    expect(await tab(/^Unread 1$/)).toBeVisible();
    expect(await tab(/^Unassigned 1$/)).toBeVisible();
    expect(screen.queryByRole('button', { name: /^Snoozed/ })).toBeNull();
    await screen.findByText('Live');
    const first = gateway.threads[0] ?? aThread();
    gateway.threads = gateway.threads.map((thread, index) =>
      index === 0 ? { ...thread, assignee: 'ana', lastSeq: 4 } : thread,
    );
    act(() =>
      FakeWebSocket.last?.say({
        type: 'thread',
        cursor: 'c2',
        thread: { ...first, assignee: 'ana', lastSeq: 4 },
      }),
    );
    expect(await tab(/^Mine 1$/)).toBeVisible();
    expect(await tab(/^Unassigned 0$/)).toBeVisible();
  });

  it('goes from tab to tab with the brackets', async () => {
    const user = userEvent.setup();
    openApp('/');
    await tab(/^All 2$/);
    await user.keyboard(']]');
    expect(await tab(/^Unassigned/)).toHaveAttribute('aria-pressed', 'true');
    // Two are one: the first says that the second is meant.
    await user.keyboard('[[[[');
    expect(await tab(/^All/)).toHaveAttribute('aria-pressed', 'true');
    await user.keyboard('[[');
    expect(await tab(/^Closed/)).toHaveAttribute('aria-pressed', 'true');
  });

  it('is narrowed choice by choice, and each goes with one press', async () => {
    const user = userEvent.setup();
    openApp('/');
    await user.click(await screen.findByRole('button', { name: 'Filter' }));
    const panel = await screen.findByRole('dialog', { name: 'Filter' });
    await user.click(await within(panel).findByRole('checkbox', { name: /Ventas/ }));
    await user.click(within(panel).getByRole('checkbox', { name: /Soporte Miami/ }));
    await user.click(within(panel).getByRole('radio', { name: /^Leo/ }));
    await waitFor(() =>
      expect(asked.at(-1)).toBe('filter=all&did=+17865550100&did=+17865551234&assignee=leo&limit=50'),
    );
    expect(window.location.search).toBe('?did=%2B17865550100&did=%2B17865551234&assignee=leo');
    await user.keyboard('{Escape}');
    const active = await screen.findByRole('group', { name: 'Active filters' });
    expect(screen.getByRole('button', { name: 'Filter, 3 on' })).toHaveFocus();
    await user.click(within(active).getByRole('button', { name: 'Remove this filter: Ventas' }));
    await waitFor(() => expect(asked.at(-1)).toBe('filter=all&did=+17865551234&assignee=leo&limit=50'));
    await user.click(within(active).getByRole('button', { name: 'Clear' }));
    await waitFor(() => expect(window.location.search).toBe(''));
    expect(screen.queryByRole('group', { name: 'Active filters' })).toBeNull();
  });

  it('keeps what it is narrowed to as a view under the title', async () => {
    const user = userEvent.setup();
    openApp('/?label=vip&filter=unanswered');
    await waitFor(() => expect(rows()).toHaveLength(1));
    await user.click(await screen.findByRole('button', { name: 'Save view' }));
    const dialog = await screen.findByRole('dialog', { name: 'Save this view' });
    await user.clear(within(dialog).getByRole('textbox', { name: 'Name' }));
    await user.click(within(dialog).getByRole('button', { name: 'Save' }));
    expect(await within(dialog).findByRole('alert')).toHaveTextContent('Give it a name.');
    await user.type(within(dialog).getByRole('textbox', { name: 'Name' }), 'Important');
    await user.click(within(dialog).getByRole('button', { name: 'Save' }));
    expect(await screen.findByRole('heading', { name: 'Important', level: 1 })).toBeVisible();
    expect(saved).toEqual([expect.objectContaining({ filter: 'unanswered', labels: ['vip'], dids: [] })]);
    expect(screen.queryByRole('button', { name: 'Save view' })).toBeNull();

    await user.click(screen.getByRole('button', { name: 'Saved views' }));
    await user.click(await screen.findByRole('button', { name: 'Whole inbox' }));
    expect(await screen.findByRole('heading', { name: 'Inbox', level: 1 })).toBeVisible();
    expect(window.location.search).toBe('');
    await user.click(screen.getByRole('button', { name: 'Saved views' }));
    await user.click(await screen.findByRole('button', { name: /^Important/ }));
    await waitFor(() => expect(window.location.search).toBe('?filter=unanswered&label=vip&view=view-1'));
  });

  it('puts who has waited longest first, with a button or a key, and keeps that in the address and in views', async () => {
    const user = userEvent.setup();
    const waiting = (id: string, external: string, since: number, said: number) =>
      aThread({
        id,
        external,
        displayName: null,
        waitingSince: at(since),
        lastMessageAt: at(said),
        lastSeq: said,
      });
    const [long, short] = [waiting('t-long', '+13055550101', 1, 5), waiting('t-short', '+13055550102', 4, 8)];
    gateway.threads = [short, long];
    openApp('/');
    await waitFor(() => expect(rows()).toHaveLength(2));
    const button = screen.getByRole('button', { name: 'Longest waiting first' });
    expect(button).toHaveAttribute('aria-pressed', 'false');
    gateway.threads = [long, short];
    await user.keyboard('w');
    await waitFor(() => expect(asked.at(-1)).toBe('filter=all&order=waiting&limit=50'));
    expect(window.location.search).toBe('?order=waiting');
    expect(button).toHaveAttribute('aria-pressed', 'true');
    await screen.findByText('Live');
    // Who writes again while they wait stays where they are; who has begun to wait stands behind.
    act(() =>
      FakeWebSocket.last?.say({
        type: 'thread',
        cursor: 'c2',
        thread: { ...long, lastSeq: 9, lastMessageAt: at(9) },
      }),
    );
    await waitFor(() => expect(rows()[0]).toHaveAttribute('data-thread-id', 't-long'));
    act(() =>
      FakeWebSocket.last?.say({
        type: 'thread',
        cursor: 'c3',
        thread: { ...long, lastSeq: 10, unanswered: false, waitingSince: null },
      }),
    );
    await waitFor(() => expect(rows()[0]).toHaveAttribute('data-thread-id', 't-short'));

    await user.click(await screen.findByRole('button', { name: 'Save view' }));
    const dialog = await screen.findByRole('dialog', { name: 'Save this view' });
    expect(dialog).toHaveTextContent('All · Longest waiting first');
    await user.type(within(dialog).getByRole('textbox', { name: 'Name' }), 'Important');
    await user.click(within(dialog).getByRole('button', { name: 'Save' }));
    await waitFor(() =>
      expect(saved).toEqual([expect.objectContaining({ order: 'waiting', filter: 'all' })]),
    );

    await user.click(screen.getByRole('button', { name: 'Remove this filter: Longest waiting first' }));
    await waitFor(() => expect(window.location.search).toBe('?view=view-1'));
    expect(button).toHaveAttribute('aria-pressed', 'false');
    await user.click(await tab(/^Closed/));
    expect(screen.queryByRole('button', { name: 'Longest waiting first' })).toBeNull();
  });

  it('says why nothing is there, and where there is something', async () => {
    const user = userEvent.setup();
    openApp('/?filter=unanswered&label=Nobody+has+it');
    expect(await screen.findByText('Nothing fits these filters')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Clear the filters' }));
    await waitFor(() => expect(window.location.search).toBe('?filter=unanswered'));
  });

  it('says how long a contact has waited', async () => {
    gateway.threads = [
      aThread({ waitingSince: new Date(Date.now() - 315_000).toISOString(), lastMessageAt: at(9) }),
    ];
    openApp('/');
    expect(await screen.findByRole('img', { name: 'Waiting for an answer for 5 minutes' })).toHaveTextContent(
      '5m',
    );
  });
});
