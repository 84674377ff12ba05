import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { beforeEach, describe, expect, it } from 'vitest';
import { openApp, overAFakeGateway } from '@/test/app';
import { FakeWebSocket } from '@/test/gateway';
import { someLabels, someTemplates } from '@/test/workspace';

const asked: string[] = [];
let labels = [...someLabels];

async function noted(request: Request): Promise<void> {
  const { pathname } = new URL(request.url);
  const body = request.method === 'DELETE' ? '' : ` ${JSON.stringify(await request.json())}`;
  asked.push(`${request.method} ${pathname}${body}`);
}

const hours = {
  team: 'support',
  zone: 'America/New_York',
  days: { mon: [{ from: '09:00', to: '17:00' }] },
  holidays: [],
  version: 1,
};

const overAManagersGateway = () =>
  overAFakeGateway((gateway) => {
    gateway.roles = ['manager'];
    asked.length = 0;
    labels = [...someLabels];
    return [
      http.get('/api/labels', () => HttpResponse.json(labels)),
      http.post('/api/labels', async ({ request }) => {
        await noted(request.clone());
        const body = (await request.json()) as { name: string; color: string };
        if (body.name === 'VIP') {
          return HttpResponse.json(
            {
              type: 'https://hilo.dev/problems/invalid-request',
              status: 422,
              errors: [{ pointer: '/name', detail: 'another label has this name' }],
            },
            { status: 422 },
          );
        }
        const label = { ...body, key: 'night', position: 2, version: 0, threads: 0 };
        labels = [...labels, label];
        return HttpResponse.json(label, { status: 201 });
      }),
      http.put('/api/labels/:key', async ({ request }) => {
        await noted(request);
        return HttpResponse.json({ ...someLabels[0] });
      }),
      http.delete('/api/labels/:key', async ({ request }) => {
        await noted(request);
        return new HttpResponse(null, { status: 204 });
      }),
      http.post('/api/templates', async ({ request }) => {
        await noted(request);
        return HttpResponse.json(someTemplates[0], { status: 201 });
      }),
      http.get('/api/teams', () => HttpResponse.json([{ name: 'support', dids: ['+17865551234'], hours }])),
      http.get('/api/teams/:team/hours', () => HttpResponse.json(hours)),
      http.put('/api/teams/:team/hours', async ({ request }) => {
        await noted(request);
        return HttpResponse.json({ ...hours, version: 2 });
      }),
      http.get('/api/audit', ({ request }) => {
        asked.push(new URL(request.url).search);
        return HttpResponse.json([
          {
            id: '1',
            at: '2026-11-20T09:00:00Z',
            user: 'marta',
            what: 'label.changed',
            subject: 'vip',
            before: { name: 'Vip', color: 'grey' },
            after: { name: 'VIP', color: 'grey' },
          },
        ]);
      }),
    ];
  });

describe('the labels of the workspace', () => {
  overAManagersGateway();
  beforeEach(() => {
    openApp('/workspace');
  });

  it('are made, refused where they cannot be, moved and deleted', async () => {
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: 'New label' }));
    const name = await screen.findByRole('textbox', { name: 'Name' });
    await user.type(name, 'VIP');
    await user.click(screen.getByRole('radio', { name: 'Purple' }));
    await user.click(screen.getByRole('button', { name: 'Create' }));
    expect(await screen.findByText('another label has this name')).toBeInTheDocument();
    expect(name).toHaveAttribute('aria-invalid', 'true');
    await user.clear(name);
    await user.type(name, 'Night{Enter}');
    await waitFor(() => expect(asked).toContain('POST /api/labels {"name":"Night","color":"purple"}'));
    const list = await screen.findByRole('list', { name: 'Labels in their order' });
    await waitFor(() => expect(within(list).getByText('Night')).toBeInTheDocument());

    await user.click(screen.getByRole('button', { name: 'Move Billing up' }));
    await waitFor(() =>
      expect(asked).toContain('PUT /api/labels/billing {"name":"Billing","color":"blue","position":0}'),
    );
    await user.click(screen.getByRole('button', { name: 'Delete VIP' }));
    const dialog = await screen.findByRole('dialog', { name: 'Delete the label VIP?' });
    expect(dialog).toHaveTextContent('It disappears from 1 conversation.');
    await user.click(within(dialog).getByRole('button', { name: 'Delete' }));
    await waitFor(() => expect(asked).toContain('DELETE /api/labels/vip'));
  });

  it('change on the open page when the server says so', async () => {
    const list = await screen.findByRole('list', { name: 'Labels in their order' });
    expect(within(list).queryByText('Nights')).toBeNull();
    labels = [
      ...labels,
      { key: 'nights', name: 'Nights', color: 'teal', position: 2, version: 0, threads: 0 },
    ];
    FakeWebSocket.last?.say({ type: 'workspace', what: 'labels', cursor: 'c2' });
    expect(await within(list).findByText('Nights')).toBeInTheDocument();
  });
});

