import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { changeSettings } from '@/shared/settings';
import { openApp, overAFakeGateway } from '@/test/app';
import type { FakeGateway } from '@/test/gateway';
import { FakeWebSocket } from '@/test/gateway';
import { aMessage, aThread, at } from '@/test/samples';

let gateway: FakeGateway;

overAFakeGateway((fresh) => {
  gateway = fresh;
  return [];
});

async function openThread() {
  openApp('/t/thread-1');
  const log = await screen.findByRole('log', { name: 'Messages' }, { timeout: 5_000 });
  await within(log).findByText('Hola');
  return log;
}

const system = (seq: number, body: string, subject?: string) =>
  aMessage({ seq, direction: 'system', body, subject, author: 'leo' });

describe('whose turn it is', () => {
  it('is chosen among those who see the number, by their names and with the keyboard', async () => {
    const user = userEvent.setup();
    await openThread();
    await user.click(screen.getByRole('button', { name: 'Give it to…' }));
    const field = await screen.findByRole('combobox', { name: 'Find a colleague or team' });
    expect(field).toHaveFocus();
    await screen.findByRole('option', { name: /Leo Martín/ });
    await user.keyboard('mart');
    expect(screen.getAllByRole('option').map((option) => option.textContent)).toEqual([
      expect.stringContaining('Leo Martín'),
      expect.stringContaining('Marta'),
    ]);
    await user.keyboard('{ArrowDown}{ArrowUp}{Enter}');
    await waitFor(() => expect(gateway.calls).toContain('put assignee {"assignee":"leo"}'));
    expect(await screen.findByRole('button', { name: 'Assignee: Leo Martín' })).toBeVisible();
  });

  it('may be a team’s', async () => {
    const user = userEvent.setup();
    await openThread();
    await user.click(screen.getByRole('button', { name: 'Give it to…' }));
    await user.click(await screen.findByRole('option', { name: 'Team sales' }));
    await waitFor(() => expect(gateway.calls).toContain('put assignee {"assignee":null,"team":"sales"}'));
    expect(await screen.findByRole('button', { name: 'Assignee: Team sales' })).toBeVisible();
  });

  it('is taken with a key', async () => {
    const user = userEvent.setup();
    await openThread();
    await user.keyboard('m');
    await waitFor(() => expect(gateway.calls).toContain('put assignee {"assignee":"ana"}'));
  });
});

describe('the next one who waits', () => {
  /** Takes the next one, whose turn it was a team's before. */
  async function claimed(formerTeam?: string) {
    const user = userEvent.setup();
    const { readInbound, ...next } = aThread({
      id: 'thread-3',
      external: '+13055550133',
      displayName: 'Rosa',
      assignee: 'ana',
    });
    gateway.threads = [...gateway.threads, { ...next, readInbound }];
    gateway.team.next = { ...next, unread: next.inboundCount - readInbound, formerTeam };
    await openThread();
    await user.keyboard('{Shift>}n{/Shift}');
    await waitFor(() => expect(window.location.pathname).toBe('/t/thread-3'));
    await screen.findByText('Rosa: Taken');
    return { user, next };
  }

  it('is given back to everybody with a key, and the agent is where they were', async () => {
    const { user } = await claimed();
    await user.keyboard('z');
    await waitFor(() => expect(gateway.calls).toContain('put assignee {"assignee":null}'));
    expect(await screen.findByText('Rosa: Given back to everybody')).toBeVisible();
    expect(window.location.pathname).toBe('/t/thread-1');
  });

  it('is given back to the team that had it', async () => {
    const { user } = await claimed('sales');
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(gateway.calls).toContain('put assignee {"assignee":null,"team":"sales"}'));
    expect(await screen.findByText('Rosa: Given to team sales')).toBeVisible();
  });

  it.each([
    ['has an answer', { unanswered: false }],
    ['is a colleague’s', { assignee: 'leo' }],
    ['is closed', { state: 'closed' }],
  ])('is not given back when it %s by now', async (_, change) => {
    const { user, next } = await claimed();
    const thread = { ...next, ...change, displayName: 'Rosa Gil', lastSeq: 9 };
    act(() => FakeWebSocket.last?.say({ type: 'thread', thread }));
    await screen.findByRole('heading', { name: /Rosa Gil/ });
    await user.keyboard('z');
    expect(await screen.findByText('Somebody changed that since. Nothing was undone.')).toBeVisible();
    expect(gateway.calls.filter((call) => call.startsWith('put'))).toEqual([]);
    expect(window.location.pathname).toBe('/t/thread-3');
  });

  it('is taken from the head of the list and opened', async () => {
    const user = userEvent.setup();
    gateway.team.waiting = 3;
    openApp('/');
    const button = await screen.findByRole('button', { name: /Take the next one.*3 are waiting/ });
    const { readInbound, ...next } = aThread({ id: 'thread-2', assignee: 'ana' });
    gateway.team.next = { ...next, unread: next.inboundCount - readInbound };
    await user.click(button);
    await waitFor(() => expect(window.location.pathname).toBe('/t/thread-2'));
  });

  it('is nobody, and says so', async () => {
    const user = userEvent.setup();
    openApp('/');
    await user.click(await screen.findByRole('button', { name: 'Nobody is waiting' }));
    expect(await screen.findByText('Nobody is waiting right now.')).toBeVisible();
  });
});

