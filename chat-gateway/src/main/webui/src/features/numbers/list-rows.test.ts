import { describe, expect, it } from 'vitest';
import type { NumberReport, OwnNumber } from '@/shared/provisioning/numbers';
import { attentionOf } from './attention';
import { everything, NONE } from './list-filter';
import { rowsOf, shownRows, textFilter } from './list-rows';

function aNumber(values: Partial<OwnNumber> = {}): OwnNumber {
  return {
    did: '+17865551234',
    name: 'Soporte Miami',
    state: 'active',
    smsEnabled: true,
    mmsEnabled: true,
    campaignId: 'C0DEMO1',
    teams: ['support'],
    ...values,
  };
}

function aReport(values: Partial<NumberReport> = {}): NumberReport {
  return {
    did: '+17865551234',
    sent: 100,
    delivered: 98,
    failed: 0,
    unconfirmed: 0,
    waiting: 0,
    received: 40,
    optedOut: 0,
    failures: [],
    ...values,
  };
}

describe('the search in the table of numbers', () => {
  it.each([
    '+17865551234',
    '17865551234',
    '7865551234',
    '(786) 555-1234',
    '786-555',
    '786.555.12',
    '1234',
    'soporte',
    'MIAMI',
    'homestead',
    '  Miámi ',
    '',
  ])('finds it by %j', (text) => {
    expect(textFilter(text)(aNumber({ rateCenter: 'HOMESTEAD' }))).toBe(true);
  });

  it.each(['ventas', '305', 'soporte 786', '--'])('does not by %j', (text) => {
    expect(textFilter(text)(aNumber())).toBe(false);
  });
});

describe('what wants attention', () => {
  it('is nothing on a number that does well', () => {
    expect(attentionOf(aNumber(), false, aReport({ receiptsRatio: 0.97 }))).toEqual([]);
    expect(attentionOf(aNumber(), false, undefined)).toEqual([]);
  });

  it('comes from its state, the carrier, its figures and what it lacks, the gravest first', () => {
    expect(attentionOf(aNumber({ state: 'failed', teams: [] }), false, undefined)).toEqual(['failed']);
    expect(
      attentionOf(
        aNumber({ teams: [], campaignId: null }),
        true,
        aReport({ failed: 11, receiptsRatio: 0.2, silent: { since: '2026-11-20T15:00:00Z', expected: 9 } }),
      ),
    ).toEqual(['drift', 'silent', 'failing', 'unconfirmed', 'no-campaign', 'no-team']);
  });

  it('takes more than a few failures, and more than one in ten', () => {
    expect(attentionOf(aNumber(), false, aReport({ sent: 8, failed: 4 }))).toEqual([]);
    expect(attentionOf(aNumber(), false, aReport({ sent: 1_000, failed: 100 }))).toEqual([]);
    expect(attentionOf(aNumber(), false, aReport({ sent: 1_000, failed: 101 }))).toEqual(['failing']);
  });
});

describe('the table of numbers', () => {
  const numbers = [
    aNumber(),
    aNumber({ did: '+13055550120', name: 'Árbol', teams: ['sales', 'support'], campaignId: null }),
    aNumber({ did: '+12125550142', name: null, teams: [], state: 'failed' }),
    aNumber({ did: '+19545550199', name: 'Ventas 2', teams: ['sales'], state: 'releasing' }),
    aNumber({ did: '+19545550198', name: 'Ventas 10', teams: ['sales'] }),
  ];
  const reports = [
    aReport({ sent: 10, failed: 6, lastInboundAt: '2026-11-20T15:00:00Z' }),
    aReport({ did: '+13055550120', sent: 500, lastInboundAt: '2026-11-18T15:00:00Z' }),
  ];
  const drift = {
    complete: true,
    unmanaged: 0,
    numbers: [{ did: '+13055550120', owned: true, drifted: true, fields: [] }],
  };
  const rows = rowsOf(numbers, reports, drift);
  const ends = (change: Partial<typeof everything>): string[] =>
    shownRows(rows, { ...everything, ...change }, 'es').map(({ number }) => number.did.slice(-4));

  it('is ordered by name as people order names, those without one last', () => {
    expect(ends({})).toEqual(['0120', '1234', '0199', '0198', '0142']);
  });

  it('is ordered by number, state, figures and silence', () => {
    expect(ends({ sort: 'number' })).toEqual(['0142', '0120', '1234', '0198', '0199']);
    expect(ends({ sort: 'state' })).toEqual(['0142', '0199', '0120', '1234', '0198']);
    expect(ends({ sort: 'sent' }).slice(0, 2)).toEqual(['0120', '1234']);
    expect(ends({ sort: 'failed' })[0]).toBe('1234');
    expect(ends({ sort: 'heard' }).slice(-2)).toEqual(['0120', '1234']);
  });

  it('is narrowed by state, team, campaign and attention', () => {
    expect(ends({ state: 'failed' })).toEqual(['0142']);
    expect(ends({ team: 'sales' })).toEqual(['0120', '0199', '0198']);
    expect(ends({ team: NONE })).toEqual(['0142']);
    expect(ends({ campaign: NONE })).toEqual(['0120']);
    expect(ends({ attention: 'drift' })).toEqual(['0120']);
    expect(ends({ attention: 'any' })).toEqual(['0120', '1234', '0142']);
    expect(ends({ text: 'ventas', team: 'support' })).toEqual([]);
  });
});
