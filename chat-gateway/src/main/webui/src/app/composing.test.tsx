import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { changeSettings } from '@/shared/settings';
import { openApp, overAFakeGateway } from '@/test/app';
import type { FakeGateway } from '@/test/gateway';
import { aMessage, at } from '@/test/samples';

let gateway: FakeGateway;
let numbers: object[];

overAFakeGateway((fresh) => {
  gateway = fresh;
  numbers = [{ did: '+17865551234', name: 'Soporte Miami', state: 'active' }];
  return [
    http.get('/api/me', () =>
      HttpResponse.json({ user: 'ana', name: 'Ana', roles: gateway.roles, teams: ['support'], numbers }),
    ),
  ];
});

async function openThread() {
  openApp('/t/thread-1');
  const log = await screen.findByRole('log', { name: 'Messages' }, { timeout: 5_000 });
  await within(log).findByText('Hola');
  const box = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Message' });
  return { user: userEvent.setup(), log, box };
}

function bubbleOf(log: HTMLElement, words: string): HTMLElement {
  const bubble = within(log).getByText(words).closest('article');
  if (bubble === null) {
    throw new Error(`no bubble says ${words}`);
  }
  return bubble;
}

/** The day's own line; the one that floats above has the same name but comes later. */
function dayLine(log: HTMLElement): HTMLElement {
  const line = log.querySelector<HTMLElement>('[data-day] button');
  if (line === null) {
    throw new Error('no day has a line');
  }
  return line;
}

describe('a text that was just sent', () => {
  it('is in its place at once and can be taken back until it leaves', async () => {
    const { user, log, box } = await openThread();
    changeSettings({ undoSend: true });
    await user.type(box, 'Salimos mañana{Enter}');
    expect(box).toHaveValue('');
    const bubble = bubbleOf(log, 'Salimos mañana');
    expect(within(bubble).getByText('Leaves in a moment')).toBeVisible();
    await user.click(within(log).getByRole('button', { name: 'Undo sending “Salimos mañana”' }));
    expect(within(log).queryByText('Salimos mañana')).not.toBeInTheDocument();
    expect(box).toHaveValue('Salimos mañana');
    expect(box).toHaveFocus();
    await user.clear(box);
    await user.type(box, 'Salimos hoy{Enter}');
    await user.keyboard('{Control>}z{/Control}');
    expect(box).toHaveValue('Salimos hoy');
    expect(gateway.sent).toEqual([]);
  });

  it('leaves at once when the page is put away', async () => {
    const { user, box } = await openThread();
    changeSettings({ undoSend: true });
    await user.type(box, 'Hasta luego{Enter}');
    expect(gateway.sent).toEqual([]);
    act(() => {
      window.dispatchEvent(new Event('pagehide'));
    });
    await waitFor(() => expect(gateway.sent).toHaveLength(1));
    expect(gateway.sent[0]?.body).toMatchObject({ body: 'Hasta luego' });
  });

  it('leaves at once when undo is switched off', async () => {
    const { user, box } = await openThread();
    await user.type(box, 'Ya{Enter}');
    await waitFor(() => expect(gateway.sent).toHaveLength(1));
  });
});

