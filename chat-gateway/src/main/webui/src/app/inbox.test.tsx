import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { changeSettings } from '@/shared/settings';
import { openApp, overAFakeGateway } from '@/test/app';
import type { FakeGateway } from '@/test/gateway';
import { FakeWebSocket } from '@/test/gateway';
import { aMessage, at } from '@/test/samples';

let gateway: FakeGateway;

overAFakeGateway((fresh) => {
  gateway = fresh;
  return [];
});

async function openThread() {
  openApp('/t/thread-1');
  const log = await screen.findByRole('log', { name: 'Messages' }, { timeout: 5_000 });
  await within(log).findByText('Hola');
  return { log, box: screen.getByRole('textbox', { name: 'Message' }) };
}

describe('the inbox', () => {
  it('asks visitors to sign in, in their language, and comes back to where they were', async () => {
    gateway.signedIn = false;
    changeSettings({ language: 'es' });
    openApp('/t/thread-1?filter=mine');
    const link = await screen.findByRole('link', { name: 'Iniciar sesión' });
    expect(link).toHaveAttribute('href', `/login?returnTo=${encodeURIComponent('/t/thread-1?filter=mine')}`);
    expect(document.documentElement.lang).toBe('es');
  });

  it('lists conversations as links with name, number, preview, unread and assignee', async () => {
    openApp('/');
    const list = await screen.findByRole('navigation', { name: 'Conversations' });
    const first = await within(list).findByRole('link', {
      name: /Lucía Ferrer.*\(305\) 330-2277.*1 unread message/,
    });
    expect(first).toHaveAttribute('href', '/t/thread-1');
    const second = await within(list).findByRole('link', {
      name: /\(305\) 555-0199.*Delivered.*Listo.*VIP.*Assigned to Leo Martín/,
    });
    expect(second).not.toHaveAttribute('aria-current');
    expect(await screen.findByText('Live')).toBeVisible();
    await waitFor(() => expect(document.title).toMatch(/^\(1\) /));
  });

  it('follows at once what a manager calls a number and what colour it gets, in the list and over the thread', async () => {
    await openThread();
    const before = (await screen.findAllByText(/Soporte Miami/)).length;
    expect(before).toBeGreaterThan(1);
    act(() =>
      FakeWebSocket.last?.say({
        type: 'number',
        did: '+17865551234',
        number: { did: '+17865551234', name: 'Ventas', color: '#10b981', state: 'active' },
      }),
    );
    await waitFor(() => expect(screen.queryByText(/Soporte Miami/)).toBeNull());
    const names = screen.getAllByText(/Ventas/);
    expect(names).toHaveLength(before);
    for (const name of names) {
      expect(name.querySelector('[data-color="#10b981"]')).toHaveStyle({ backgroundColor: '#10b981' });
    }
  });

  it('moves between conversations with the arrow keys', async () => {
    const user = userEvent.setup();
    openApp('/');
    const list = await screen.findByRole('navigation', { name: 'Conversations' });
    const first = await within(list).findByRole('link', { name: /Lucía/ });
    first.focus();
    await user.keyboard('{ArrowDown}');
    expect(within(list).getByRole('link', { name: /555-0199/ })).toHaveFocus();
    await user.keyboard('{ArrowUp}');
    expect(first).toHaveFocus();
  });

  it('filters and says why a list is empty', async () => {
    const user = userEvent.setup();
    openApp('/');
    gateway.threads = [];
    await user.click(await screen.findByRole('button', { name: /^Closed/ }));
    expect(await screen.findByText('No closed conversations')).toBeVisible();
    expect(window.location.search).toBe('?filter=closed');
  });

  it('searches with the slash and marks the words', async () => {
    const user = userEvent.setup();
    openApp('/');
    await screen.findByRole('navigation', { name: 'Conversations' });
    await user.keyboard('/pedido');
    const results = await screen.findByRole('region', { name: 'Search results' });
    const hit = await within(results).findByRole('link', { name: /Lucía Ferrer.*pedido/ });
    expect(within(hit).getByText('pedido').tagName).toBe('MARK');
    expect(hit).toHaveAttribute('href', '/t/thread-1?q=pedido&at=1');
  });
});