describe('a conversation for later', () => {
  it('is snoozed until a moment by the clock of the agent', async () => {
    const user = userEvent.setup();
    await openThread();
    await user.click(screen.getByRole('button', { name: 'Snooze' }));
    await user.click(await screen.findByRole('button', { name: /Tomorrow morning/ }));
    await waitFor(() =>
      expect(gateway.calls.find((call) => call.startsWith('put state'))).toMatch(
        /"state":"snoozed","until":"/,
      ),
    );
    expect(await screen.findByRole('button', { name: /Snoozed until/ })).toBeVisible();
  });
});

describe('what was just changed', () => {
  const undone = async (call: string) => {
    await waitFor(() => expect(gateway.calls).toContain(call));
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull());
  };

  it('is taken back with a key, wherever the agent is by then', async () => {
    const user = userEvent.setup();
    await openThread();
    await screen.findByRole('link', { name: /555-0199/ });
    await user.keyboard('e');
    expect(await screen.findByText('Lucía Ferrer: Closed')).toBeVisible();
    await user.keyboard('j');
    await waitFor(() => expect(window.location.pathname).toBe('/t/thread-2'));
    await user.keyboard('z');
    await undone('put state {"state":"open"}');
  });

  it('is taken back with a button that the keyboard reaches, and the focus goes back', async () => {
    const user = userEvent.setup();
    await openThread();
    await user.keyboard('m');
    const button = await screen.findByRole('button', { name: 'Undo' });
    // It stands behind everything else of the page.
    await user.tab({ shift: true });
    await user.tab({ shift: true });
    expect(button).toHaveFocus();
    await user.keyboard('{Enter}');
    await undone('put assignee {"assignee":null}');
    await user.keyboard('m');
    const box = screen.getByRole('textbox', { name: 'Message' });
    act(() => box.focus());
    await user.click(await screen.findByRole('button', { name: 'Undo' }));
    expect(box).toHaveFocus();
  });

  it('is found in the palette too, where single keys are switched off', async () => {
    const user = userEvent.setup();
    changeSettings({ singleKeys: false });
    await openThread();
    await user.click(screen.getByRole('button', { name: 'Close conversation' }));
    await screen.findByText('Lucía Ferrer: Closed');
    await user.keyboard('z');
    await user.keyboard('{Control>}k{/Control}');
    const palette = await screen.findByRole('dialog', { name: 'Find and do' }, { timeout: 8_000 });
    await user.type(within(palette).getByRole('combobox'), 'undo');
    await user.click(await within(palette).findByRole('option', { name: /Undo: Lucía Ferrer: Closed/ }));
    await undone('put state {"state":"open"}');
    changeSettings({ singleKeys: true });
  });

  it('stays as a colleague has it by now', async () => {
    const user = userEvent.setup();
    await openThread();
    await user.keyboard('m');
    await screen.findByText('Lucía Ferrer: Taken');
    const thread = gateway.threads[0];
    act(() =>
      FakeWebSocket.last?.say({ type: 'thread', thread: { ...thread, assignee: 'marta', lastSeq: 9 } }),
    );
    await screen.findByRole('button', { name: 'Assignee: Marta' });
    const changes = () => gateway.calls.filter((call) => call.startsWith('put'));
    const before = changes();
    await user.keyboard('z');
    expect(await screen.findByText('Somebody changed that since. Nothing was undone.')).toBeVisible();
    expect(changes()).toEqual(before);
  });

  it('may be a label, put on from the keyboard', async () => {
    const user = userEvent.setup();
    await openThread();
    await user.keyboard('l');
    const field = await screen.findByRole('combobox', { name: /label/i });
    expect(field).toHaveFocus();
    const [first] = await screen.findAllByRole('option');
    const key = first?.dataset['option'] ?? '';
    await user.keyboard('{Enter}');
    await waitFor(() => expect(gateway.calls).toContain(`put labels {"labels":["${key}"]}`));
    await user.keyboard('{Escape}');
    expect(screen.getByRole('button', { name: 'Labels' })).toHaveFocus();
    await screen.findByRole('button', { name: 'Undo' });
    await user.keyboard('z');
    await undone('put labels {"labels":[]}');
  });
});

