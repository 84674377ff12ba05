import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { openApp, overAFakeGateway } from '@/test/app';
import { someHours } from '@/test/workspace';

const aRow = (key: string, values: object = {}) => ({
  key,
  received: 10,
  sent: 8,
  delivered: 7,
  failed: 1,
  conversations: 4,
  replies: 3,
  firstReply: { p50: 75, p90: 600 },
  resolved: 2,
  resolution: { p50: 3_600, p90: 7_200 },
  deliveryRate: 0.875,
  failures: [{ code: 'undelivered', count: 1 }],
  optOuts: 1,
  ...values,
});

let asked: URLSearchParams[];
let teams: object[];

overAFakeGateway((gateway) => {
  asked = [];
  teams = [{ name: 'support', dids: ['+17865551234'] }];
  gateway.roles = ['manager'];
  return [
    http.get('/api/teams', () => HttpResponse.json(teams)),
    http.get('/api/reports/conversations', ({ request }) => {
      const parameters = new URL(request.url).searchParams;
      asked.push(parameters);
      const [from, to] = [parameters.get('from') ?? '', parameters.get('to') ?? ''];
      const group = parameters.get('group') ?? 'day';
      const rows = {
        day: [aRow(from), aRow(to, { received: 30, firstReply: undefined })],
        number: [aRow('+17865551234')],
        agent: [
          aRow('ana', { received: undefined, optOuts: undefined, sent: 2 }),
          aRow('leo', { received: undefined, optOuts: undefined, sent: 5 }),
        ],
        label: [aRow('vip'), aRow('', { conversations: 9 })],
      }[group];
      return HttpResponse.json({
        group,
        from,
        to,
        zone: 'America/New_York',
        total: from < '2020' ? { key: '', failures: [] } : aRow('', { received: 40 }),
        rows: from < '2020' ? [] : rows,
      });
    }),
  ];
});

const figures = () => screen.findByRole('table', {}, { timeout: 5_000 });

