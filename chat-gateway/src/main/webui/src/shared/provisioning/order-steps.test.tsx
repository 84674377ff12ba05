import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { changeSettings } from '@/shared/settings';
import { followLanguage } from '@/shared/i18n/i18n';
import { anOrder } from '@/test/provisioning';
import { meaningOf } from './order-words';
import { OrderSteps } from './order-steps';
import { isBought, orderView, progressOf, stuckAtCampaign } from './orders';

const DID = '+17865552020';
const order = (done: number, values: object = {}, step: object = { state: 'running' }) =>
  orderView.parse(anOrder(DID, done, values, step));

void followLanguage();
afterEach(() => {
  vi.useRealTimers();
  changeSettings({ language: 'en' });
});

describe('the steps of an order', () => {
  it('are said one by one, with the sentence that a screen reader hears', () => {
    changeSettings({ language: 'en' });
    render(<OrderSteps order={order(2)} />);
    expect(screen.getByRole('status')).toHaveTextContent('Step 3 of 6: Prepare the webhook');
    const items = screen.getAllByRole('listitem');
    expect(items.map((item) => item.dataset['stepState'])).toEqual([
      'done',
      'done',
      'running',
      'pending',
      'pending',
      'pending',
    ]);
    expect(items[2]).toHaveAttribute('aria-current', 'step');
  });

  it('count down to the next try outside of what is read aloud', () => {
    changeSettings({ language: 'en' });
    vi.useFakeTimers({ now: Date.parse('2026-11-20T15:00:00Z') });
    render(
      <OrderSteps
        order={order(
          3,
          { nextTryAt: '2026-11-20T15:00:12Z' },
          { state: 'waiting', attempts: 2, code: 'http-404', words: 'Webhook not found' },
        )}
      />,
    );
    const before = screen.getByRole('status').textContent;
    expect(screen.getByText('Next try in 12 sec')).toBeVisible();
    expect(screen.getByText('waiting · 2 tries')).toBeVisible();
    act(() => {
      vi.advanceTimersByTime(4_000);
    });
    expect(screen.getByText('Next try in 8 sec')).toBeVisible();
    expect(screen.getByRole('status').textContent).toBe(before);
    act(() => {
      vi.advanceTimersByTime(9_000);
    });
    expect(screen.getByText('Trying again now…')).toBeVisible();
  });

  it('offer only what makes sense', async () => {
    changeSettings({ language: 'en' });
    const user = userEvent.setup();
    const pressed: string[] = [];
    const offers = {
      onRetry: () => pressed.push('retry'),
      onSkipCampaign: () => pressed.push('skip'),
      onGiveBack: () => pressed.push('give back'),
    };
    const { rerender } = render(<OrderSteps order={order(1)} {...offers} />);
    expect(screen.queryByRole('button')).not.toBeInTheDocument();

    rerender(
      <OrderSteps order={order(0, { state: 'failed' }, { state: 'failed', code: 'timeout' })} {...offers} />,
    );
    expect(screen.getAllByRole('button').map((button) => button.textContent)).toEqual([
      'Try again',
      'Do without it',
    ]);
    rerender(
      <OrderSteps order={order(4, { state: 'failed' }, { state: 'failed', code: '9999' })} {...offers} />,
    );
    expect(screen.getByRole('status')).toHaveTextContent('The carrier said no.');
    for (const button of screen.getAllByRole('button')) {
      await user.click(button);
    }
    expect(pressed).toEqual(['retry', 'skip', 'give back']);
    rerender(
      <OrderSteps order={order(0, { kind: 'repair', state: 'failed' }, { state: 'failed' })} {...offers} />,
    );
    expect(screen.getAllByRole('button')).toHaveLength(1);
  });

  it('end where a number is gone', () => {
    render(<OrderSteps order={order(0, { state: 'gone' }, { state: 'failed', code: '7501' })} />);
    expect(screen.getAllByRole('listitem')).toHaveLength(1);
  });

  it('speak Spanish, and name what a newer server does in its own word', () => {
    changeSettings({ language: 'es' });
    const newer = order(1);
    newer.steps[1] = { name: 'polish', state: 'running', attempts: 1 };
    render(<OrderSteps order={newer} />);
    expect(screen.getByRole('status')).toHaveTextContent('Paso 2 de 6: polish');
    expect(screen.getByText('Comprarlo')).toBeVisible();
  });
});

describe('an order', () => {
  it('knows how far it is and what is ours', () => {
    expect(progressOf(order(6))).toEqual({ at: 6, of: 6 });
    expect(progressOf(order(0))).toEqual({ at: 1, of: 6 });
    expect(isBought(order(0))).toBe(false);
    expect(isBought(order(1))).toBe(true);
    expect(stuckAtCampaign(order(4, { state: 'failed' }, { state: 'failed' }))).toBe(true);
    expect(stuckAtCampaign(order(4, {}, { state: 'waiting' }))).toBe(false);
  });

  it('is explained by its code as far as that means something', () => {
    expect(meaningOf('timeout')).toBe('unclear');
    expect(meaningOf('http-403')).toBe('funds');
    expect(meaningOf('1234')).toBeNull();
    expect(meaningOf(undefined)).toBeNull();
  });
});
