import { join } from 'node:path';
import { SegmentedMessage } from 'sms-segments-calculator';
import splitter from 'split-sms';
import { describe, expect, it } from 'vitest';
import type { Vector } from '@/test/segment-vectors';
import { curated, generatedText, randomOf, textOf } from '@/test/segment-vectors';
import type { Segments } from './segments';
import { limits, normalise, segmentsOf } from './segments';

/** The file the server's test reads too. `npm run vectors` writes it. */
const FILE = join(
  import.meta.dirname,
  '../../../../../../..',
  'contracts/src/test/resources/segments/vectors.json',
);
const GENERATED = 2_400;
const MORE = 6_000;

function generated(seed: number, count: number): Vector[] {
  const random = randomOf(seed);
  return Array.from({ length: count }, (_, index) => {
    const text = generatedText(random);
    const { encoding, units, parts } = segmentsOf(textOf(text));
    return { name: `generated ${index + 1}`, text, encoding, units, parts };
  });
}

const vectors: readonly Vector[] = [...curated, ...generated(20_261_122, GENERATED)];

/** One vector a line, and only ASCII, so that no editor or tool can compose, decompose or drop anything. */
function written(all: readonly Vector[]): string {
  const lines = all.map((vector) =>
    JSON.stringify(vector).replace(
      /[\u007f-\uffff]/g,
      (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
    ),
  );
  return `[\n${lines.join(',\n')}\n]\n`;
}

/** Parts when `atoms` are what may not be cut. The cutting of the standard, with somebody else's idea of a character. */
function partsOf(atoms: readonly number[], { single, part }: { single: number; part: number }): number {
  if (atoms.reduce((sum, atom) => sum + atom, 0) <= single) {
    return 1;
  }
  let parts = 1;
  let used = 0;
  for (const atom of atoms) {
    if (used + atom > part) {
      parts += 1;
      used = 0;
    }
    used += atom;
  }
  return parts;
}

const hasLoneSurrogate = (text: string): boolean =>
  /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(text);

/**
 * split-sms keeps its own list of characters and counts octets. It agrees with TS 23.040 in every border. It differs
 * - for no text: one empty part (we say 0: there is nothing to send);
 * - after a high surrogate without its low one: it takes the next unit for the second half, whatever it is, and counts two
 *   units even when there is no next one. UCS-2 has no pairs at all, so a lone unit is one unit and may end a part.
 */
function compareWithSplitSms(text: string, ours: Segments): void {
  const theirs = splitter.split(text, { summary: true });
  expect(theirs.characterSet).toBe(ours.encoding === 'gsm7' ? 'GSM' : 'Unicode');
  if (text === '') {
    expect([theirs.parts.length, ours.parts]).toEqual([1, 0]);
    return;
  }
  if (hasLoneSurrogate(text)) {
    const atoms = (text.match(/[\ud800-\udbff][^]?|[^]/g) ?? []).map((atom) =>
      /^[\ud800-\udbff]/.test(atom) ? 2 : 1,
    );
    expect(theirs.bytes / 2).toBe(atoms.reduce((sum, atom) => sum + atom, 0));
    expect(theirs.parts).toHaveLength(partsOf(atoms, limits.ucs2));
    return;
  }
  expect(ours.encoding === 'gsm7' ? theirs.bytes : theirs.bytes / 2).toBe(ours.units);
  expect(theirs.parts).toHaveLength(ours.parts);
  expect(theirs.remainingInPart).toBe(ours.left);
}

/**
 * Twilio's calculator keeps its own table and fills parts bit by bit. It differs
 * - for no text: one empty part;
 * - where a cluster (a family, a flag, a letter with its marks) lies over a border: it moves the whole cluster to the next
 *   part. TS 23.040 knows no clusters; phones join the parts before they draw them, so only a surrogate pair must stay whole.
 *   With clusters as what may not be cut, its count is ours.
 */
function compareWithTwilio(text: string, ours: Segments): 'same' | 'clusters' {
  const theirs = new SegmentedMessage(text, 'auto', false);
  expect(theirs.getEncodingName()).toBe(ours.encoding === 'gsm7' ? 'GSM-7' : 'UCS-2');
  expect(theirs.messageSize / (ours.encoding === 'gsm7' ? 7 : 16)).toBe(ours.units);
  if (text === '') {
    expect([theirs.segmentsCount, ours.parts]).toEqual([1, 0]);
    return 'same';
  }
  if (ours.encoding === 'gsm7' || theirs.graphemes.every((cluster) => Array.from(cluster).length === 1)) {
    expect(theirs.segmentsCount).toBe(ours.parts);
    return 'same';
  }
  expect(theirs.segmentsCount).toBe(
    partsOf(
      theirs.graphemes.map((cluster) => cluster.length),
      limits.ucs2,
    ),
  );
  expect(theirs.segmentsCount).toBeGreaterThanOrEqual(ours.parts);
  return theirs.segmentsCount === ours.parts ? 'same' : 'clusters';
}

describe('the vectors of segments', () => {
  it.each(curated)('$name', ({ text, encoding, units, parts }) => {
    expect(segmentsOf(textOf(text))).toMatchObject({ encoding, units, parts });
  });

  it('are in the file as the generator makes them', async () => {
    expect(new Set(vectors.map((vector) => vector.name)).size).toBe(vectors.length);
    await expect(written(vectors)).toMatchFileSnapshot(FILE);
  });

  it('reach both alphabets, every border, and what crosses it', () => {
    const of = (encoding: string, parts: number): number =>
      vectors.filter((vector) => vector.encoding === encoding && vector.parts === parts).length;
    for (const parts of [1, 2, 3, 4]) {
      expect(of('gsm7', parts)).toBeGreaterThan(50);
      expect(of('ucs2', parts)).toBeGreaterThan(50);
    }
    // Texts that need a part more than dividing their length would say: something was not cut.
    const held = vectors.filter(({ encoding, units, parts }) => {
      const { single, part } = limits[encoding];
      return units > single && parts > Math.ceil(units / part);
    });
    expect(held.filter((vector) => vector.encoding === 'gsm7').length).toBeGreaterThan(20);
    expect(held.filter((vector) => vector.encoding === 'ucs2').length).toBeGreaterThan(20);
  });

  it('agree with two calculators that know nothing of ours', () => {
    const seen = { same: 0, clusters: 0 };
    for (const { text: pieces } of [...vectors, ...generated(7, MORE)]) {
      const typed = textOf(pieces);
      const ours = segmentsOf(typed);
      const sent = normalise(typed);
      compareWithSplitSms(sent, ours);
      seen[compareWithTwilio(sent, ours)] += 1;
    }
    expect(seen.same).toBeGreaterThan(8_000);
    // The difference by design really occurs, or this test would prove less than it says.
    expect(seen.clusters).toBeGreaterThan(10);
  }, 60_000);
});
