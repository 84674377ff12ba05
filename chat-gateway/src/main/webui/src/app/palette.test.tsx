import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { beforeEach, describe, expect, it } from 'vitest';
import { combosOf, commands, keyNames } from '@/shared/commands';
import { changeSettings } from '@/shared/settings';
import { openApp, overAFakeGateway } from '@/test/app';
import type { FakeGateway } from '@/test/gateway';
import { aMessage, aThread } from '@/test/samples';

let gateway: FakeGateway;
let contacts: () => Response;
let problem: object | null;

overAFakeGateway((fresh) => {
  gateway = fresh;
  contacts = () => HttpResponse.json({ title: 'Not found', status: 404 }, { status: 404 });
  problem = null;
  return [
    http.get('/api/contacts', () => contacts()),
    http.get('/api/board', () => HttpResponse.json({}, { status: 503 })),
    http.get('/api/reports/conversations', () => HttpResponse.json({}, { status: 503 })),
    http.get('/api/search', ({ request }) => {
      const url = new URL(request.url);
      const q = url.searchParams.get('q') ?? '';
      if (problem !== null) {
        return HttpResponse.json(problem, { status: 422 });
      }
      const closed = aThread({
        id: 'thread-9',
        displayName: 'Begoña Peña',
        external: '+13055550109',
        state: 'closed',
      });
      const older = url.searchParams.get('cursor') !== null;
      const message = aMessage({ seq: older ? 1 : 2, id: older ? 'older' : 'newer', body: `un ${q}` });
      return HttpResponse.json(
        {
          threads: 'begoña'.startsWith(q) ? [closed] : [],
          messages: [{ message, thread: aThread(), marks: [[3, 3 + q.length]] }],
        },
        { headers: older ? {} : { Link: `</api/search?q=${q}&cursor=x>; rel="next"` } },
      );
    }),
  ];
});

beforeEach(() => changeSettings({ singleKeys: true, theme: 'system' }));

async function openPalette(user: ReturnType<typeof userEvent.setup>) {
  await user.keyboard('{Control>}k{/Control}');
  const palette = await screen.findByRole('dialog', { name: 'Find and do' }, { timeout: 8_000 });
  return { palette, input: within(palette).getByRole('combobox') };
}

describe('the palette', () => {
  it('opens with Ctrl+K, finds a conversation by its beginning and goes there', async () => {
    const user = userEvent.setup();
    openApp('/');
    await screen.findByRole('link', { name: /Lucía Ferrer/ });
    const { palette, input } = await openPalette(user);
    await user.type(input, 'ferr lu');
    const option = await within(palette).findByRole('option', { name: /Lucía Ferrer/, selected: true });
    expect(input).toHaveAttribute('aria-activedescendant', option.id);
    await user.keyboard('{Enter}');
    await waitFor(() => expect(window.location.pathname).toBe('/t/thread-1'));
    expect(screen.queryByRole('dialog', { name: 'Find and do' })).not.toBeInTheDocument();
  });

  it('offers first where one was last, and closed conversations of the server', async () => {
    const user = userEvent.setup();
    openApp('/t/thread-2');
    await screen.findByRole('navigation', { name: 'Conversations' });
    const { palette, input } = await openPalette(user);
    const recent = await within(palette).findByRole('group', { name: 'Recent conversations' });
    expect(await within(recent).findByRole('option', { name: /\(305\) 555-0199/ })).toBeInTheDocument();
    await user.type(input, 'bego');
    expect(await within(palette).findByRole('option', { name: /Begoña Peña/ })).toBeInTheDocument();
  });

  it('finds contacts where the server knows them', async () => {
    contacts = () =>
      HttpResponse.json([
        { external: '+13055550177', name: 'Óscar Vega', numbers: ['+13055550177'], threadId: 'thread-7' },
      ]);
    const user = userEvent.setup();
    openApp('/');
    await screen.findByRole('navigation', { name: 'Conversations' });
    const { palette, input } = await openPalette(user);
    await user.type(input, 'oscar');
    await user.click(await within(palette).findByRole('option', { name: /Óscar Vega/ }));
    await waitFor(() => expect(window.location.pathname).toBe('/t/thread-7'));
  });

  it('does what can be done, and looks for words in the messages', async () => {
    const user = userEvent.setup();
    openApp('/');
    await screen.findByRole('navigation', { name: 'Conversations' });
    const { palette, input } = await openPalette(user);
    await user.type(input, 'keyb');
    await user.click(await within(palette).findByRole('option', { name: /Keyboard shortcuts/ }));
    const keys = await screen.findByRole('dialog', { name: 'Keyboard shortcuts' });
    expect(within(keys).getByText('Next conversation')).toBeInTheDocument();
    await user.click(within(keys).getByRole('button', { name: 'Close' }));

    const again = await openPalette(user);
    await user.type(again.input, 'mesa');
    await user.click(
      await within(again.palette).findByRole('option', { name: /Search messages for “mesa”/ }),
    );
    expect(await screen.findByRole('searchbox')).toHaveValue('mesa');
    expect(await screen.findByRole('region', { name: 'Search results' })).toBeInTheDocument();
  });
});