describe('the templates of the workspace', () => {
  overAManagersGateway();

  it('are written with variables and previewed for who is known and who is not', async () => {
    openApp('/workspace/templates');
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: 'New template' }));
    await user.type(await screen.findByRole('textbox', { name: 'Title' }), 'Thanks');
    await user.type(screen.getByRole('textbox', { name: 'Shortcut' }), 'thank you');
    expect(screen.getByRole('textbox', { name: 'Shortcut' })).toHaveValue('thank-you');
    await user.selectOptions(screen.getByRole('combobox', { name: 'For' }), 'support');
    await user.type(screen.getByRole('textbox', { name: 'Text' }), 'Thanks, ');
    await user.click(screen.getByRole('button', { name: 'contact’s first name' }));
    expect(screen.getByRole('textbox', { name: 'Text' })).toHaveValue('Thanks, {{contact.first}}');
    expect(screen.getByRole('group', { name: 'As a contact gets it' })).toHaveTextContent('Thanks, Name');
    expect(screen.getByRole('group', { name: 'Without a name' }).querySelector('mark')).toHaveTextContent(
      '{{contact.first}}',
    );
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() =>
      expect(asked).toContain(
        'POST /api/templates {"team":"support","shortcut":"thank-you","title":"Thanks","body":"Thanks, {{contact.first}}"}',
      ),
    );
  });
});

describe('the hours of the workspace', () => {
  overAManagersGateway();

  it('are edited as a week with holidays', async () => {
    openApp('/workspace/hours');
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: 'Edit: support' }));
    const dialog = await screen.findByRole('dialog', { name: 'Hours of support' });
    await user.click(await within(dialog).findByRole('button', { name: 'Add hours on Monday' }));
    await user.click(within(dialog).getByRole('button', { name: 'Add a holiday' }));
    await user.type(within(dialog).getByLabelText('Date'), '2026-12-25');
    await user.click(within(dialog).getByRole('button', { name: 'Save' }));
    await waitFor(() =>
      expect(asked).toContain(
        'PUT /api/teams/support/hours {"zone":"America/New_York","days":{"mon":[{"from":"09:00","to":"17:00"},{"from":"17:00","to":"24:00"}]},"holidays":[{"date":"2026-12-25","name":""}],"version":1}',
      ),
    );
  });
});

describe('the changes of the workspace', () => {
  overAManagersGateway();

  it('say who, what, and how it was before, and can be narrowed', async () => {
    openApp('/workspace/audit');
    const user = userEvent.setup();
    const table = await screen.findByRole('table', { name: 'Changes, newest first' });
    expect(await within(table).findByText('Marta')).toHaveAttribute('title', 'marta');
    expect(table).toHaveTextContent('changed the label vip');
    expect(within(table).getByText('Vip').closest('del')).not.toBeNull();
    expect(within(table).queryByText('grey')).toBeNull();
    await user.selectOptions(screen.getByRole('combobox', { name: 'What' }), 'Templates');
    await waitFor(() => expect(asked).toContain('?what=template'));
    await user.type(screen.getByRole('searchbox', { name: 'Who' }), 'root{Enter}');
    await waitFor(() => expect(asked).toContain('?what=template&user=root'));
    await user.clear(screen.getByRole('searchbox', { name: 'Who' }));
    await user.type(screen.getByRole('searchbox', { name: 'Who' }), 'leo martin{Enter}');
    await waitFor(() => expect(asked).toContain('?what=template&user=leo'));
  });
});

describe('the workspace', () => {
  overAFakeGateway(() => []);

  it('is for managers', async () => {
    openApp('/workspace');
    expect(await screen.findByText('Only for managers')).toBeInTheDocument();
    expect(screen.queryByRole('link', { name: 'Workspace' })).toBeNull();
  });
});
