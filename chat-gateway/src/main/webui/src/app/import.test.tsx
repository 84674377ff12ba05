import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { changeSettings } from '@/shared/settings';
import { openApp, overAFakeGateway } from '@/test/app';
import { FakeNumbers, refusal } from '@/test/numbers';

let fake: FakeNumbers;

overAFakeGateway((gateway) => {
  gateway.roles = ['manager'];
  fake = new FakeNumbers();
  fake.unmanaged = [
    unmanaged('+13055550161', { webhook: 'Default', campaignId: 'C0OTHER' }),
    unmanaged('+13055550162', { webhook: 'HILO' }),
    unmanaged('+17865550163'),
    unmanaged('+19545550164', { status: 'SUBMITTED', active: false }),
  ];
  return fake.handlers;
});

function unmanaged(did: string, values: object = {}) {
  return {
    did,
    status: 'Active',
    active: true,
    smsEnabled: true,
    mmsEnabled: false,
    rateCenter: 'MIAMI',
    region: 'FL',
    ...values,
  };
}

const table = (name = 'Numbers of the account') => screen.findByRole('table', { name }, { timeout: 5_000 });
const tick = (name: string) => screen.getByRole('checkbox', { name: `Select ${name}` });

describe('the import', () => {
  it('says of each number where its texts go today', async () => {
    openApp('/numbers/import');
    const list = await table();
    await waitFor(() => expect(list).toHaveTextContent('Hilo already'));
    const rows = within(list)
      .getAllByRole('row')
      .slice(1)
      .map((row) => row.textContent);
    expect(rows[0]).toContain('Another systemDefault');
    expect(rows[1]).toContain('Hilo already');
    expect(rows[2]).toContain('Nowhere');
    expect(tick('(954) 555-0164')).toBeDisabled();
    expect(tick('(954) 555-0164')).toHaveAccessibleDescription(
      'SUBMITTED. Only active numbers can be imported.',
    );
  });

  it('imports what is chosen, warns whose texts it takes, and tells what becomes of each', async () => {
    const user = userEvent.setup();
    openApp('/numbers/import');
    await table();
    tick('(305) 555-0161').focus();
    await user.keyboard(' {ArrowDown}{ArrowDown} ');
    expect(tick('(786) 555-0163')).toBeChecked();
    const settings = within(screen.getByRole('region', { name: 'For all chosen numbers' }));
    expect(settings.getByText('2 chosen')).toBeVisible();
    expect(
      settings.getByText(/^Texts to 1 of the chosen numbers go to another system now \(Default\)/),
    ).toBeVisible();
    expect(settings.getByText('1 of them is in another campaign now and is moved.')).toBeVisible();
    await user.click(await settings.findByRole('button', { name: 'Add team sales' }));
    await user.selectOptions(settings.getByRole('combobox', { name: 'Campaign' }), 'C0SALES');
    await user.click(settings.getByRole('button', { name: 'Import 2 numbers' }));
    const results = within(await screen.findByRole('region', { name: 'What becomes of them' }));
    expect(results.getByText('0 of 2 imported')).toBeVisible();
    expect(results.getByRole('heading', { name: 'What becomes of them' })).toHaveFocus();
    expect(results.getAllByRole('link').map((link) => link.textContent)).toEqual([
      'All numbers',
      '(305) 555-0161',
      '(786) 555-0163',
    ]);
    const [asked] = fake.asked('POST numbers/import');
    expect(asked?.body).toEqual({
      dids: ['+13055550161', '+17865550163'],
      teams: ['sales'],
      campaignId: 'C0SALES',
    });
    expect(asked?.key).toBeTruthy();
    expect(fake.calls.some(({ what }) => what.includes('provision'))).toBe(false);
  });

  it('chooses all that can be imported, of those that are looked at', async () => {
    const user = userEvent.setup();
    openApp('/numbers/import');
    await table();
    const all = screen.getByRole('checkbox', { name: 'Select all that can be imported' });
    await user.click(all);
    expect(screen.getByText('3 chosen')).toBeVisible();
    await user.click(all);
    await user.type(screen.getByRole('searchbox', { name: 'Search these numbers' }), '(786){Enter}');
    await user.click(all);
    expect(screen.getByText('1 chosen')).toBeVisible();
    expect(fake.asked('POST numbers/import')).toHaveLength(0);
  });

  it('asks for a choice, and takes no more at a time than it says', async () => {
    const user = userEvent.setup();
    fake.unmanaged = Array.from({ length: 501 }, (_, index) =>
      unmanaged(`+1305555${String(index).padStart(4, '0')}`),
    );
    openApp('/numbers/import');
    await table();
    await user.click(screen.getByRole('button', { name: 'Import 0 numbers' }));
    expect(screen.getByText('Choose at least one number.')).toHaveAttribute('role', 'alert');
    await user.click(screen.getByRole('checkbox', { name: 'Select all that can be imported' }));
    expect(
      screen.getByText('At most 500 at a time: choose fewer and import the rest afterwards.'),
    ).toBeVisible();
    expect(screen.getByRole('button', { name: 'Import 501 numbers' })).toBeDisabled();
  });

  it('shows refusals where they belong and repeats with the same key only what got no answer', async () => {
    const user = userEvent.setup();
    fake.answers['POST numbers/import'] = refusal(422, 'invalid-request', 'Invalid.', [
      { pointer: '/campaignId', detail: 'there is no such campaign' },
    ]);
    openApp('/numbers/import');
    await table();
    await user.click(tick('(786) 555-0163'));
    await user.click(screen.getByRole('button', { name: 'Import 1 number' }));
    expect(await screen.findByText('there is no such campaign')).toBeVisible();
    expect(screen.getByRole('combobox', { name: 'Campaign' })).toHaveAttribute('aria-invalid', 'true');

    fake.answers['POST numbers/import'] = () => Response.error();
    await user.click(screen.getByRole('button', { name: 'Import 1 number' }));
    expect(await screen.findByText(/^That did not work: Hilo did not answer/)).toBeVisible();
    delete fake.answers['POST numbers/import'];
    await user.click(screen.getByRole('button', { name: 'Import 1 number' }));
    expect(await screen.findByRole('region', { name: 'What becomes of them' })).toBeVisible();
    const [refused, lost, done] = fake.asked('POST numbers/import').map(({ key }) => key);
    expect(lost).not.toBe(refused);
    expect(done).toBe(lost);
  });

  it('says when the carrier’s list may not be all, when there is nothing, and when it cannot be read', async () => {
    const user = userEvent.setup();
    changeSettings({ language: 'es' });
    fake.unmanagedComplete = false;
    openApp('/numbers/import');
    await table('Números de la cuenta');
    expect(screen.getByText(/su lista puede estar cortada/)).toBeVisible();
    fake.unmanaged = [];
    await user.click(screen.getByRole('button', { name: 'Preguntar otra vez' }));
    expect(await screen.findByText('Nada que importar')).toBeVisible();
  });
});
