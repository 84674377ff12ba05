import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { changeSettings } from '@/shared/settings';
import { openApp, overAFakeGateway } from '@/test/app';
import { aMessage } from '@/test/samples';

interface Put {
  name: string | null;
  notes: string | null;
  fields: Record<string, string>;
  version: number;
}

const LUCIA = '+13053302277';
let contact: Record<string, unknown>;
let puts: Put[];
let posts: { path: string; key: string | null; body: unknown }[];
/** What others note between our reading and our writing. */
let meanwhile: Record<string, unknown> | null;

function noted(put: Put): void {
  contact = {
    ...contact,
    name: put.name ?? undefined,
    notes: put.notes ?? undefined,
    fields: put.fields,
    version: put.version + 1,
  };
}

overAFakeGateway(() => {
  contact = {
    external: LUCIA,
    name: 'Lucía Ferrer',
    notes: 'Mornings',
    fields: { plan: 'Gold' },
    numbers: [LUCIA, '+13055550188'],
    merged: [{ external: '+13055550188', name: 'Lu', by: 'marta', at: '2026-11-20T15:00:00Z' }],
    version: 3,
    threads: [],
  };
  puts = [];
  posts = [];
  meanwhile = null;
  return [
    http.get('/api/contact-fields', () =>
      HttpResponse.json({
        version: 1,
        fields: [
          { key: 'plan', name: 'Plan', kind: 'choice', choices: ['Gold', 'Silver'] },
          { key: 'credit', name: 'Credit', kind: 'number', choices: [] },
        ],
      }),
    ),
    http.get('/api/threads/:id/media', () =>
      HttpResponse.json([
        aMessage({
          media: [
            { id: 'm1', state: 'ready', contentType: 'image/png', name: 'box.png', url: '/media/m1' },
            { id: 'm2', state: 'ready', contentType: 'application/pdf', name: 'r.pdf', url: '/media/m2' },
          ],
        }),
      ]),
    ),
    http.get('/api/contacts', () =>
      HttpResponse.json([
        {
          external: '+13055550199',
          name: '<b>Lucy</b>',
          numbers: ['+13055550199'],
          threadId: 'thread-2',
          lastMessageAt: '2026-11-20T15:00:00Z',
        },
      ]),
    ),
    http.get('/api/contacts/:external', () => HttpResponse.json(contact)),
    http.put('/api/contacts/:external', async ({ request }) => {
      const put = (await request.json()) as Put;
      puts.push(put);
      if (meanwhile !== null) {
        contact = { ...contact, ...meanwhile, version: Number(contact['version']) + 1 };
        meanwhile = null;
      }
      if (put.version !== contact['version']) {
        return HttpResponse.json(
          { type: 'https://hilo.dev/problems/stale-contact', status: 409, contact },
          { status: 409 },
        );
      }
      noted(put);
      return HttpResponse.json(contact);
    }),
    http.get('/api/contacts/:external/merge', () =>
      HttpResponse.json({
        name: 'Lucía Ferrer',
        names: ['Lucía Ferrer', '<b>Lucy</b>'],
        notes: 'Mornings',
        fields: { plan: 'Gold' },
        conflicts: { plan: ['Gold', 'Silver'] },
        numbers: [LUCIA, '+13055550188', '+13055550199'],
        version: 3,
        withVersion: 1,
      }),
    ),
    http.post('/api/contacts/:external/:act', async ({ request, params }) => {
      posts.push({
        path: String(params['act']),
        key: request.headers.get('Idempotency-Key'),
        body: await request.json(),
      });
      return HttpResponse.json(contact);
    }),
  ];
});

async function openPanel() {
  const user = userEvent.setup();
  openApp('/t/thread-1');
  await screen.findByRole('button', { name: 'Contact' });
  await user.keyboard('i');
  const panel = await screen.findByRole('complementary', { name: 'Contact' });
  await within(panel).findByLabelText('Plan');
  return { user, panel };
}

const stateOf = (panel: HTMLElement, what: string) =>
  panel.querySelector(`[data-note="${what}"]`)?.getAttribute('data-save');