describe('what a text costs', () => {
  it('marks what forces UCS-2, and offers to change exactly that', async () => {
    gateway.sending = [
      {
        did: '+17865551234',
        dayUsed: 0,
        waiting: { live: 0, bulk: 0 },
        price: { currency: 'USD', segment: 0.0075, mms: 0.02 },
      },
    ];
    const { user, box } = await openThread();
    await user.click(box);
    await user.paste('Ven “mañana” a las 5…');
    expect([...document.querySelectorAll('[data-marks] mark')].map((mark) => mark.textContent)).toEqual([
      '“',
      '”',
      '…',
    ]);
    expect(screen.getByText(/Because of ““” this text holds 70 characters/)).toBeVisible();
    expect(await screen.findByText('about $0.0075')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Make it GSM…' }));
    const offer = await screen.findByRole('dialog', { name: 'Without special characters' });
    expect(
      within(offer)
        .getAllByRole('listitem')
        .map((item) => item.querySelector('.sr-only')?.textContent),
    ).toEqual(['“ becomes "', '” becomes "', '… becomes ...']);
    await user.click(within(offer).getByRole('button', { name: 'Change the text' }));
    expect(box).toHaveValue('Ven "mañana" a las 5...');
    expect(document.querySelector('[data-marks]')).toBeNull();
  });

  it('is refused before it is sent when it is too long', async () => {
    const { user, box } = await openThread();
    await user.click(box);
    await user.paste('a'.repeat(1_600));
    expect(screen.getByText('Too long: 11 of at most 10 segments.')).toBeVisible();
    await user.keyboard('{Enter}');
    expect(box.value).toHaveLength(1_600);
    expect(gateway.sent).toEqual([]);
  });

  it('cannot be that of an MMS when the number sends none', async () => {
    numbers = [{ did: '+17865551234', name: 'Soporte Miami', state: 'active', mmsEnabled: false }];
    const { user, box } = await openThread();
    await user.type(box, 'Hola');
    expect(screen.getByRole('switch', { name: 'As MMS' })).toHaveAttribute('aria-disabled', 'true');
    expect(screen.getByRole('button', { name: 'This number cannot send images.' })).toBeDisabled();
    const picture = new File([new Uint8Array(10)], 'a.png', { type: 'image/png' });
    fireEvent.paste(box, { clipboardData: { files: [picture], getData: () => '' } });
    expect(await screen.findByRole('alert')).toHaveTextContent('This number cannot send images.');
  });
});

describe('a number that cannot send', () => {
  it.each([
    ['releasing', 'This number is about to be given back.'],
    ['provisioning', 'This number is still being set up.'],
    ['failed', 'Setting this number up failed.'],
  ])('(%s) says so, and leaves room for notes', async (state, words) => {
    numbers = [{ did: '+17865551234', name: 'Soporte Miami', state }];
    const { user, box } = await openThread();
    expect(screen.getByText(words)).toBeVisible();
    expect(screen.getByText(/a manager has to see to the number/)).toBeVisible();
    expect(box).toHaveAttribute('readonly');
    await user.click(screen.getByRole('button', { name: 'Internal note' }));
    expect(box).not.toHaveAttribute('readonly');
  });

  it('leads a manager to it', async () => {
    gateway.roles = ['manager'];
    numbers = [{ did: '+17865551234', name: 'Soporte Miami', state: 'active', smsEnabled: false }];
    await openThread();
    expect(screen.getByRole('link', { name: 'Open the number' })).toHaveAttribute(
      'href',
      '/numbers/%2B17865551234',
    );
  });
});

describe('a message', () => {
  it('is quoted at the beginning of the answer', async () => {
    const { user, log, box } = await openThread();
    await user.type(box, 'Sí');
    const bubble = bubbleOf(log, 'Hola');
    await user.click(await within(bubble).findByRole('button', { name: 'Quote in the answer' }));
    expect(box).toHaveValue('"Hola"\nSí');
    expect(box).toHaveFocus();
  });

  it('is copied as it was written', async () => {
    const { user, log } = await openThread();
    const bubble = bubbleOf(log, 'Hola');
    await user.click(await within(bubble).findByRole('button', { name: 'Copy text' }));
    expect(await within(bubble).findByText('Copied.')).toBeInTheDocument();
    expect(await navigator.clipboard.readText()).toBe('Hola');
  });
});

describe('a date', () => {
  it('is gone to by the day’s own line', async () => {
    gateway.messages = Array.from({ length: 4 }, (_, index) =>
      aMessage({ seq: index + 1, body: `day ${index}`, createdAt: at(index * 24 * 60) }),
    );
    gateway.messages[0] = { ...(gateway.messages[0] ?? aMessage()), body: 'Hola' };
    const { user, log } = await openThread();
    const line = dayLine(log);
    await user.click(line);
    const dialog = screen.getByRole('dialog', { name: 'Jump to a date' });
    const date = within(dialog).getByLabelText('Date');
    expect(date).toHaveFocus();
    fireEvent.change(date, { target: { value: '2026-11-22' } });
    await user.click(within(dialog).getByRole('button', { name: 'Go there' }));
    const midnight = new Date(2026, 10, 22).toISOString();
    await waitFor(() => expect(gateway.calls).toContain(`at ${midnight}`));
    await waitFor(() => expect(dialog).not.toBeInTheDocument());
  });

  it('after the last message is said to be so, and Escape closes', async () => {
    const { user, log } = await openThread();
    const line = dayLine(log);
    await user.click(line);
    await user.click(screen.getByRole('button', { name: 'Today' }));
    expect(await screen.findByText('Nothing was written on this day or later.')).toBeVisible();
    await user.click(line);
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('dialog', { name: 'Jump to a date' })).not.toBeInTheDocument();
    expect(line).toHaveFocus();
  });
});

