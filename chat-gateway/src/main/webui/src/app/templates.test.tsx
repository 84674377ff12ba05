import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { beforeEach, describe, expect, it } from 'vitest';
import { openApp, overAFakeGateway } from '@/test/app';
import type { FakeGateway } from '@/test/gateway';

let gateway: FakeGateway;

const field = () => screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Message' });
const menu = () => screen.findByRole('listbox', { name: 'Templates' });

describe('templates in the composer', () => {
  overAFakeGateway((fresh) => {
    gateway = fresh;
    return [];
  });
  beforeEach(() => {
    openApp('/t/thread-1');
  });

  it('are called by a slash, found while typing and put in with Enter', async () => {
    const user = userEvent.setup();
    await user.type(await field(), 'Well, /ho');

    expect(within(await menu()).getAllByRole('option')).toHaveLength(1);
    expect((await field()).getAttribute('aria-activedescendant')).toBe(
      within(await menu()).getByRole('option').id,
    );
    await user.keyboard('{Enter}');

    await waitFor(async () => expect((await field()).value).toBe('Well, Hi Lucía, we open at nine.'));
    expect(screen.queryByRole('listbox', { name: 'Templates' })).toBeNull();
    expect(gateway.sent).toEqual([]);
  });

  it('are chosen with the arrows, and the menu goes with Escape', async () => {
    const user = userEvent.setup();
    await user.type(await field(), '/');
    expect(within(await menu()).getAllByRole('option')[0]).toHaveAttribute('aria-selected', 'true');
    await user.keyboard('{ArrowDown}');
    expect(within(await menu()).getAllByRole('option')[1]).toHaveAttribute('aria-selected', 'true');
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('listbox', { name: 'Templates' })).toBeNull());
    expect((await field()).value).toBe('/');
    expect(window.location.pathname).toBe('/t/thread-1');
  });

  it('leave a slash inside of a word alone', async () => {
    const user = userEvent.setup();
    await screen.findByRole('button', { name: 'Templates' });
    await user.type(await field(), 'and/ho');
    expect(screen.queryByRole('listbox', { name: 'Templates' })).toBeNull();
  });
});

describe('a template with something that nobody knows', () => {
  overAFakeGateway((fresh) => {
    gateway = fresh;
    gateway.threads = gateway.threads.map((thread) => ({ ...thread, displayName: null }));
    return [];
  });
  beforeEach(() => {
    openApp('/t/thread-1');
  });

  it('does not leave unseen', async () => {
    const user = userEvent.setup();
    await user.type(await field(), '/ready');
    await menu();
    await user.keyboard('{Enter}');
    await waitFor(async () =>
      expect((await field()).value).toBe('{{contact.first}}, your order is ready. Ana'),
    );
    expect(screen.getByText('1 place to fill in')).toBeInTheDocument();

    (await field()).setSelectionRange(40, 40);
    await user.type(await field(), '{Enter}');
    const question = await screen.findByRole('alertdialog', { name: /not filled in/ });
    expect(question).toHaveTextContent('{{contact.first}}');
    expect(gateway.sent).toEqual([]);

    await user.click(within(question).getByRole('button', { name: 'Fill in' }));
    await waitFor(async () => expect((await field()).selectionEnd).toBe(17));
    await user.keyboard('Lucía');
    await user.keyboard('{Enter}');
    await waitFor(() => expect(gateway.sent).toHaveLength(1));
    expect(gateway.sent[0]?.body['body']).toBe('Lucía, your order is ready. Ana');
  });

  it('leaves as it is when the agent says so', async () => {
    const user = userEvent.setup();
    await user.type(await field(), '/ready');
    await menu();
    await user.keyboard('{Enter}');
    await user.click(await screen.findByRole('button', { name: 'Send' }));
    await user.click(await screen.findByRole('button', { name: 'Send as it is' }));
    await waitFor(() => expect(gateway.sent).toHaveLength(1));
    expect(gateway.sent[0]?.body['body']).toContain('{{contact.first}}');
  });
});

describe('the labels of a conversation', () => {
  const made: unknown[] = [];
  overAFakeGateway((fresh) => {
    gateway = fresh;
    gateway.roles = ['manager'];
    made.length = 0;
    return [
      http.post('/api/labels', async ({ request }) => {
        const body = (await request.json()) as { name: string; color: string };
        made.push(body);
        return HttpResponse.json({ ...body, key: 'night', position: 2, version: 0 }, { status: 201 });
      }),
    ];
  });
  beforeEach(() => {
    openApp('/t/thread-1');
  });

  it('are chosen from the catalogue by typing, and a manager makes a new one', async () => {
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: 'Labels' }));
    const search = await screen.findByRole('combobox', { name: 'Find a label' });
    await user.type(search, 'bill');
    await user.keyboard('{Enter}');
    await waitFor(() => expect(gateway.calls).toContain('put labels {"labels":["billing"]}'));
    await user.clear(search);
    await user.type(search, 'Night');
    await user.click(await screen.findByRole('option', { name: 'Create “Night”' }));
    await waitFor(() => expect(gateway.calls).toContain('put labels {"labels":["billing","night"]}'));
    expect(made).toHaveLength(1);
  });
});
