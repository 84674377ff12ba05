import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { changeSettings } from '@/shared/settings';
import { openApp, overAFakeGateway } from '@/test/app';
import { aDrift, aField, FakeNumbers, refusal, SALES, SUPPORT } from '@/test/numbers';
import { at } from '@/test/samples';

const LOST = '+13055550120';
let fake: FakeNumbers;

overAFakeGateway((gateway) => {
  gateway.roles = ['manager'];
  fake = new FakeNumbers();
  return fake.handlers;
});

const PATIENCE = { timeout: 5_000 };
const three = () => [
  aDrift(SUPPORT, [aField('sms', 'true', 'true'), aField('mms', 'true', 'false')]),
  aDrift(SALES, [aField('webhook', 'hilo', 'Default'), aField('campaign', 'C0DEMO1', null)]),
  aDrift(LOST, [], false),
];
const fields = () =>
  [...document.querySelectorAll('[data-did] [data-field]')].map(
    (row) => `${row.closest('[data-did]')?.getAttribute('data-did') ?? ''} ${row.textContent}`,
  );

describe('the differences', () => {
  it('stand number by number with exactly the settings that differ', async () => {
    fake.drift = { checkedAt: at(0), complete: false, unmanaged: 12, numbers: three() };
    openApp('/numbers/drift');
    expect(await screen.findByText('3 numbers differ', {}, PATIENCE)).toBeVisible();
    expect(fields()).toEqual([
      `${SUPPORT} MMSonoff`,
      `${SALES} WebhookhiloDefault`,
      `${SALES} CampaignC0DEMO1not set`,
    ]);
    expect(screen.getByText(/^Compared .* ago \(Nov 20, 2026/)).toBeVisible();
    expect(screen.getByText(/^The carrier’s list may have been cut off/)).toBeVisible();
    expect(
      screen.getByText('12 numbers of the account are not managed here.', { exact: false }),
    ).toBeVisible();
    expect(screen.getByRole('link', { name: 'Look at them' })).toHaveAttribute('href', '/numbers/import');
    expect(screen.getByText('1 is not yours at the carrier and cannot be repaired.')).toBeVisible();
  });

  it('are repaired one by one, and what was not accepted is said with its reason', async () => {
    const user = userEvent.setup();
    fake.drift = { checkedAt: at(0), complete: true, unmanaged: 0, numbers: three() };
    fake.answers[`POST numbers/${SUPPORT}/repair`] = refusal(
      409,
      'number-busy',
      'Something else is under way.',
    );
    openApp('/numbers/drift');
    await user.click(await screen.findByRole('button', { name: 'Repair all 2' }, PATIENCE));
    expect(await screen.findByText('1 was not accepted:')).toBeVisible();
    expect(screen.getByText(/Something else is under way\./)).toHaveTextContent('(786) 555-1234');
    expect(screen.getByText('Repair of 1 number is under way.')).toBeVisible();
    const asked = fake.calls.filter(({ what }) => what.endsWith('/repair'));
    expect(asked.map(({ what }) => what)).toEqual([
      `POST numbers/${SUPPORT}/repair`,
      `POST numbers/${SALES}/repair`,
    ]);
    expect(new Set(asked.map(({ key }) => key)).size).toBe(2);
    const card = document.querySelector<HTMLElement>(`[data-did="${SALES}"]`);
    await waitFor(() => expect(card?.querySelector('[data-step]')).not.toBeNull());
    expect(within(card ?? document.body).queryByRole('button', { name: /^Repair/ })).not.toBeInTheDocument();
  });

  it('can be repaired singly', async () => {
    const user = userEvent.setup();
    fake.drift = { checkedAt: at(0), complete: true, unmanaged: 0, numbers: three() };
    openApp('/numbers/drift');
    await user.click(await screen.findByRole('button', { name: 'Repair Ventas' }, PATIENCE));
    await waitFor(() => expect(fake.asked(`POST numbers/${SALES}/repair`)).toHaveLength(1));
    expect(fake.asked(`POST numbers/${SUPPORT}/repair`)).toHaveLength(0);
  });

  it('are compared anew when asked, and say when that does not work', async () => {
    const user = userEvent.setup();
    fake.drift = { complete: true, unmanaged: 0, numbers: [] };
    fake.answers['POST numbers/drift/check'] = refusal(503, 'carrier-unavailable', 'The carrier is silent.');
    openApp('/numbers/drift');
    expect(await screen.findByText('Not compared yet.', {}, PATIENCE)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Compare now' }));
    expect(await screen.findByText('That did not work: The carrier is silent.')).toBeVisible();
    delete fake.answers['POST numbers/drift/check'];
    fake.drift = { checkedAt: at(0), complete: true, unmanaged: 0, numbers: [] };
    await user.click(screen.getByRole('button', { name: 'Compare now' }));
    expect(await screen.findByText('Everything is as it should be')).toBeVisible();
    const keys = fake.asked('POST numbers/drift/check').map(({ key }) => key);
    expect(new Set(keys).size).toBe(2);
  });

  it('can be read in Spanish', async () => {
    changeSettings({ language: 'es' });
    fake.drift = { checkedAt: at(0), complete: true, unmanaged: 1, numbers: three() };
    openApp('/numbers/drift');
    expect(await screen.findByText('3 números difieren', {}, PATIENCE)).toBeVisible();
    expect(fields()[0]).toBe(`${SUPPORT} MMSactivoinactivo`);
    expect(screen.getByText('1 número de la cuenta no se gestiona aquí.', { exact: false })).toBeVisible();
  });
});
