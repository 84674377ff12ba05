import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { changeSettings } from '@/shared/settings';
import { openApp, overAFakeGateway } from '@/test/app';
import type { FakeGateway } from '@/test/gateway';
import {
  aDrift,
  aField,
  aNumber,
  anOrder,
  aReport,
  FakeNumbers,
  refusal,
  SALES,
  SUPPORT,
} from '@/test/numbers';
import { at } from '@/test/samples';

let gateway: FakeGateway;
let fake: FakeNumbers;

overAFakeGateway((fresh) => {
  gateway = fresh;
  gateway.roles = ['manager'];
  fake = new FakeNumbers();
  return fake.handlers;
});

const PATIENCE = { timeout: 5_000 };
const table = (name = 'Numbers') => screen.findByRole('table', { name }, PATIENCE);
const dids = () =>
  [...document.querySelectorAll('[role=table] [data-did]')].map((row) => row.getAttribute('data-did'));
const row = (did: string): HTMLElement => {
  const found = document.querySelector<HTMLElement>(`[role=table] [data-did="${did}"]`);
  expect(found).not.toBeNull();
  return found ?? document.body;
};

describe('the numbers', () => {
  it('are for managers only: an agent is told so and nothing is asked', async () => {
    gateway.roles = ['agent'];
    openApp('/numbers');
    expect(await screen.findByText('Only for managers', {}, PATIENCE)).toBeVisible();
    expect(screen.getByRole('link', { name: 'Back to the inbox' })).toHaveAttribute('href', '/');
    expect(fake.calls).toEqual([]);
    expect(screen.queryByRole('link', { name: 'Numbers' })).not.toBeInTheDocument();
  });

  it('stand in a table with all that is known of them', async () => {
    fake.drift = { ...fake.drift, numbers: [aDrift(SALES, [aField('mms', 'true', 'false')])] };
    fake.reports = [
      aReport({ silent: { since: at(0), expected: 9 } }),
      aReport({ did: SALES, sent: 0, failed: 0, receiptsRatio: null }),
    ];
    fake.orders = [anOrder('repair', SALES, 3)];
    openApp('/numbers');
    const list = await table();
    await waitFor(() => expect(row(SALES)).toHaveTextContent('Differs'));
    expect(within(list).getAllByRole('row')).toHaveLength(3);
    const support = row(SUPPORT);
    expect(within(support).getByRole('link', { name: /Soporte Miami/ })).toHaveAttribute(
      'href',
      `/numbers/${SUPPORT}`,
    );
    expect(support).toHaveTextContent('(786) 555-1234');
    expect(support).toHaveTextContent('support');
    expect(support).toHaveTextContent('Atención');
    expect(support).toHaveTextContent('1,200 sent · 98% with receipt');
    expect(support).toHaveTextContent('12 failed');
    expect(support).toHaveTextContent('Silent since Nov 20');
    expect(support.querySelector('[data-color="#6663d6"]')).not.toBeNull();
    expect(row(SALES)).toHaveTextContent('Active3 of 5');
    expect(row(SALES)).toHaveTextContent('Nothing sent');
    expect(within(row(SALES)).getByText('off')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Get a number' })).toHaveAttribute('href', '/numbers/new');
    expect(screen.getByRole('link', { name: 'Import…' })).toHaveAttribute('href', '/numbers/import');
    const tabs = screen.getByRole('navigation', { name: 'Parts of the numbers' });
    expect(within(tabs).getByRole('link', { name: 'Differences' })).toHaveAttribute('href', '/numbers/drift');
    expect(within(tabs).getByRole('link', { name: 'Account' })).toHaveAttribute('href', '/numbers/account');
  });

  it('are found by any way to write a number, and what narrows them stands in the address', async () => {
    const user = userEvent.setup();
    openApp('/numbers');
    await table();
    await user.type(screen.getByRole('searchbox', { name: 'Search numbers' }), '786-555-01');
    await waitFor(() => expect(dids()).toEqual([SALES]));
    expect(window.location.search).toBe('?q=786-555-01');
    await user.keyboard('{Escape}');
    await waitFor(() => expect(dids()).toHaveLength(2));
    await user.selectOptions(screen.getByLabelText('Team'), 'support');
    await waitFor(() => expect(dids()).toEqual([SUPPORT]));
    await user.selectOptions(screen.getByLabelText('Campaign'), 'No campaign');
    expect(await screen.findByText('No number fits')).toBeVisible();
    expect(window.location.search).toBe('?team=support&campaign=-');
    await user.click(screen.getByRole('button', { name: 'Reset' }));
    await waitFor(() => expect(dids()).toHaveLength(2));
    expect(window.location.search).toBe('');
  });

  it('can be gone through with the arrows and opened with Enter', async () => {
    const user = userEvent.setup();
    openApp('/numbers');
    await table();
    within(row(SUPPORT)).getByRole('link').focus();
    await user.keyboard('{ArrowDown}');
    expect(within(row(SALES)).getByRole('link')).toHaveFocus();
    await user.keyboard('{ArrowDown}{Home}');
    expect(within(row(SUPPORT)).getByRole('link')).toHaveFocus();
    await user.keyboard('{End}{Enter}');
    expect(window.location.pathname).toBe(`/numbers/${SALES}`);
  });

  it('show those that were given back by themselves', async () => {
    const user = userEvent.setup();
    fake.numbers.push(aNumber({ did: '+13055550120', name: 'Antiguo', state: 'released' }));
    openApp('/numbers');
    await table();
    expect(dids()).not.toContain('+13055550120');
    await user.click(screen.getByRole('button', { name: 'Given back' }));
    await table('Given back');
    expect(dids()).toEqual(['+13055550120']);
    expect(window.location.search).toBe('?show=released');
    expect(screen.queryByLabelText('State')).not.toBeInTheDocument();
  });

  it('say what is under way on top, what has failed first, and let it go on', async () => {
    const user = userEvent.setup();
    const cooling = '+19545550199';
    fake.numbers.push(aNumber({ did: cooling, name: 'Verano', state: 'releasing' }));
    fake.orders = [
      anOrder('repair', SALES, 2),
      anOrder('release', cooling, 1),
      anOrder('adopt', SUPPORT, 5, 'failed'),
    ];
    openApp('/numbers');
    const section = await screen.findByRole('region', { name: 'Under way' }, PATIENCE);
    const items = within(section)
      .getAllByRole('listitem')
      .filter((item) => item.hasAttribute('data-order-of'));
    expect(items.map((item) => item.getAttribute('data-order-of'))).toEqual([SUPPORT, SALES]);
    await user.click(within(items[0] ?? document.body).getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(fake.asked(`POST numbers/${SUPPORT}/order/retry`)).toHaveLength(1));
    expect(fake.asked(`POST numbers/${SUPPORT}/order/retry`)[0]?.key).toBeTruthy();
  });

  it('say that there are none and how to get one', async () => {
    fake.numbers = [];
    fake.reports = [];
    openApp('/numbers');
    expect(await screen.findByText('No numbers yet', {}, PATIENCE)).toBeVisible();
    expect(screen.getAllByRole('link', { name: 'Get a number' })).toHaveLength(2);
  });

  it('say in the server’s words why they could not be read, in Spanish too', async () => {
    const user = userEvent.setup();
    changeSettings({ language: 'es' });
    fake.answers['GET numbers'] = refusal(403, 'forbidden', 'Pregunta a un administrador.');
    openApp('/numbers');
    expect(await screen.findByRole('alert', {}, PATIENCE)).toHaveTextContent(
      'No se pudieron cargar los números: Pregunta a un administrador.',
    );
    delete fake.answers['GET numbers'];
    await user.click(screen.getByRole('button', { name: 'Reintentar' }));
    expect(within(await table('Números')).getAllByRole('row')).toHaveLength(3);
    expect(row(SUPPORT)).toHaveTextContent(/1,200 enviados · 98\s?% con acuse/);
  });

  it('are shown without their figures when those cannot be read', async () => {
    fake.answers['GET reports/numbers?days=7'] = refusal(404, 'not-found', 'No.');
    openApp('/numbers');
    await table();
    expect(await screen.findByText('The figures of the last 7 days cannot be read right now.')).toBeVisible();
    expect(row(SUPPORT)).toHaveTextContent('Active');
  });
});