describe('the reports', () => {
  it('show the last thirty days by day, in charts that keys can read and in a table', async () => {
    const user = userEvent.setup();
    openApp('/reports');
    const table = within(await figures());
    expect(table.getAllByRole('row')).toHaveLength(4);
    expect(Object.fromEntries(asked[0] ?? [])).toMatchObject({ group: 'day' });
    const [from, to] = [asked[0]?.get('from') ?? '', asked[0]?.get('to') ?? ''];
    expect((Date.parse(to) - Date.parse(from)) / 86_400_000).toBe(29);
    const volume = screen.getByRole('slider', { name: 'Texts sent and received, by day' });
    expect(volume).toHaveAttribute('aria-valuetext', expect.stringContaining('8 sent, 30 received'));
    volume.focus();
    await user.keyboard('{ArrowLeft}');
    expect(volume).toHaveAttribute('aria-valuenow', '0');
    expect(volume).toHaveAttribute('aria-valuetext', expect.stringContaining('8 sent, 10 received'));
    expect(screen.getByRole('slider', { name: 'Time to the first reply, by day' })).toHaveAttribute(
      'aria-valuetext',
      expect.stringContaining('half within 1 min 15 sec, nine of ten within 10 min'),
    );
    expect(screen.getByText('The carrier could not deliver it.')).toBeVisible();
  });

  it('compare agents by any measure, and sort by any column', async () => {
    const user = userEvent.setup();
    openApp('/reports?group=agent');
    await figures();
    await screen.findAllByText('Leo Martín');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Measure' }), 'Sent');
    const bars = within(screen.getByRole('list', { name: 'Agents in comparison: Sent' }));
    expect(bars.getAllByRole('listitem').map((bar) => bar.textContent)).toEqual(['Leo Martín5', 'Ana2']);
    const table = within(await figures());
    expect(table.queryByRole('columnheader', { name: 'Received' })).not.toBeInTheDocument();
    await user.click(table.getByRole('button', { name: 'Sent' }));
    expect(table.getByRole('columnheader', { name: 'Sent' })).toHaveAttribute('aria-sort', 'descending');
    expect(table.getAllByRole('rowheader').map((head) => head.textContent)).toEqual([
      'Leo Martín',
      'Ana',
      'Total',
    ]);
  });

  it('say what has no label, and keep the choice in the address', async () => {
    const user = userEvent.setup();
    openApp('/reports');
    await figures();
    await user.click(screen.getByRole('button', { name: 'Label' }));
    expect(await screen.findAllByText('Without a label', {}, { timeout: 5_000 })).not.toHaveLength(0);
    expect(window.location.search).toBe('?group=label');
    await user.click(screen.getByRole('button', { name: /^Days:\s*30 days/ }));
    await user.click(screen.getByRole('button', { name: 'Yesterday' }));
    await waitFor(() => expect(asked.at(-1)?.get('from')).toBe(asked.at(-1)?.get('to')));
    expect(window.location.search).toContain('range=yesterday');
  });

  it('refuse days in the wrong order, and take those chosen by hand', async () => {
    const user = userEvent.setup();
    openApp('/reports');
    await figures();
    await user.click(screen.getByRole('button', { name: /^Days:\s*30 days/ }));
    const [from, to] = [screen.getByLabelText('From'), screen.getByLabelText('To')];
    await user.clear(from);
    await user.type(from, '2026-03-05');
    await user.clear(to);
    await user.type(to, '2026-03-01');
    expect(screen.getByText('The last day is before the first.')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Show these days' })).toBeDisabled();
    await user.clear(to);
    await user.type(to, '2026-03-09');
    await user.click(screen.getByRole('button', { name: 'Show these days' }));
    await waitFor(() => expect(asked.at(-1)?.get('to')).toBe('2026-03-09'));
  });

  it('are there as a file, with a mark for Excel or without', async () => {
    const user = userEvent.setup();
    openApp('/reports?group=label&from=2026-03-01&to=2026-03-09');
    await figures();
    await user.click(screen.getByRole('button', { name: 'Download' }));
    expect(screen.getByRole('link', { name: /^For Excel/ })).toHaveAttribute(
      'href',
      '/api/reports/conversations.csv?group=label&from=2026-03-01&to=2026-03-09&lang=en&bom=true',
    );
    expect(screen.getByRole('link', { name: /^Plain CSV/ })).toHaveAttribute(
      'href',
      '/api/reports/conversations.csv?group=label&from=2026-03-01&to=2026-03-09&lang=en',
    );
  });

  it('count waiting within the hours of teams, unless every hour is asked for', async () => {
    const user = userEvent.setup();
    teams = [{ name: 'support', dids: ['+17865551234'], hours: someHours }];
    openApp('/reports?group=label&from=2026-03-01&to=2026-03-09');
    await figures();
    const choice = screen.getByRole('switch', { name: 'Within opening hours' });
    expect(choice).toBeChecked();
    expect(choice).toHaveAccessibleDescription(/who wrote at night waited from opening on/);
    expect(asked.at(-1)?.get('hours')).toBe('open');
    await user.click(choice);
    await waitFor(() => expect(asked.at(-1)?.get('hours')).toBeNull());
    expect(window.location.search).toContain('hours=all');
    expect(screen.getByRole('link', { name: 'Live board' })).toHaveAttribute('href', '/board?hours=all');
    await user.click(choice);
    await user.click(screen.getByRole('button', { name: 'Download' }));
    expect(screen.getByRole('link', { name: /^Plain CSV/ })).toHaveAttribute(
      'href',
      '/api/reports/conversations.csv?group=label&from=2026-03-01&to=2026-03-09&hours=open&lang=en',
    );
  });

  it('leave the choice out where no team has hours', async () => {
    openApp('/reports');
    await figures();
    expect(screen.queryByRole('switch')).not.toBeInTheDocument();
    expect(asked.at(-1)?.get('hours')).toBeNull();
  });

  it('say that nothing happened', async () => {
    openApp('/reports?from=2019-01-01&to=2019-01-02');
    expect(await screen.findByText('Nothing happened in these days', {}, { timeout: 5_000 })).toBeVisible();
  });
});