describe('a new conversation', () => {
  const lucia = { external: '+13053302277', name: 'Lucía Ferrer', numbers: ['+13053302277', '+13055550111'] };

  async function begin() {
    const user = userEvent.setup();
    gateway.contacts = [lucia, { external: '+13055550177', numbers: [] }];
    openApp('/');
    await user.click(await screen.findByRole('button', { name: 'New conversation' }));
    const dialog = await screen.findByRole('dialog', { name: 'New conversation' }, { timeout: 8_000 });
    const suggestions = () => within(dialog).queryByRole('listbox', { name: 'Suggestions' });
    const suggested = async () =>
      within(await within(dialog).findByRole('listbox', { name: 'Suggestions' })).findAllByRole('option');
    return { user, dialog, suggestions, suggested, to: within(dialog).getByRole('combobox', { name: 'To' }) };
  }

  it('is begun with somebody who is found by name, with the keyboard, at any number of theirs', async () => {
    const { user, dialog, suggested, to } = await begin();
    expect(to).toHaveFocus();
    await user.keyboard('luc');
    const options = await suggested();
    expect(options.map((option) => option.textContent)).toEqual([
      'Lucía Ferrer(305) 330-2277',
      'Lucía Ferrer(305) 555-0111',
      '(305) 555-0177',
    ]);
    expect(to).toHaveAttribute('aria-expanded', 'true');
    expect(within(dialog).getByText('3 contacts fit')).toBeInTheDocument();
    await user.keyboard('{ArrowDown}{ArrowDown}');
    expect(to).toHaveAttribute('aria-activedescendant', options[1]?.id);
    await user.keyboard('{Enter}');
    expect(to).toHaveValue('(305) 555-0111');
    expect(to).toHaveAttribute('aria-expanded', 'false');
    expect(to).toHaveAccessibleDescription(/Lucía Ferrer · \(305\)\s555-0111/);
    await user.type(within(dialog).getByRole('textbox', { name: 'Message' }), 'Hola');
    await user.click(within(dialog).getByRole('button', { name: 'Send' }));
    await waitFor(() => expect(gateway.sent[0]?.body).toMatchObject({ to: '+13055550111', body: 'Hola' }));
  });

  it('keeps what was written when the suggestions are sent away, and needs none for a number', async () => {
    const { user, dialog, suggestions, suggested, to } = await begin();
    await user.keyboard('305');
    await suggested();
    await user.keyboard('{Escape}');
    expect(suggestions()).toBeNull();
    expect(dialog).toBeVisible();
    expect(to).toHaveValue('305');
    await user.keyboard(' 330 2277');
    await waitFor(() => expect(to).toHaveAccessibleDescription(/Lucía Ferrer · \(305\)\s330-2277/));
    expect(suggestions()).toBeNull();
  });
});
