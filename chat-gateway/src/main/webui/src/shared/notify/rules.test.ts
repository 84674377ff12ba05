import { describe, expect, it } from 'vitest';
import { aThread } from '@/test/samples';
import type { Cause, Level, PushRules } from './rules';
import { concerns, isQuiet, USUAL } from './rules';

describe('what an agent wants to hear of', () => {
  const did = aThread({}).did;
  it.each<[Level, Level | undefined, Cause, string | null, boolean]>([
    ['all', undefined, 'text', 'leo', true],
    ['all', undefined, 'text', null, true],
    ['mine', undefined, 'text', 'ana', true],
    ['mine', undefined, 'text', 'leo', false],
    ['mine', undefined, 'text', null, false],
    ['mine', undefined, 'mention', 'leo', true],
    ['mentions', undefined, 'text', 'ana', false],
    ['mentions', undefined, 'mention', null, true],
    ['none', undefined, 'mention', 'ana', false],
    ['none', 'all', 'text', 'leo', true],
    ['all', 'none', 'text', 'ana', false],
    ['all', 'mentions', 'text', 'ana', false],
  ])('usually %s, this number %s: a %s for %s: %s', (usual, ofNumber, cause, assignee, wanted) => {
    const rules: PushRules = {
      ...USUAL,
      default: usual,
      numbers: ofNumber === undefined ? {} : { [did]: ofNumber },
    };
    expect(concerns(rules, cause, aThread({ assignee }), 'ana')).toBe(wanted);
  });
});

describe('quiet hours', () => {
  // 2026-11-27 is a Friday; New York is at UTC-5. The server's test has the same table.
  it.each([
    ['22:00', '07:00', 'fri', '2026-11-28T02:59:00Z', false],
    ['22:00', '07:00', 'fri', '2026-11-28T03:00:00Z', true],
    ['22:00', '07:00', 'fri', '2026-11-28T11:59:59Z', true],
    ['22:00', '07:00', 'fri', '2026-11-28T12:00:00Z', false],
    ['22:00', '07:00', 'fri', '2026-11-27T11:00:00Z', false],
    ['22:00', '07:00', 'fri', '2026-11-29T03:30:00Z', false],
    ['13:00', '14:00', 'fri', '2026-11-27T18:30:00Z', true],
    ['13:00', '14:00', 'fri', '2026-11-27T19:00:00Z', false],
    ['00:00', '00:00', 'sat', '2026-11-28T05:00:00Z', true],
    ['00:00', '00:00', 'sat', '2026-11-29T04:59:59Z', true],
    ['00:00', '00:00', 'sat', '2026-11-29T05:00:00Z', false],
  ] as const)('from %s to %s on %s, at %s: %s', (from, to, day, at, quiet) => {
    const rules = { ...USUAL, doNotDisturb: { from, to, zone: 'America/New_York', days: [day] } };
    expect(isQuiet(rules, new Date(at))).toBe(quiet);
  });

  it('are over when a pause ends', () => {
    const rules = { ...USUAL, pausedUntil: '2026-11-27T12:00:00Z' };
    expect(isQuiet(rules, new Date('2026-11-27T11:59:59Z'))).toBe(true);
    expect(isQuiet(rules, new Date('2026-11-27T12:00:00Z'))).toBe(false);
  });
});
