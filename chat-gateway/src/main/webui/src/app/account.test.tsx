import { cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { openApp, overAFakeGateway } from '@/test/app';
import type { FakeGateway } from '@/test/gateway';
import { FakeProvisioning, refusal } from '@/test/provisioning';

let gateway: FakeGateway;
let provisioning: FakeProvisioning;

overAFakeGateway((fresh) => {
  gateway = fresh;
  gateway.roles = ['manager'];
  provisioning = new FakeProvisioning();
  return provisioning.handlers;
});

const PATIENT = { timeout: 5_000 };
const region = (name: string) => screen.findByRole('region', { name }, PATIENT);

describe('the account', () => {
  it('says the balance, and which services are on in words', async () => {
    openApp('/numbers/account');
    const card = await region('Account at the carrier');
    expect(await within(card).findByText('$48.62')).toBeVisible();
    expect(card.querySelector('[data-service=Mms]')).toHaveTextContent(
      /Pictures \(MMS\).*Hilo needs it.*off/,
    );
    expect(card.querySelector('[data-service=E911]')).not.toHaveTextContent('Hilo needs it');
    expect(within(card).getByLabelText('Warn below (US dollars)')).toHaveAttribute('placeholder', '25');
  });

  it('takes an own threshold, and gives it up again', async () => {
    const user = userEvent.setup();
    openApp('/numbers/account');
    const field = await screen.findByLabelText('Warn below (US dollars)', {}, PATIENT);
    await user.type(field, 'lots');
    expect(screen.getByText('An amount in dollars, 0 or more.')).toBeVisible();
    await user.clear(field);
    await user.type(field, '60,5{Enter}');
    await waitFor(() => expect(provisioning.changes[0]?.body).toEqual({ amount: 60.5 }));
    await waitFor(() => expect(screen.getByLabelText('Warn below (US dollars)')).toHaveValue('60.5'));
    await user.clear(screen.getByLabelText('Warn below (US dollars)'));
    await user.type(screen.getByLabelText('Warn below (US dollars)'), '{Enter}');
    await waitFor(() => expect(provisioning.changes[1]?.body).toEqual({ amount: null }));
  });
});

describe('the webhook', () => {
  it('says what differs, and is renewed after an explanation', async () => {
    const user = userEvent.setup();
    openApp('/numbers/account');
    const card = await region('Webhook');
    expect(await within(card).findByText('What the carrier has is not what is wanted.')).toBeVisible();
    expect(card.querySelector('[data-check=token]')).toHaveAttribute('data-good', 'false');
    expect(card.querySelector('[data-check=intake]')).toHaveAttribute('data-good', 'true');
    await user.click(within(card).getByRole('button', { name: 'Renew…' }));
    expect(provisioning.calls).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Renew' }));
    expect(await within(card).findByText('Everything is as it should be.')).toBeVisible();
    expect(within(card).getByText('Renewed and read back.')).toBeVisible();
    expect(provisioning.calls[0]).toMatch(/^renew [\da-f-]{36}$/);
  });

  it('says that nothing was changed when the intake does not take the token', async () => {
    const user = userEvent.setup();
    provisioning.renewAnswer = () => refusal(409, 'intake-refuses-token', 'no');
    openApp('/numbers/account');
    const card = await region('Webhook');
    await user.click(await within(card).findByRole('button', { name: 'Renew…' }));
    await user.click(screen.getByRole('button', { name: 'Renew' }));
    expect(await within(card).findByText(/^Nothing was changed: the intake does not take/)).toBeVisible();
  });

  it('does not guess what the intake says when it could not be asked', async () => {
    provisioning.webhook = { ...provisioning.webhook, intakeTakesOurToken: undefined };
    openApp('/numbers/account');
    expect(await screen.findByText(/could not be asked whether it takes/, {}, PATIENT)).toBeVisible();
  });
});

describe('the banner about money', () => {
  it('warns managers when little is left, until they wave it away', async () => {
    const user = userEvent.setup();
    provisioning.account = { balance: 12.5, low: true, services: {} };
    openApp('/');
    expect(await screen.findByText('The carrier’s account is low: $12.50 left.', {}, PATIENT)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Hide for this session' }));
    expect(screen.queryByText(/account is low/)).not.toBeInTheDocument();
    cleanup();
    openApp('/');
    await screen.findByRole('navigation', { name: 'Conversations' }, PATIENT);
    await new Promise((resolve) => {
      setTimeout(resolve, 300);
    });
    expect(screen.queryByText(/account is low/)).not.toBeInTheDocument();
  });

  it('cannot be waved away when nothing is left', async () => {
    window.sessionStorage.setItem('hilo.balance-seen', 'true');
    provisioning.account = { balance: 0, low: true, services: {} };
    openApp('/');
    const banner = await screen.findByText('The carrier’s account is empty.', {}, PATIENT);
    expect(banner.closest('[role=alert]')).not.toBeNull();
    expect(screen.queryByRole('button', { name: 'Hide for this session' })).not.toBeInTheDocument();
  });

  it('is not for agents, and they do not ask', async () => {
    gateway.roles = ['agent'];
    let asked = 0;
    Object.defineProperty(provisioning, 'account', {
      get: () => {
        asked += 1;
        return { balance: 0 };
      },
    });
    openApp('/');
    await screen.findByRole('navigation', { name: 'Conversations' }, PATIENT);
    await new Promise((resolve) => {
      setTimeout(resolve, 300);
    });
    expect(asked).toBe(0);
  });
});
