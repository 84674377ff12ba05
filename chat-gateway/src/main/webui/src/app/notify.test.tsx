import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse } from 'msw';
import { describe, expect, it, vi } from 'vitest';
import { settings } from '@/shared/settings';
import { openApp, overAFakeGateway } from '@/test/app';
import type { FakeGateway } from '@/test/gateway';

let gateway: FakeGateway;
overAFakeGateway((made) => {
  gateway = made;
  return [];
});

const page = () => screen.findByRole('main');
const sent = () =>
  gateway.calls.filter((call) => call.startsWith('push rules')).map((call) => call.slice(11));

describe('the page about notifications', () => {
  it('saves each choice at once, and a number can differ', async () => {
    openApp('/settings/notifications');
    const user = userEvent.setup();

    await user.click(await screen.findByRole('radio', { name: 'Only when a colleague mentions me' }));
    await waitFor(() => expect(sent()).toHaveLength(1));
    await user.selectOptions(
      screen.getByRole('combobox', { name: 'Notifications of Soporte Miami' }),
      'Every text',
    );
    await waitFor(() => expect(sent()).toHaveLength(2));

    expect(JSON.parse(sent().at(-1) ?? '')).toEqual({
      default: 'mentions',
      numbers: { '+17865551234': 'all' },
      preview: true,
      sound: true,
    });
    await user.selectOptions(
      screen.getByRole('combobox', { name: 'Notifications of Soporte Miami' }),
      'As usual',
    );
    await waitFor(() => expect(sent()).toHaveLength(3));
    expect(JSON.parse(sent().at(-1) ?? '')).toMatchObject({ numbers: {} });
  });

  it('takes a choice back that could not be saved, and says why', async () => {
    gateway.rulesAnswer = () => HttpResponse.json({ title: 'Not now', status: 503 }, { status: 503 });
    openApp('/settings/notifications');
    const user = userEvent.setup();

    await user.click(await screen.findByRole('radio', { name: 'Nothing' }));

    expect(await screen.findByRole('alert')).toHaveTextContent('That was not saved: Not now');
    await waitFor(() => expect(screen.getByRole('radio', { name: 'Every text' })).toBeChecked());
  });

  it('has quiet hours that pass midnight, on chosen days, and a pause', async () => {
    openApp('/settings/notifications');
    const user = userEvent.setup();

    await user.click(await screen.findByRole('switch', { name: 'Every week at the same hours' }));
    expect(await screen.findByText('Until 08:00 of the next day.')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Sunday' }));
    await waitFor(() =>
      expect(JSON.parse(sent().at(-1) ?? '')).toMatchObject({
        doNotDisturb: { from: '20:00', to: '08:00', days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat'] },
      }),
    );
    await user.click(screen.getByRole('button', { name: 'For an hour' }));
    expect(await screen.findByText(/^Paused until/)).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Go on now' }));
    await waitFor(() => expect(sent().at(-1)).not.toContain('pausedUntil'));
  });

  it.each([
    ['default', 'Your browser has not been asked yet.'],
    ['denied', 'Notifications are blocked in this browser.'],
    ['granted', 'Notifications are allowed in this browser.'],
  ])('explains what it means that the browser says "%s"', async (permission, words) => {
    const requestPermission = vi.fn(() => Promise.resolve('granted'));
    vi.stubGlobal('Notification', { permission, requestPermission });
    openApp('/settings/notifications');
    const part = await screen.findByRole('region', { name: 'This browser' });

    expect(within(part).getByRole('status')).toHaveTextContent(words);
    const ask = within(part).queryByRole('button', { name: 'Allow notifications…' });
    expect(ask === null).toBe(permission !== 'default');
    if (ask !== null) {
      await userEvent.click(ask);
      expect(requestPermission).toHaveBeenCalledOnce();
    }
  });

  it('says when a browser knows no notifications, and when the installation has no web push', async () => {
    openApp('/settings/notifications');
    expect(await screen.findByText(/add Hilo to the Home Screen first/)).toBeInTheDocument();
  });

  it('can be reached from the account and keeps nothing here when somebody does not want it', async () => {
    openApp('/');
    const user = userEvent.setup();
    const [account] = await screen.findAllByRole('button', { name: 'Account and settings' });
    if (account === undefined) {
      throw new Error('no account button');
    }
    await user.click(account);
    await user.click(await screen.findByRole('link', { name: 'Notifications' }));

    expect(within(await page()).getByRole('heading', { level: 1 })).toHaveTextContent('Notifications');
    await user.click(
      await screen.findByRole('switch', {
        name: 'Keep the last conversations for reading without a network',
      }),
    );
    expect(settings.get().offline).toBe(false);
  });
});
