import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { changeSettings } from '@/shared/settings';
import { openApp, overAFakeGateway } from '@/test/app';
import { aRegistration, FakeProvisioning } from '@/test/provisioning';

let provisioning: FakeProvisioning;

overAFakeGateway((gateway) => {
  gateway.roles = ['manager'];
  provisioning = new FakeProvisioning();
  return provisioning.handlers;
});

const PATIENT = { timeout: 5_000 };
const card = (name: string) => screen.findByRole('article', { name }, PATIENT);

describe('campaigns', () => {
  it('say whether they may send, how fast, and how many numbers fit in', async () => {
    const user = userEvent.setup();
    openApp('/campaigns');
    const first = await card('Campaign C1');
    expect(first).toHaveTextContent('Approved');
    expect(within(first).getByRole('meter', { name: 'Places taken' })).toHaveAttribute('aria-valuenow', '12');
    expect(first).toHaveTextContent('12 of 49 numbers37 places free');
    await waitFor(() =>
      expect(first).toHaveTextContent('T Low volume, mixed: under 15,000 messages a month'),
    );
    expect(first).toHaveTextContent('75 SMS segments and 50 MMS a minute');
    expect(first).toHaveTextContent('and 11 elsewhere');
    expect(await card('Campaign C2')).toHaveTextContent('49 of 49 numbersfull');
    expect(await card('Campaign C3')).toHaveTextContent('until it is, carriers block what is sent');

    await user.click(within(first).getByRole('button', { name: '1 number managed here' }));
    const link = await within(first).findByRole('link', { name: 'Soporte Miami' });
    expect(decodeURIComponent(link.getAttribute('href') ?? '')).toBe('/numbers/+17865551234');
  });

  it('are renamed and put into another class', async () => {
    const user = userEvent.setup();
    openApp('/campaigns');
    await user.click(within(await card('Campaign C1')).getByRole('button', { name: 'Edit Campaign C1' }));
    const dialog = screen.getByRole('dialog', { name: 'Edit Campaign C1' });
    await user.clear(within(dialog).getByLabelText('Name'));
    await user.click(within(dialog).getByRole('button', { name: 'Save' }));
    expect(within(dialog).getByText('Give it a name.')).toBeVisible();
    expect(provisioning.changes).toHaveLength(0);
    await user.type(within(dialog).getByLabelText('Name'), 'Care');
    await user.selectOptions(within(dialog).getByLabelText('Throughput class'), 'G');
    expect(within(dialog).getByText('60 SMS segments and 60 MMS a minute, for each number')).toBeVisible();
    await user.click(within(dialog).getByRole('button', { name: 'Save' }));
    expect(await card('Care')).toHaveTextContent('Proxy');
    expect(provisioning.changes[0]?.body).toEqual({ name: 'Care', class: 'G', useCase: 'Customer care' });
  });

  it('are told in Spanish', async () => {
    changeSettings({ language: 'es' });
    openApp('/campaigns');
    expect(await card('Campaign C3')).toHaveTextContent('Sin aprobar');
    expect(screen.getByText('Una campaña cuesta $30 una vez y $6 al mes.')).toBeVisible();
  });
});

describe('registrations', () => {
  it('begin with what is needed and open at once', async () => {
    const user = userEvent.setup();
    openApp('/campaigns');
    await user.click(await screen.findByRole('button', { name: 'New registration' }, PATIENT));
    const dialog = screen.getByRole('dialog', { name: 'New registration' });
    await user.click(within(dialog).getByRole('button', { name: 'Begin' }));
    expect(within(dialog).getByLabelText('Name')).toHaveFocus();
    await user.type(within(dialog).getByLabelText('Name'), 'Promotions');
    await user.type(within(dialog).getByLabelText('Company (brand)'), 'Ferrer Import LLC{Enter}');
    expect(await screen.findByRole('dialog', { name: 'Promotions' })).toBeVisible();
    expect(provisioning.changes[0]).toMatchObject({
      body: { name: 'Promotions', brand: 'Ferrer Import LLC', useCase: '' },
    });
    expect(provisioning.changes[0]?.key).toBeTruthy();
  });

  it('keep ticks, notes and the id of the campaign, one change after the other', async () => {
    const user = userEvent.setup();
    provisioning.registrations = [aRegistration()];
    openApp('/campaigns?registration=r1');
    const sheet = await screen.findByRole('dialog', { name: 'Promotions' }, PATIENT);
    await user.click(within(sheet).getByRole('checkbox', { name: 'Company data together' }));
    await user.click(within(sheet).getByRole('checkbox', { name: 'Form filled in' }));
    await waitFor(() => expect(provisioning.changes).toHaveLength(2));
    expect(provisioning.changes[1]?.body['steps']).toMatchObject([
      { name: 'brand-data', done: true },
      { name: 'form', done: true },
      { name: 'sent-to-carrier', done: false },
      {},
      {},
      {},
    ]);
    await user.type(within(sheet).getByLabelText('Note on “Sent to BulkVS”'), 'Ticket 88213');
    await user.tab();
    await waitFor(() =>
      expect(provisioning.changes[2]?.body['steps']).toContainEqual({
        name: 'sent-to-carrier',
        done: false,
        note: 'Ticket 88213',
      }),
    );
    const id = within(sheet).getByLabelText('Id of the campaign');
    await user.type(id, 'C 1');
    expect(within(sheet).getByText('Letters and digits only, at most 20.')).toBeVisible();
    await user.clear(id);
    await user.type(id, 'C1A2B3C{Enter}');
    await waitFor(() => expect(provisioning.changes[3]?.body['campaignId']).toBe('C1A2B3C'));
    await user.click(within(sheet).getByRole('button', { name: 'Finished' }));
    await waitFor(() => expect(provisioning.changes[4]?.body['state']).toBe('done'));
    expect(provisioning.changes[4]?.body['campaignId']).toBe('C1A2B3C');
  });

  it('are forgotten only after a question', async () => {
    const user = userEvent.setup();
    provisioning.registrations = [aRegistration()];
    openApp('/campaigns');
    await user.click(await screen.findByRole('button', { name: /Promotions.*0 of 6 steps/ }, PATIENT));
    const sheet = await screen.findByRole('dialog', { name: 'Promotions' });
    await user.click(within(sheet).getByRole('button', { name: 'Delete check-list' }));
    expect(provisioning.calls).toEqual([]);
    await user.click(within(sheet).getByRole('button', { name: 'Yes, delete' }));
    expect(await screen.findByText(/None under way/)).toBeVisible();
    expect(provisioning.calls).toEqual(['forget r1']);
  });
});