describe('the shortcuts', () => {
  it('are listed with ?, and single keys can be switched off there', async () => {
    const user = userEvent.setup();
    openApp('/');
    await screen.findByRole('navigation', { name: 'Conversations' });
    await user.keyboard('?');
    const dialog = await screen.findByRole('dialog', { name: 'Keyboard shortcuts' }, { timeout: 8_000 });
    const single = within(dialog).getByRole('switch', { name: 'Single-key shortcuts' });
    expect(single).toBeChecked();
    await user.click(single);
    await user.click(within(dialog).getByRole('button', { name: 'Close' }));
    await user.keyboard('?');
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    await user.keyboard('{Control>}/{/Control}');
    expect(await screen.findByRole('dialog', { name: 'Keyboard shortcuts' })).toBeInTheDocument();
  });

  it('go through the list, back, and elsewhere', async () => {
    const user = userEvent.setup();
    openApp('/');
    await screen.findByRole('link', { name: /Lucía Ferrer/ });
    await user.keyboard('j');
    await waitFor(() => expect(window.location.pathname).toBe('/t/thread-1'));
    await user.keyboard('j');
    await waitFor(() => expect(window.location.pathname).toBe('/t/thread-2'));
    await user.keyboard('k');
    await waitFor(() => expect(window.location.pathname).toBe('/t/thread-1'));
    await user.keyboard('u');
    await waitFor(() => expect(window.location.pathname).toBe('/'));
    await user.keyboard('c');
    expect(await screen.findByRole('dialog', { name: 'New conversation' })).toBeInTheDocument();
  });
});

/** The keys of the table in the README, in the notation of the code. */
function promised(): string[] {
  const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');
  const table = readme.slice(readme.indexOf('\n## Keys\n'), readme.indexOf('\n## Hooks for tests\n'));
  return table
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .flatMap((line) =>
      [...(line.split(' | ')[0] ?? '').matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? ''),
    );
}

describe('the keys that are promised', () => {
  it('are all somebody’s, and all that are somebody’s are promised and listed', async () => {
    const user = userEvent.setup();
    gateway.roles = ['agent', 'manager', 'admin'];
    openApp('/t/thread-1');
    await screen.findByRole('log', { name: 'Messages' }, { timeout: 8_000 });
    await waitFor(() => expect(commands().flatMap(combosOf).sort()).toEqual(promised().sort()));
    await user.keyboard('?');
    const dialog = await screen.findByRole('dialog', { name: 'Keyboard shortcuts' }, { timeout: 8_000 });
    const listed = [...dialog.querySelectorAll('dd')].map((line) =>
      [...line.querySelectorAll('kbd')].map((key) => key.textContent).join(' '),
    );
    for (const combo of promised()) {
      const keys = keyNames(combo).flat().join(' ');
      expect(
        listed.some((line) => ` ${line} `.includes(` ${keys} `)),
        combo,
      ).toBe(true);
    }
  });

  it('lead to the board and the reports', async () => {
    const user = userEvent.setup();
    openApp('/t/thread-1');
    await screen.findByRole('log', { name: 'Messages' }, { timeout: 8_000 });
    await user.keyboard('gr');
    await waitFor(() => expect(window.location.pathname).toBe('/reports'));
    await user.keyboard('gb');
    await waitFor(() => expect(window.location.pathname).toBe('/board'));
  });
});

describe('the search', () => {
  it('marks what the server found, reads on, and opens a hit with the words marked', async () => {
    const user = userEvent.setup();
    openApp('/');
    await user.type(await screen.findByRole('searchbox'), 'hola');
    const results = await screen.findByRole('region', { name: 'Search results' });
    expect((await within(results).findByText('hola')).tagName).toBe('MARK');
    await user.click(within(results).getByRole('button', { name: 'Older messages' }));
    await waitFor(() => expect(within(results).getAllByText('hola')).toHaveLength(2));
    await user.click(within(results).getAllByRole('link', { name: /un hola/ })[0] ?? results);
    expect(window.location.search).toBe('?q=hola&at=2');
    const log = await screen.findByRole('log', { name: 'Messages' });
    expect((await within(log).findByText('Hola')).tagName).toBe('MARK');
  });

  it('says what is wrong with an operator', async () => {
    problem = { status: 422, title: 'x', errors: [{ pointer: 'q/before', detail: 'no date' }] };
    const user = userEvent.setup();
    openApp('/');
    await user.type(await screen.findByRole('searchbox'), 'before:soon');
    expect(await screen.findByRole('alert')).toHaveTextContent('before: needs a date such as 2026-11-23');
  });
});