// The virtual list hides its rows until it has measured them, which never happens here: rows are found by their words.
describe('a thread', () => {
  it('shows bubbles with their hooks, safe links, ticks, and the unread line', async () => {
    const { log } = await openThread();
    const bubble = within(log).getByText('Buenas').closest('article');
    expect(bubble).toHaveAttribute('data-message-id', 'message-2');
    expect(bubble).toHaveAttribute('data-seq', '2');
    expect(bubble).toHaveAttribute('data-status', 'delivered');
    expect(within(log).getByLabelText('Delivered')).toBeInTheDocument();
    expect(within(log).getByText('https://example.com/x')).toHaveAttribute(
      'rel',
      expect.stringContaining('noopener'),
    );
    expect(within(log).getByText('1 unread message')).toBeInTheDocument();
    expect(FakeWebSocket.last?.sent).toContainEqual({ type: 'open', threadId: 'thread-1', afterSeq: 3 });
  });

  it('shows what arrives without reload and tells a screen reader', async () => {
    const { log } = await openThread();
    await screen.findByText('Live');
    const message = aMessage({ seq: 4, body: '¿Siguen ahí?' });
    act(() => {
      FakeWebSocket.last?.say({ type: 'message', cursor: 'c2', threadId: 'thread-1', seq: 4, message });
    });
    await within(log).findByText('¿Siguen ahí?');
    expect(screen.getByText('New message from Lucía Ferrer: ¿Siguen ahí?')).toHaveAttribute(
      'aria-live',
      'polite',
    );
    act(() => {
      FakeWebSocket.last?.say({ type: 'presence', threadId: 'thread-1', users: ['ana', 'leo'] });
      FakeWebSocket.last?.say({ type: 'typing', threadId: 'thread-1', user: 'leo', on: true });
    });
    expect((await screen.findAllByText('Leo Martín is typing…'))[0]).toBeVisible();
  });

  it('sends with Enter: the bubble is there in the same frame and becomes the server’s message', async () => {
    const user = userEvent.setup();
    const { log, box } = await openThread();
    await user.type(box, 'Claro que{Shift>}{Enter}{/Shift}sí');
    expect(screen.getByText('1 segment')).toBeVisible();
    await user.keyboard('{Enter}');
    const bubble = within(log)
      .getByText(/Claro que/)
      .closest('article');
    expect(bubble).toHaveAttribute('data-status', 'queued');
    expect(box).toHaveValue('');
    await waitFor(() => expect(gateway.sent).toHaveLength(1));
    const [{ key, body } = { key: null, body: {} }] = gateway.sent;
    expect(bubble).toHaveAttribute('data-message-id', key);
    expect(body).toEqual({ from: '+17865551234', to: '+13053302277', body: 'Claro que\nsí', lastSeqSeen: 3 });
    act(() => {
      FakeWebSocket.last?.say({
        type: 'message',
        cursor: 'c4',
        threadId: 'thread-1',
        seq: 4,
        message: aMessage({ ...body, id: String(key), seq: 4, direction: 'outbound', status: 'queued' }),
      });
      for (const [seq, status] of [
        [5, 'sent'],
        [6, 'delivered'],
      ] as const) {
        FakeWebSocket.last?.say({
          type: 'status',
          cursor: `c${seq}`,
          threadId: 'thread-1',
          seq,
          messageId: key,
          status,
          updatedAt: at(seq),
        });
      }
    });
    await waitFor(() =>
      expect(
        within(log)
          .getByText(/Claro que/)
          .closest('article'),
      ).toHaveAttribute('data-status', 'delivered'),
    );
  });

  it('gives the text back with the reason when the server refuses it', async () => {
    const user = userEvent.setup();
    gateway.sendAnswer = () =>
      HttpResponse.json({ type: 'urn:hilo:problem:opted-out', status: 422, detail: 'x' }, { status: 422 });
    const { log, box } = await openThread();
    await user.type(box, 'Hola?{Enter}');
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'This contact does not want texts from this number.',
    );
    expect(box).toHaveValue('Hola?');
    expect(within(log).queryByText('Hola?')).not.toBeInTheDocument();
  });

  it('asks when something newer has landed, keeps the text, and sends anyway if told so', async () => {
    const user = userEvent.setup();
    gateway.sendAnswer = () => {
      gateway.sendAnswer = null;
      gateway.messages.push(aMessage({ seq: 4, body: 'ya no hace falta' }));
      return HttpResponse.json({ type: '/problems/stale-compose', status: 409 }, { status: 409 });
    };
    const { box } = await openThread();
    await user.type(box, 'Va en camino{Enter}');
    const question = await screen.findByRole('alertdialog', {
      name: 'Something new arrived while you were writing',
    });
    expect(box).toHaveValue('Va en camino');
    expect(await within(question).findByText('ya no hace falta')).toBeVisible();
    await user.click(within(question).getByRole('button', { name: 'Send anyway' }));
    await waitFor(() => expect(gateway.sent).toHaveLength(2));
    expect(gateway.sent[1]?.body).toMatchObject({ force: true, lastSeqSeen: 4, body: 'Va en camino' });
    expect(screen.queryByRole('alertdialog')).not.toBeInTheDocument();
  });

  it('explains a failure and retries, and asks about an unconfirmed one', async () => {
    const user = userEvent.setup();
    gateway.messages.push(
      aMessage({
        seq: 4,
        id: 'm4',
        direction: 'outbound',
        status: 'failed',
        errorCode: 'expired',
        author: 'ana',
      }),
      aMessage({ seq: 5, id: 'm5', direction: 'outbound', status: 'unconfirmed', author: 'ana' }),
      aMessage({ seq: 6, direction: 'inbound', repeats: 2, body: 'ok' }),
    );
    const { log } = await openThread();
    expect(within(log).getByText('It could not be sent in time.')).toBeInTheDocument();
    expect(within(log).getByText('May have been delivered.')).toBeInTheDocument();
    expect(within(log).getByLabelText('The carrier delivered it 2 times')).toHaveTextContent('×2');
    await user.click(within(log).getByText('Retry'));
    await user.click(within(log).getByText('Send again?'));
    expect(within(log).getByText('The contact may get it twice.')).toBeInTheDocument();
    expect(gateway.calls).not.toContain('retry m5');
    await user.click(within(log).getByText('Yes, send again'));
    await waitFor(() => expect(gateway.calls).toEqual(expect.arrayContaining(['retry m4', 'retry m5'])));
  });

  it('is assigned, closed and labelled from its header', async () => {
    const user = userEvent.setup();
    await openThread();
    await user.click(screen.getByRole('button', { name: 'Assign to me' }));
    expect(await screen.findByRole('button', { name: 'Assignee: You' })).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Labels' }));
    await user.type(await screen.findByRole('combobox', { name: 'Find a label' }), 'Bill{Enter}');
    await user.click(screen.getByRole('button', { name: 'Close conversation' }));
    expect(await screen.findByRole('button', { name: 'Reopen' })).toBeVisible();
    await waitFor(() =>
      expect(gateway.calls).toEqual(
        expect.arrayContaining([
          'put assignee {"assignee":"ana"}',
          'put labels {"labels":["billing"]}',
          'put state {"state":"closed"}',
        ]),
      ),
    );
  });

  it('says so when the session ends and keeps the draft', async () => {
    const user = userEvent.setup();
    const { box } = await openThread();
    await user.type(box, 'a medio escribir');
    act(() => {
      FakeWebSocket.last?.onclose?.({ code: 4401, reason: '' });
    });
    expect(await screen.findByRole('link', { name: 'Sign in again' })).toHaveAttribute(
      'href',
      `/login?returnTo=${encodeURIComponent('/t/thread-1')}`,
    );
    expect(box).toHaveValue('a medio escribir');
    expect(window.localStorage.getItem('hilo.draft.ana.thread-1')).toContain('a medio escribir');
  });

  it('that is not ours to see says so', async () => {
    openApp('/t/unknown');
    expect(
      await screen.findByText(
        'This conversation does not exist or is not yours to see.',
        {},
        { timeout: 5_000 },
      ),
    ).toBeVisible();
  });
});
