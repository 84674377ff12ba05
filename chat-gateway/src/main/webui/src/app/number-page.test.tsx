import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { changeSettings } from '@/shared/settings';
import { openApp, overAFakeGateway } from '@/test/app';
import type { FakeGateway } from '@/test/gateway';
import { aField, aNumber, anOrder, aReport, FakeNumbers, refusal, SUPPORT } from '@/test/numbers';
import { at } from '@/test/samples';

let gateway: FakeGateway;
let fake: FakeNumbers;

overAFakeGateway((fresh) => {
  gateway = fresh;
  gateway.roles = ['manager'];
  fake = new FakeNumbers();
  return fake.handlers;
});

const part = (name: string) => screen.findByRole('region', { name }, { timeout: 5_000 });
const open = (did = SUPPORT) => openApp(`/numbers/${did}`);

describe('the page of a number', () => {
  it('saves name and colour, and shows what the server made of them', async () => {
    const user = userEvent.setup();
    open();
    const card = within(await part('Name and colour'));
    const name = card.getByRole('textbox', { name: 'Name' });
    expect(name).toHaveValue('Soporte Miami');
    expect(card.getByRole('radio', { name: 'Indigo' })).toBeChecked();
    expect(card.getByRole('button', { name: 'Save' })).toBeDisabled();
    await user.clear(name);
    await user.type(name, 'Soporte Sur ');
    await user.click(card.getByRole('radio', { name: 'Teal' }));
    await user.click(card.getByRole('button', { name: 'Save' }));
    expect(await card.findByText('Saved')).toBeVisible();
    expect(fake.asked(`PUT numbers/${SUPPORT}/name`).map(({ body }) => body)).toEqual([
      { name: 'Soporte Sur', color: '#16898f' },
    ]);
    expect(screen.getByRole('heading', { level: 1, name: 'Soporte Sur' })).toBeVisible();
    await user.click(card.getByRole('radio', { name: 'No colour' }));
    await user.click(card.getByRole('button', { name: 'Save' }));
    await waitFor(() =>
      expect(fake.asked(`PUT numbers/${SUPPORT}/name`).at(-1)?.body).toEqual({ name: 'Soporte Sur' }),
    );
  });

  it('shows a refusal at its field and keeps what was typed', async () => {
    const user = userEvent.setup();
    fake.answers[`PUT numbers/${SUPPORT}/name`] = refusal(422, 'invalid-request', 'The request is invalid.', [
      { pointer: '/name', detail: 'is taken by another number' },
    ]);
    open();
    const card = within(await part('Name and colour'));
    const name = card.getByRole('textbox', { name: 'Name' });
    await user.type(name, ' 2{Enter}');
    const alert = await card.findByText('is taken by another number');
    expect(alert).toHaveAttribute('role', 'alert');
    expect(name).toHaveAttribute('aria-invalid', 'true');
    expect(name).toHaveAccessibleDescription(/is taken by another number/);
    expect(name).toHaveValue('Soporte Miami 2');
    expect(card.queryByText(/That did not work/)).not.toBeInTheDocument();
  });

  it('changes its teams by keyboard, and says beforehand who gains and who loses', async () => {
    const user = userEvent.setup();
    open();
    const card = within(await part('Teams'));
    await user.click(await card.findByRole('button', { name: 'Add team sales' }));
    await user.type(card.getByRole('combobox', { name: 'Team' }), 'night shift{Enter}');
    await user.click(card.getByRole('button', { name: 'Take support off' }));
    expect(
      card.getByText('Sees its conversations as soon as you save: sales and night shift.'),
    ).toBeVisible();
    expect(card.getByText('Loses them at that moment, in open windows too: support.')).toBeVisible();
    await user.click(card.getByRole('button', { name: 'Save' }));
    expect(await card.findByText('Saved. Open windows have followed.')).toBeVisible();
    expect(fake.asked(`PUT numbers/${SUPPORT}/teams`)[0]?.body).toEqual({ teams: ['sales', 'night shift'] });
  });

  it('takes no team name that no token can have, and warns when no team is left', async () => {
    const user = userEvent.setup();
    open();
    const card = within(await part('Teams'));
    const team = card.getByRole('combobox', { name: 'Team' });
    await user.type(team, '-x{Enter}');
    expect(card.getByText(/^At most 60 letters/)).toBeVisible();
    expect(team).toHaveAttribute('aria-invalid', 'true');
    await user.click(card.getByRole('button', { name: 'Take support off' }));
    expect(card.getByText('No team: only managers see its conversations.')).toBeVisible();
    fake.answers[`PUT numbers/${SUPPORT}/teams`] = refusal(422, 'invalid-request', 'Invalid.', [
      { pointer: '/teams/0', detail: 'a team needs a name' },
    ]);
    await user.click(card.getByRole('button', { name: 'Save' }));
    expect(await card.findByText('a team needs a name')).toBeVisible();
  });

  it('moves it to a campaign that has room, step by step', async () => {
    const user = userEvent.setup();
    open();
    const card = within(await part('Campaign'));
    const select = card.getByRole('combobox', { name: /Campaign/ });
    await waitFor(() => expect(select).toHaveValue('C0DEMO1'));
    expect(within(select).getByRole('option', { name: /Llena/ })).toBeDisabled();
    await user.selectOptions(select, 'C0SALES');
    await user.click(card.getByRole('button', { name: 'Move' }));
    expect(await part('What is being done')).toHaveTextContent('Moving to another campaign');
    expect(fake.asked(`PUT numbers/${SUPPORT}/campaign`)[0]?.body).toEqual({ campaignId: 'C0SALES' });
    expect(card.getByText('It is being moved.')).toBeVisible();
    expect(select).toBeDisabled();
  });

  it('says at the choice why a campaign did not take it', async () => {
    const user = userEvent.setup();
    fake.answers[`PUT numbers/${SUPPORT}/campaign`] = refusal(
      409,
      'campaign-full',
      'The campaign has 49 numbers already.',
    );
    open();
    const card = within(await part('Campaign'));
    await waitFor(() => expect(card.getByRole('combobox')).toHaveValue('C0DEMO1'));
    await user.selectOptions(card.getByRole('combobox'), '');
    await user.click(card.getByRole('button', { name: 'Take out of its campaign' }));
    expect(await card.findByText(/The campaign has 49 numbers already/)).toBeVisible();
    expect(fake.asked(`PUT numbers/${SUPPORT}/campaign`)[0]?.body).toEqual({ campaignId: null });
  });

  it('goes on without its campaign when that failed, and asks before it is given back', async () => {
    const user = userEvent.setup();
    fake.numbers = [aNumber({ state: 'failed' })];
    fake.orders = [anOrder('provision', SUPPORT, 5, 'failed')];
    open();
    const card = within(await part('What is being done'));
    expect(card.getByText('a ticket is required')).toBeVisible();
    const buttons = card.getAllByRole('button');
    expect(buttons).toHaveLength(3);
    await user.click(buttons[1] ?? document.body);
    await waitFor(() =>
      expect(fake.asked(`POST numbers/${SUPPORT}/order/retry?skipCampaign=true`)).toHaveLength(1),
    );
  });

  it('gives a failed number back at once, once its last four digits are typed', async () => {
    const user = userEvent.setup();
    fake.numbers = [aNumber({ state: 'failed' })];
    fake.orders = [anOrder('provision', SUPPORT, 5, 'failed')];
    open();
    const card = within(await part('What is being done'));
    await user.click(card.getAllByRole('button').at(-1) ?? document.body);
    const dialog = within(await screen.findByRole('dialog', { name: 'Give (786) 555-1234 back?' }));
    expect(dialog.queryByRole('radio')).not.toBeInTheDocument();
    await user.type(dialog.getByRole('textbox'), '1234{Enter}');
    await waitFor(() => expect(fake.asked(`DELETE numbers/${SUPPORT}?now=true`)).toHaveLength(1));
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
  });

  it('compares it with the carrier setting by setting and repairs it', async () => {
    const user = userEvent.setup();
    fake.comparison = {
      did: SUPPORT,
      readAt: at(0),
      owned: true,
      drifted: true,
      fields: [
        aField('sms', 'true', 'true'),
        aField('mms', 'true', 'false'),
        aField('webhook', 'hilo', 'Default'),
        { field: 'campaign', wanted: null, actual: null, same: true },
      ],
    };
    open();
    const card = within(await part('At the carrier'));
    expect(await card.findByText('2 settings are not as they should be.')).toBeVisible();
    const rows = within(card.getByRole('table'))
      .getAllByRole('row')
      .map((row) => row.textContent);
    expect(rows).toEqual([
      'SettingShould beIs',
      'SMSonon',
      'MMSonoff',
      'WebhookhiloDefault',
      'Campaignanythingnot set',
    ]);
    await user.click(card.getByRole('button', { name: 'Repair' }));
    expect(await part('What is being done')).toHaveTextContent('Repair');
    expect(fake.asked(`POST numbers/${SUPPORT}/repair`)[0]?.key).toBeTruthy();
    expect(card.getByRole('button', { name: 'Repairing…' })).toBeDisabled();
  });

  it('says when the carrier cannot be asked, and when it says that the number is not ours', async () => {
    const user = userEvent.setup();
    fake.answers[`GET numbers/${SUPPORT}/drift`] = refusal(
      503,
      'carrier-unavailable',
      'The carrier is silent.',
    );
    open();
    const card = within(await part('At the carrier'));
    expect(await card.findByText('The carrier could not be asked: The carrier is silent.')).toHaveAttribute(
      'role',
      'alert',
    );
    fake.answers = {};
    fake.comparison = { did: SUPPORT, readAt: at(0), owned: false, drifted: true, fields: [] };
    await user.click(card.getByRole('button', { name: 'Ask again' }));
    expect(await card.findByText('The carrier says that this number is not yours.')).toBeVisible();
    expect(card.queryByRole('button', { name: 'Repair' })).not.toBeInTheDocument();
  });

  it('tells how it fares: figures, days in a picture and as a table, and reasons in words', async () => {
    const user = userEvent.setup();
    fake.long = {
      ...aReport({
        silent: { since: at(0), expected: 9 },
        failures: [
          { code: 'undelivered', words: 'UNDELIV', count: 3 },
          { code: 'carrier-content', count: 9 },
          { code: 'brand-new', count: 1 },
        ],
      }),
      days: [
        { day: '2026-11-19', sent: 600, delivered: 590, failed: 2, received: 500 },
        { day: '2026-11-20', sent: 600, delivered: 580, failed: 10, received: 400 },
      ],
    };
    open();
    const card = within(await part('Health'));
    expect(await card.findByText(/^Nothing has come since Friday, November 20/)).toBeVisible();
    expect(card.getByText(/^By its own rhythm .* 9 texts should have come/)).toBeVisible();
    expect(card.getByText('98%')).toBeVisible();
    expect(
      card.getByRole('figure', {
        name: 'Texts per day: 1,200 sent, 12 of them failed, and 900 received in 2 days.',
      }),
    ).toBeInTheDocument();
    await user.click(card.getByText('As a table'));
    const rows = within(card.getByRole('table')).getAllByRole('row');
    expect(rows.map((row) => row.textContent)).toEqual([
      'DaySentDeliveredFailedReceived',
      'Fri, Nov 2060058010400',
      'Thu, Nov 196005902500',
    ]);
    const reasons = [...document.querySelectorAll('[data-reason]')].map((one) => one.textContent);
    expect(reasons).toEqual([
      'The carrier does not accept this content.9',
      'The carrier could not deliver it.UNDELIV3',
      'brand-new1',
    ]);
  });

  it('is given back only when its last four digits are typed', async () => {
    const user = userEvent.setup();
    open();
    const card = within(await part('Give it back'));
    await user.click(card.getByRole('button', { name: 'Give this number back…' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Give (786) 555-1234 back?' }));
    const digits = dialog.getByRole('textbox', { name: 'Its last four digits' });
    await user.type(digits, '1243{Enter}');
    expect(dialog.getByText('These are not its last four digits.')).toHaveAttribute('role', 'alert');
    expect(digits).toHaveFocus();
    expect(fake.calls.some(({ what }) => what.startsWith('DELETE'))).toBe(false);
    await user.clear(digits);
    await user.type(digits, '1234');
    await user.click(dialog.getByRole('button', { name: 'Give back' }));
    await waitFor(() => expect(fake.asked(`DELETE numbers/${SUPPORT}`)).toHaveLength(1));
    const cooling = await part('It is being given back');
    expect(screen.getByRole('group', { name: 'Being given back' })).toHaveFocus();
    expect(within(cooling).getByRole('button', { name: 'Keep it' })).toBeVisible();
  });

  it('says when its cooling period ends, and can be kept or given back at once', async () => {
    const user = userEvent.setup();
    const releaseAt = new Date(Date.now() + 5 * 86_400_000).toISOString();
    fake.numbers = [aNumber({ state: 'releasing', releaseAt })];
    fake.orders = [anOrder('release', SUPPORT)];
    open();
    const cooling = within(await part('It is being given back'));
    expect(cooling.getByText(/\(in 5 days\)/)).toBeVisible();
    await user.click(cooling.getByRole('button', { name: 'Give back now…' }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByText(/^The carrier takes it back at once/)).toBeVisible();
    await user.click(dialog.getByRole('button', { name: 'Cancel' }));
    await user.click(cooling.getByRole('button', { name: 'Keep it' }));
    await waitFor(() =>
      expect(screen.queryByRole('region', { name: 'It is being given back' })).not.toBeInTheDocument(),
    );
    expect(fake.asked(`POST numbers/${SUPPORT}/keep`)[0]?.key).toBeTruthy();
    expect(await screen.findByText('It is yours as before.')).toBeInTheDocument();
  });

  it('leads to its conversations after it was given back, and changes nothing any more', async () => {
    fake.numbers = [aNumber({ state: 'released' })];
    open();
    expect(await screen.findByText(/^This number was given back\./, {}, { timeout: 5_000 })).toBeVisible();
    expect(screen.getByRole('link', { name: 'Its conversations' })).toHaveAttribute(
      'href',
      `/?did=${encodeURIComponent(SUPPORT)}`,
    );
    expect(screen.queryByRole('region', { name: 'Teams' })).not.toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /back…/ })).not.toBeInTheDocument();
  });

  it('says that a number is not one of ours', async () => {
    open('+13055550000');
    expect(await screen.findByText('This number is not one of yours', {}, { timeout: 5_000 })).toBeVisible();
  });

  it('follows what others do with it, and keeps what is being typed here', async () => {
    const user = userEvent.setup();
    changeSettings({ language: 'es' });
    open();
    const card = within(await part('Nombre y color'));
    expect(card.getByRole('textbox', { name: 'Nombre' })).toHaveValue('Soporte Miami');
    await user.type(card.getByRole('textbox', { name: 'Nombre' }), ' 2');
    fake.numbers = [aNumber({ name: 'Cambiado', teams: ['sales'] })];
    const teams = within(await part('Equipos'));
    await user.click(teams.getByRole('button', { name: 'Quitar support' }));
    await user.click(teams.getByRole('button', { name: 'Guardar' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Cambiado' })).toBeVisible();
    expect(card.getByRole('textbox', { name: 'Nombre' })).toHaveValue('Soporte Miami 2');
  });
});
