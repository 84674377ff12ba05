import { describe, expect, it } from 'vitest';
import { Problem } from '@/shared/problem';
import { aMessage } from '@/test/samples';
import { inEnglish, inSpanish } from '@/test/texts';
import { doubtOf, doubts, failureOf, failures, mayRetry } from '@/shared/failures';
import { clockOf, quietOf } from './quiet';
import { isWorthTelling, rereadIn, waitingText, whenText } from './waiting';

const NOW = Date.parse('2026-11-20T15:00:00Z');
const inMs = (ms: number): string => new Date(NOW + ms).toISOString();
/** A number and its unit stay on one line. */
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');
const queued = (values = {}) =>
  aMessage({ direction: 'outbound', status: 'queued', createdAt: inMs(0), updatedAt: inMs(0), ...values });

describe('the estimate', () => {
  it.each([
    [0, 'in a moment', 'enseguida'],
    [-60_000, 'in a moment', 'enseguida'],
    [3_000, 'in ~3 s', 'en ~3 s'],
    [41_000, 'in ~40 s', 'en ~40 s'],
    [38_000, 'in ~40 s', 'en ~40 s'],
    [120_000, 'in ~2 min', 'en ~2 min'],
    [59 * 60_000, 'in ~59 min', 'en ~59 min'],
  ])('of %i ms', (left, english, spanish) => {
    expect(plain(whenText(inMs(left), NOW, 'en', inEnglish))).toBe(english);
    expect(plain(whenText(inMs(left), NOW, 'es', inSpanish))).toBe(spanish);
  });

  it('far away is a time, and then a day', () => {
    expect(whenText(inMs(2 * 3_600_000), NOW, 'en', inEnglish)).toMatch(/^at \d+:00/);
    expect(whenText(inMs(26 * 3_600_000), NOW, 'en', inEnglish)).toMatch(/^tomorrow, /);
    expect(whenText(inMs(26 * 3_600_000), NOW, 'es', inSpanish)).toMatch(/^mañana, /);
  });

  it('says why in both languages, and promises no time where somebody must act first', () => {
    for (const reason of ['turn', 'scheduled', 'pace', 'day-budget', 'quiet-hours', 'back-off'] as const) {
      const waiting = { reason, expectedAt: inMs(40_000) };
      expect(waitingText(waiting, NOW, 'en', inEnglish)).toMatch(/in ~40\ss/);
      expect(waitingText(waiting, NOW, 'es', inSpanish)).toMatch(/en ~40\ss/);
      expect(waitingText({ reason }, NOW, 'es', inSpanish)).not.toMatch(/message\.|\{\{/);
    }
    for (const reason of ['consent', 'carrier'] as const) {
      expect(waitingText({ reason, expectedAt: inMs(40_000) }, NOW, 'en', inEnglish)).not.toContain('~');
    }
  });
});

describe('a queued text', () => {
  it('that leaves at once gets no line, one that stays does', () => {
    const turn = queued({ waiting: { reason: 'turn', expectedAt: inMs(300) } });
    expect(isWorthTelling(turn, NOW + 500)).toBe(false);
    expect(isWorthTelling(turn, NOW + 6_000)).toBe(true);
    expect(isWorthTelling(queued({ waiting: { reason: 'turn', expectedAt: inMs(40_000) } }), NOW)).toBe(true);
    expect(isWorthTelling(queued({ waiting: { reason: 'pace', expectedAt: inMs(300) } }), NOW)).toBe(true);
    expect(isWorthTelling(queued({ status: 'sent' }), NOW + 60_000)).toBe(false);
  });

  it('is asked about when its estimate has passed, and every quarter of a minute', () => {
    const waits = (expectedAt: string | undefined) => queued({ waiting: { reason: 'pace', expectedAt } });
    expect(rereadIn(waits(inMs(2_000)), NOW)).toBe(3_500);
    expect(rereadIn(waits(inMs(40_000)), NOW)).toBe(15_000);
    expect(rereadIn(waits(inMs(-1_000)), NOW)).toBe(1_500);
    expect(rereadIn(waits(inMs(-60_000)), NOW)).toBe(15_000);
    expect(rereadIn(waits(undefined), NOW)).toBe(15_000);
    expect(rereadIn(queued(), NOW)).toBe(1_500);
    expect(rereadIn(queued(), NOW + 60_000)).toBe(15_000);
  });
});

describe('a failure', () => {
  it('has a reason and advice of its own in both languages for every code', () => {
    const said = new Set<string>();
    for (const code of Object.keys(failures) as (keyof typeof failures)[]) {
      for (const t of [inEnglish, inSpanish]) {
        const line = `${t(`message.error.${code}`)} ${t(`message.advice.${code}`)}`;
        expect(line).not.toMatch(/message\.|undefined/);
        said.add(line);
      }
    }
    expect(said.size).toBe(2 * Object.keys(failures).length);
    for (const doubt of [...doubts, 'error'] as const) {
      expect(inEnglish(`message.doubt.${doubt}`)).not.toBe(inSpanish(`message.doubt.${doubt}`));
    }
  });

  it('can be retried only where the same text may fare better', () => {
    const retryable = (errorCode: string) => mayRetry(aMessage({ errorCode }));
    expect(
      ['expired', 'not-accepted', 'undelivered', 'carrier-expired', 'carrier-funds'].map(retryable),
    ).toEqual([true, true, true, true, true]);
    expect(
      ['opted-out', 'carrier-refused', 'carrier-content', 'recipient-refused', 'rejected'].map(retryable),
    ).toEqual([false, false, false, false, false]);
    // A word we do not know: a person decides.
    expect(failureOf({ errorCode: 'new-word' })).toBeNull();
    expect(failureOf({ errorCode: 'toString' })).toBeNull();
    expect(retryable('new-word')).toBe(true);
  });

  it('of which nobody knows names what is known', () => {
    expect(doubtOf('timed-out')).toBe('timed-out');
    expect(doubtOf('http-500')).toBe('error');
    expect(doubtOf('something else')).toBeNull();
    expect(doubtOf(null)).toBeNull();
  });
});

describe('quiet hours', () => {
  it('are read from the refusal, and from nothing else', () => {
    const members = { opensAt: '2026-11-21T13:00:00Z', zone: 'America/New_York', rule: 'federal' };
    expect(quietOf(new Problem({ status: 422, slug: 'quiet-hours', members }))).toEqual(members);
    expect(quietOf(new Problem({ status: 422, slug: 'opted-out', members }))).toBeNull();
    expect(quietOf(new Problem({ status: 422, slug: 'quiet-hours' }))).toBeNull();
    expect(
      quietOf(
        new Problem({ status: 422, slug: 'quiet-hours', members: { ...members, zone: 'Mars/Olympus' } }),
      ),
    ).toBeNull();
    expect(quietOf(new Error('x'))).toBeNull();
  });

  it('tell the hour there as people say it', () => {
    const one = clockOf(new Date('2026-11-21T06:14:00Z'), 'America/New_York', 'es');
    expect(inSpanish('quiet.now', one)).toMatch(/^Es la 1:14/);
    const ten = clockOf(new Date('2026-11-21T03:14:00Z'), 'America/New_York', 'es');
    expect(inSpanish('quiet.now', ten)).toMatch(/^Son las 10:14/);
  });
});