describe('the contact beside the conversation', () => {
  it('opens with a key, is saved where it is left, and closes with Escape', async () => {
    const { user, panel } = await openPanel();
    expect(within(panel).getByRole('heading', { name: 'Contact' })).toHaveFocus();
    const name = within(panel).getByLabelText('Name');
    await user.clear(name);
    await user.type(name, ' Lucía F. ');
    await user.tab();
    await waitFor(() => expect(stateOf(panel, 'name')).toBe('saved'));
    expect(within(panel).getByText('Saved')).toBeVisible();
    expect(puts).toEqual([{ name: 'Lucía F.', notes: 'Mornings', fields: { plan: 'Gold' }, version: 3 }]);

    await user.type(name, 'x');
    await user.keyboard('{Escape}');
    expect(name).toHaveValue('Lucía F.');
    expect(panel).toBeVisible();
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('complementary')).toBeNull());
    expect(screen.getByRole('button', { name: 'Contact' })).toHaveFocus();
    expect(puts).toHaveLength(1);
  });

  it('keeps what colleagues noted elsewhere in it', async () => {
    const { user, panel } = await openPanel();
    meanwhile = { notes: 'Evenings' };
    await user.selectOptions(within(panel).getByLabelText('Plan'), 'Silver');
    await waitFor(() => expect(stateOf(panel, 'plan')).toBe('saved'));
    expect(puts.at(-1)).toEqual({
      name: 'Lucía Ferrer',
      notes: 'Evenings',
      fields: { plan: 'Silver' },
      version: 4,
    });
    expect(within(panel).getByLabelText('Notes')).toHaveValue('Evenings');
  });

  it('asks when a colleague wrote in the same place', async () => {
    const { user, panel } = await openPanel();
    meanwhile = { notes: 'Evenings' };
    const notes = within(panel).getByLabelText('Notes');
    await user.type(notes, ' only');
    await user.tab();
    await waitFor(() => expect(stateOf(panel, 'notes')).toBe('conflict'));
    expect(within(panel).getByRole('alert')).toHaveTextContent('Evenings');
    expect(notes).toHaveValue('Mornings only');
    await user.click(within(panel).getByRole('button', { name: 'Keep mine' }));
    await waitFor(() => expect(stateOf(panel, 'notes')).toBe('saved'));
    expect(puts.at(-1)?.notes).toBe('Mornings only');
    expect(puts.at(-1)?.version).toBe(4);
  });

  it('saves what was begun when the conversation is left', async () => {
    const { user, panel } = await openPanel();
    await user.type(within(panel).getByLabelText('Credit'), '12,5');
    await user.click(screen.getByRole('link', { name: /555-0199/ }));
    await waitFor(() => expect(puts.at(-1)?.fields).toEqual({ plan: 'Gold', credit: '12.5' }));
  });

  it('shows what was sent, and its pictures as large as the window', async () => {
    const { user, panel } = await openPanel();
    expect(await within(panel).findByRole('link', { name: /r\.pdf/ })).toHaveAttribute('href', '/media/m2');
    await user.click(within(panel).getByRole('button', { name: /Open picture box\.png/ }));
    expect(await screen.findByRole('img', { name: /Lucía Ferrer/ })).toHaveAttribute('src', '/media/m1');
  });

  it('merges with what was chosen, names as text, and separates again', async () => {
    const { user, panel } = await openPanel();
    await user.click(within(panel).getByRole('button', { name: 'Merge with another contact…' }));
    await user.click(await screen.findByRole('button', { name: /<b>Lucy<\/b>/ }));
    await user.click(await screen.findByRole('radio', { name: '<b>Lucy</b>' }));
    await user.click(screen.getByRole('radio', { name: 'Silver' }));
    await user.click(screen.getByRole('button', { name: 'Merge' }));
    await waitFor(() => expect(posts).toHaveLength(1));
    expect(posts[0]?.path).toBe('merge');
    expect(posts[0]?.key).toMatch(/^[0-9a-f-]{36}$/);
    expect(posts[0]?.body).toEqual({
      with: '+13055550199',
      name: '<b>Lucy</b>',
      notes: 'Mornings',
      fields: { plan: 'Silver' },
      version: 3,
      withVersion: 1,
    });
    await user.click(within(panel).getByRole('button', { name: 'Separate (305) 555-0188…' }));
    expect(panel).toHaveTextContent('(305) 555-0188 becomes a contact of its own again: Lu.');
    await user.click(within(panel).getByRole('button', { name: 'Separate' }));
    await waitFor(() => expect(posts.at(-1)?.body).toEqual({ external: '+13055550188' }));
  });

  it('speaks Spanish', async () => {
    changeSettings({ language: 'es' });
    const user = userEvent.setup();
    openApp('/t/thread-1');
    await user.click(await screen.findByRole('button', { name: 'Contacto' }));
    const panel = await screen.findByRole('complementary', { name: 'Contacto' });
    expect(await within(panel).findByLabelText('Notas')).toHaveValue('Mornings');
    expect(within(panel).getByRole('heading', { name: 'Fotos y archivos' })).toBeVisible();
    expect(within(panel).queryByRole('button', { name: 'Organizar los campos…' })).toBeNull();
  });
});