describe('the end of a shift', () => {
  it('gives all that an agent has to a colleague, with a line for them', async () => {
    const user = userEvent.setup();
    openApp('/');
    await user.click(await screen.findByRole('button', { name: 'Hand over your conversations' }));
    const dialog = await screen.findByRole('dialog', { name: 'Hand over your conversations' });
    await within(dialog).findByText(/You have 2 open conversations/);
    await user.click(await within(dialog).findByRole('option', { name: /Leo Martín/ }));
    await user.type(within(dialog).getByRole('textbox', { name: 'A note for whoever goes on' }), 'Call back');
    await user.click(within(dialog).getByRole('checkbox', { name: /The snoozed ones too/ }));
    await user.click(within(dialog).getByRole('button', { name: 'Hand over' }));
    expect(await screen.findByText(/2 conversations handed over\. 1 stayed with you/)).toBeVisible();
    expect(gateway.team.wishes).toEqual([{ to: { user: 'leo' }, note: 'Call back', snoozed: true }]);
  });

  it('is taken back as far as nobody went on, and offered again while the server does not', async () => {
    const user = userEvent.setup();
    gateway.team.takeBackAnswers = [() => new Response(null, { status: 503 })];
    changeSettings({ language: 'es' });
    openApp('/');
    await user.click(await screen.findByRole('button', { name: 'Entregar tus conversaciones' }));
    const dialog = await screen.findByRole('dialog', { name: 'Entregar tus conversaciones' });
    await user.click(await within(dialog).findByRole('option', { name: 'Que vuelvan a ser de todos' }));
    await user.click(within(dialog).getByRole('button', { name: 'Entregar' }));
    await screen.findByText(/2 conversaciones entregadas/);
    await user.keyboard('z');
    expect(await screen.findByText(/No se deshizo nada: /)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Deshacer' }));
    expect(
      await screen.findByText('1 conversación vuelve a ser tuya. 1 no: alguien siguió con ella.'),
    ).toBeVisible();
    const wish = { threads: ['thread-1', 'thread-2'], from: null };
    expect(gateway.team.wishes.slice(1)).toEqual([wish, wish]);
    expect(new Set(gateway.team.keys).size).toBe(1);
  });
});

describe('a colleague', () => {
  it('is called by name in a note, with the keyboard', async () => {
    const user = userEvent.setup();
    await openThread();
    await user.click(screen.getByRole('button', { name: 'Internal note' }));
    const box = screen.getByRole('textbox', { name: 'Message' });
    await user.type(box, 'ask @le');
    expect(await screen.findByRole('option', { name: /Leo Martín/ })).toBeVisible();
    await user.keyboard('{Enter}');
    expect(box).toHaveValue('ask @leo ');
    expect(screen.queryByRole('option')).toBeNull();
  });

  it('who calls this agent is told of wherever they are', async () => {
    openApp('/');
    await screen.findByText('Live');
    const thread = aThread({
      id: 'thread-2',
      displayName: 'Rosa',
      lastSeq: 9,
      lastMessageAt: new Date().toISOString(),
      lastMessage: {
        id: 'note',
        direction: 'note',
        status: 'read',
        preview: '@ana, please',
        mediaCount: 0,
        mentions: ['ana'],
      },
    });
    act(() => FakeWebSocket.last?.say({ type: 'thread', thread }));
    expect(
      await screen.findByText(/You are called in the conversation with Rosa: @ana, please/),
    ).toBeVisible();
  });
});

describe('people', () => {
  it('are called by name, also who comes after the page was opened', async () => {
    await openThread();
    await screen.findByText('Live');
    gateway.team.people = [
      ...gateway.team.people,
      {
        user: 'rita',
        name: 'Rita Vidal',
        teams: ['support'],
        roles: ['agent'],
        seenAt: new Date().toISOString(),
      },
    ];
    act(() =>
      FakeWebSocket.last?.say({
        type: 'presence',
        threadId: 'thread-1',
        users: ['ana', 'leo', 'rita', 'bot'],
      }),
    );
    const line = await waitFor(() => {
      const found = document.querySelector('[data-presence]');
      expect(found).toHaveTextContent('Leo Martín, Rita Vidal, and bot are here too');
      return found;
    });
    // Short to the eye.
    expect(line?.querySelector('[title]')).toHaveTextContent(/^Leo, Rita, and bot are here too$/);
    expect(line?.querySelector('[title]')).toHaveAttribute(
      'title',
      'Leo Martín, Rita Vidal, and bot are here too',
    );
  });
});

describe('what the system says', () => {
  it('is put into the reader’s words, and folded when it is much', async () => {
    const user = userEvent.setup();
    changeSettings({ language: 'es' });
    gateway.messages = [
      aMessage({ seq: 1, body: 'Hola' }),
      system(2, 'assigned', 'ana'),
      system(3, 'labelled', 'vip envios'),
      system(4, 'handed-over', 'marta'),
      aMessage({ seq: 5, body: 'Otra', createdAt: at(2) }),
      system(6, 'closed'),
    ];
    openApp('/t/thread-1');
    const log = await screen.findByRole('log', { name: 'Mensajes' }, { timeout: 5_000 });
    expect(await within(log).findByText(/Entregada a Marta · Leo Martín/)).toBeInTheDocument();
    expect(within(log).queryByText(/Le toca a ti/)).toBeNull();
    await user.click(within(log).getByText('2 cambios anteriores'));
    expect(within(log).getByText(/Le toca a ti · Leo Martín/)).toBeInTheDocument();
    expect(within(log).getByText(/Etiqueta VIP y env[ií]os añadida/i)).toBeInTheDocument();
    expect(within(log).getByText(/^Cerrada · Leo Martín/)).toBeInTheDocument();
  });
});
