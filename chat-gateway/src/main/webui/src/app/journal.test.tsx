import { cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { changeSettings } from '@/shared/settings';
import { openApp, overAFakeGateway } from '@/test/app';
import type { FakeGateway } from '@/test/gateway';
import { aDelivery, FakeJournal, HOSTILE, unread } from '@/test/journal';
import { aMessage, at } from '@/test/samples';

let gateway: FakeGateway;
let journal: FakeJournal;

overAFakeGateway((fresh) => {
  gateway = fresh;
  gateway.roles = ['admin'];
  journal = new FakeJournal();
  return journal.handlers;
});

const table = (name: string) => screen.findByRole('table', { name }, { timeout: 5_000 });
const counts = (values: object) => ({
  same: 0,
  changed: 0,
  new: 0,
  stillQuarantined: 0,
  gone: 0,
  ...values,
});

describe('the journal', () => {
  it('is there for administrators only, and says what waits', async () => {
    openApp('/');
    const link = await screen.findByRole('link', { name: 'Journal, 3 things wait for a decision' });
    expect(link).toHaveAttribute('href', '/journal');
    cleanup();

    gateway.roles = ['manager'];
    journal.asked = 0;
    openApp('/journal');
    expect(await screen.findByText('Only for administrators', {}, { timeout: 5_000 })).toBeVisible();
    expect(screen.queryByRole('link', { name: /Journal/ })).not.toBeInTheDocument();
    expect(journal.asked).toBe(0);
    expect(journal.lists).toHaveLength(0);
  });

  it('lists deliveries with what became of them, and filters in the address', async () => {
    const user = userEvent.setup();
    openApp('/journal');
    const rows = within(await table('Deliveries')).getAllByRole('row');
    expect(rows).toHaveLength(3);
    expect(rows[1]).toHaveTextContent(/203\.0\.113\.7.*Text.*\(305\) 330-2277.*Soporte Miami.*Hola/);
    expect(
      within(rows[1] ?? document.body).getByRole('link', { name: 'Show in the conversation' }),
    ).toHaveAttribute('href', '/t/thread-1?message=message-1');
    expect(rows[2]).toHaveTextContent('Folded into another×2');
    expect(Date.now() - Date.parse(journal.lists[0]?.get('from') ?? '')).toBeGreaterThan(86_000_000);

    await user.selectOptions(screen.getByLabelText('Outcome'), 'Folded into another');
    await user.type(screen.getByLabelText('Number'), '305 330 2277{Enter}');
    await waitFor(() => {
      const last = journal.lists.at(-1);
      expect(last?.get('verdict')).toBe('folded');
      expect(last?.get('number')).toBe('305 330 2277');
    });
    expect(window.location.search).toBe('?verdict=folded&number=305+330+2277');
  });

  it('says how far it looked and goes on from there', async () => {
    const user = userEvent.setup();
    journal.listHeaders = {
      'X-Journal-Scanned': '20000',
      'X-Journal-Until': at(0),
      Link: '</api/journal/deliveries?cursor=older>; rel="next"',
    };
    openApp('/journal?kind=group');
    expect(await screen.findByText(/Looked at 20,000 deliveries back to Nov 20/)).toBeVisible();
    journal.listHeaders = {};
    journal.deliveries = [aDelivery({ id: 'd9', preview: 'from before' })];
    await user.click(screen.getByRole('button', { name: 'Go on looking' }));
    expect(await screen.findByText('from before')).toBeVisible();
    expect(journal.lists.at(-1)?.get('cursor')).toBe('older');
  });

  it('says why it could not be read, and that verdicts are unknown', async () => {
    const user = userEvent.setup();
    journal.listAnswer = () =>
      HttpResponse.json(
        { title: 'Invalid', status: 422, errors: [{ pointer: '/number', detail: 'not a phone number' }] },
        { status: 422 },
      );
    openApp('/journal?number=abc');
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The deliveries could not be loaded: not a phone number',
    );
    journal.listAnswer = null;
    journal.listHeaders = { 'X-Journal-Outcomes': 'unavailable' };
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText(/Messaging does not answer right now/)).toBeVisible();
  });

  it('opens a delivery with Enter, shows its bytes as text, and gives the focus back', async () => {
    const user = userEvent.setup();
    openApp('/journal');
    const list = await table('Deliveries');
    const [first] = within(list).getAllByRole('link', { name: /^Delivery of/ });
    first?.focus();
    await user.keyboard('{ArrowDown}{ArrowUp}');
    expect(first).toHaveFocus();
    await user.keyboard('{Enter}');
    const sheet = await screen.findByRole('dialog', { name: 'Delivery' });
    const raw = await within(sheet).findByRole('region', { name: 'As it came' });
    const [body] = [...sheet.querySelectorAll('[data-raw]')];
    expect(body?.textContent).toBe(HOSTILE.replace('\u0000', '\\0'));
    expect(raw).toBeInTheDocument();
    expect(document.querySelector('img[src=x]')).toBeNull();
    expect(within(sheet).getByText('carrier/1')).toBeVisible();
    await user.click(within(sheet).getByRole('button', { name: 'Bytes' }));
    expect(sheet.querySelector('[data-raw=bytes]')).toHaveTextContent(/^000000 7b 22 4d 65 73/);
    await user.click(within(sheet).getByRole('button', { name: 'Older delivery' }));
    expect(window.location.search).toBe('?delivery=d2');
    await user.click(await screen.findByRole('button', { name: 'Close' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
    expect(within(list).getAllByRole('link', { name: /^Delivery of/ })[1]).toHaveFocus();
  });

  it('rehearses a replay over its pages, then replays exactly that', async () => {
    const user = userEvent.setup();
    const item = {
      delivery: 'd1',
      at: at(1),
      change: 'changed',
      before: { kind: 'text', body: 'Hola+amigo' },
      now: { kind: 'text', body: 'Hola amigo <b>' },
      fields: ['body'],
    };
    journal.replayAnswers = [
      { dryRun: true, read: 2_000, counts: counts({ same: 1_999, changed: 1 }), items: [item], next: 'p2' },
      { dryRun: true, read: 10, counts: counts({ same: 10 }), items: [], emitted: 0 },
      {
        dryRun: false,
        read: 2_000,
        counts: counts({ same: 1_999, changed: 1 }),
        items: [item],
        emitted: 1,
        next: 'p2',
      },
      { dryRun: false, read: 10, counts: counts({ same: 10 }), items: [], emitted: 0 },
    ];
    openApp('/journal?range=1h&kind=text');
    await table('Deliveries');
    await user.click(screen.getByRole('button', { name: 'Replay this range…' }));
    const dialog = await screen.findByRole('dialog', { name: 'Replay' });
    expect(await within(dialog).findByText('2,010 deliveries read, nothing changed yet.')).toBeVisible();
    expect(within(dialog).getByText('+').tagName).toBe('DEL');
    expect(within(dialog).getByText('<b>', { exact: false }).tagName).toBe('INS');
    await user.click(within(dialog).getByRole('button', { name: 'Replay 1 delivery' }));
    expect(within(dialog).getByText(/1 delivery reads differently/)).toBeVisible();
    expect(journal.replays).toHaveLength(2);
    await user.click(within(dialog).getByRole('button', { name: 'Yes, replay' }));
    expect(await within(dialog).findByText(/^1 delivery emitted again/)).toBeVisible();

    expect(journal.replays.map(({ body }) => [body['dryRun'], body['cursor'] ?? null])).toEqual([
      [true, null],
      [true, 'p2'],
      [false, null],
      [false, 'p2'],
    ]);
    expect(
      new Set(journal.replays.map(({ body }) => `${String(body['from'])} ${String(body['to'])}`)).size,
    ).toBe(1);
    expect(journal.replays[0]?.body['kind']).toBe('text');
    expect(new Set(journal.replays.map(({ key }) => key)).size).toBe(4);
  });

  it('tells in the server’s words why a replay stopped and goes on with the same key', async () => {
    const user = userEvent.setup();
    openApp('/journal');
    await table('Deliveries');
    await user.click(screen.getAllByRole('checkbox', { name: /^Select Delivery/ })[1] ?? document.body);
    await user.click(screen.getByRole('button', { name: 'Replay selected…' }));
    const dialog = await screen.findByRole('dialog', { name: 'Replay' });
    expect(await within(dialog).findByRole('alert')).toHaveTextContent('The replay stopped: Kafka rests.');
    journal.replayAnswers = [{ dryRun: true, read: 1, counts: counts({ same: 1 }), items: [] }];
    await user.click(within(dialog).getByRole('button', { name: 'Try again from here' }));
    expect(await within(dialog).findByText(/There is nothing to replay/)).toBeVisible();
    expect(within(dialog).queryByRole('button', { name: /^Replay \d/ })).not.toBeInTheDocument();
    expect(journal.replays.map(({ body }) => body['deliveries'])).toEqual([['d2'], ['d2']]);
    expect(journal.replays[0]?.key).toBe(journal.replays[1]?.key);
  });

  it('tries what lies in quarantine again and says what still cannot be read', async () => {
    const user = userEvent.setup();
    journal.redriveAnswer = {
      redriven: 1,
      still: [{ place: 'webhook.quarantine:0:2', reason: 'neither From nor To' }],
      failed: [],
    };
    openApp('/journal/quarantine');
    await table('Quarantine');
    await user.click(screen.getByRole('checkbox', { name: 'Select all shown' }));
    await user.click(screen.getByRole('button', { name: 'Try selected again' }));
    const told = await screen.findByText('1 still cannot be read:');
    expect(told.closest('[role=status]')).toHaveTextContent(/1 went its way\..*neither From nor To/);
    expect(journal.redrives[0]?.body).toEqual({
      places: ['webhook.quarantine:0:1', 'webhook.quarantine:0:2'],
    });
    expect(journal.redrives[0]?.key).toBeTruthy();

    await user.click(screen.getByRole('button', { name: 'Try all open ones again…' }));
    const asking = screen.getByRole('dialog', { name: 'Try all again?' });
    await user.click(within(asking).getByRole('button', { name: 'Yes, try again' }));
    await waitFor(() => expect(journal.redrives[1]?.body).toEqual({ topic: 'webhook.quarantine' }));
  });

  it('dismisses only with a reason', async () => {
    const user = userEvent.setup();
    openApp('/journal/quarantine');
    await table('Quarantine');
    await user.click(screen.getAllByRole('button', { name: /^Dismiss Delivery/ })[0] ?? document.body);
    const dialog = screen.getByRole('dialog', { name: 'Dismiss' });
    await user.click(within(dialog).getByRole('button', { name: 'Dismiss' }));
    expect(within(dialog).getByRole('alert')).toHaveTextContent('Write a reason.');
    expect(journal.dismissals).toHaveLength(0);
    journal.quarantine = [unread('webhook.quarantine:0:2')];
    await user.type(within(dialog).getByRole('textbox'), 'A test of the carrier');
    await user.click(within(dialog).getByRole('button', { name: 'Dismiss' }));
    expect(await screen.findByText('1 dismissed.')).toBeVisible();
    expect(journal.dismissals[0]?.body).toEqual({
      places: ['webhook.quarantine:0:1'],
      note: 'A test of the carrier',
    });
    await waitFor(async () => expect(within(await table('Quarantine')).getAllByRole('row')).toHaveLength(2));
  });

  it('shows dead letters by topic, and a record as it lies there', async () => {
    const user = userEvent.setup();
    changeSettings({ language: 'es' });
    openApp('/journal/letters');
    await user.click(
      await screen.findByRole('link', { name: 'Ver los fallidos de Mensajes entrantes' }, { timeout: 5_000 }),
    );
    expect(window.location.search).toBe('?topic=message.inbound.dlq');
    const list = await table('Mensajes entrantes');
    expect(list).toHaveTextContent('no such event');
    expect(list).toHaveTextContent('message.inbound, partición 3, posición 90');
    await user.click(within(list).getByRole('link', { name: /^Dato de/ }));
    const sheet = await screen.findByRole('dialog', { name: 'Fallido' });
    expect(await within(sheet).findByRole('region', { name: 'Valor' })).toBeInTheDocument();
    expect(sheet.querySelector('[data-raw]')).toHaveTextContent('{"poison":1}');
    await user.click(within(sheet).getByRole('button', { name: 'Cerrar' }));
    expect(within(list).getByRole('link', { name: /^Dato de/ })).toHaveFocus();
  });
});

describe('a message that came more than once', () => {
  it('tells every delivery behind it, and what it said before', async () => {
    const user = userEvent.setup();
    gateway.messages.push(aMessage({ seq: 4, id: 'm4', repeats: 2, body: 'ok' }));
    gateway.stories['m4'] = {
      deliveries: [
        { deliveryId: 'd1', receivedAt: at(4), counted: true },
        { deliveryId: 'd2', receivedAt: at(5), counted: true },
        { deliveryId: 'd3', receivedAt: at(6), counted: false },
      ],
      corrections: [
        { at: at(9), before: 'o+k', media: [{ id: 'p1', state: 'ready', name: 'box.jpg' }] },
        { at: at(10), before: 'ok', movedTo: 'message-2' },
      ],
    };
    openApp('/t/thread-1');
    const log = await screen.findByRole('log', { name: 'Messages' }, { timeout: 5_000 });
    await user.click(await within(log).findByLabelText('The carrier delivered it 2 times'));
    const dialog = await screen.findByRole('dialog', { name: 'History of this message' });
    const told = (await within(dialog).findAllByRole('listitem')).map((item) => item.textContent);
    expect(told[0]).toMatch(/^Delivery 1, counted/);
    expect(told[1]).toMatch(/^Delivery 2, counted/);
    expect(told[2]).toMatch(/^Repeat of the carrier \(same reference\), not counted/);
    expect(told[3]).toMatch(/^Corrected after it was read again.*o\+kAttachments before: box\.jpg$/);
    expect(told[4]).toMatch(/^It belongs to another conversation/);
    expect(await within(dialog).findByRole('link', { name: 'Show it there' })).toHaveAttribute(
      'href',
      '/t/thread-1?message=message-2',
    );
    expect(within(dialog).getAllByRole('link', { name: 'Raw delivery' })[1]).toHaveAttribute(
      'href',
      '/journal?range=all&delivery=d2',
    );
  });

  it('keeps raw deliveries from everybody but administrators', async () => {
    const user = userEvent.setup();
    gateway.roles = ['agent'];
    gateway.messages.push(aMessage({ seq: 4, id: 'm4', repeats: 2, body: 'ok' }));
    gateway.stories['m4'] = { deliveries: [{ deliveryId: 'd1', receivedAt: at(4), counted: true }] };
    openApp('/t/thread-1');
    const log = await screen.findByRole('log', { name: 'Messages' }, { timeout: 5_000 });
    await user.click(await within(log).findByLabelText('The carrier delivered it 2 times'));
    const dialog = await screen.findByRole('dialog', { name: 'History of this message' });
    expect(await within(dialog).findByText('Delivery 1, counted')).toBeVisible();
    expect(within(dialog).queryByRole('link')).not.toBeInTheDocument();
  });
});
