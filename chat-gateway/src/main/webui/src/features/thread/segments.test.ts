import { describe, expect, it } from 'vitest';
import { limits, normalise, segmentsOf } from './segments';

const a = (count: number): string => 'a'.repeat(count);
const euro = (count: number): string => '€'.repeat(count);

describe('segmentsOf', () => {
  it.each([
    ['nothing', '', 'gsm7', 0, 0, 160],
    ['one letter', 'a', 'gsm7', 1, 1, 159],
    ['a full single part', a(160), 'gsm7', 160, 1, 0],
    ['one more makes two parts of 153', a(161), 'gsm7', 161, 2, 145],
    ['two full parts', a(306), 'gsm7', 306, 2, 0],
    ['three parts', a(307), 'gsm7', 307, 3, 152],
    ['an extension character costs two', '€', 'gsm7', 2, 1, 158],
    ['80 euro signs fill a single part', euro(80), 'gsm7', 160, 1, 0],
    ['an escape is not cut from its character', a(152) + '€' + a(10), 'gsm7', 164, 2, 141],
    ['extension table', '^{}\\[~]|€', 'gsm7', 18, 1, 142],
    ['Spanish that is in the alphabet', '¿Mañana? ¡Sí, é ñ ü!'.replace('í', 'i'), 'gsm7', 20, 1, 140],
    ['a line feed', 'a\nb', 'gsm7', 3, 1, 157],
    ['a single UCS-2 part', 'í'.repeat(70), 'ucs2', 70, 1, 0],
    ['one more makes two parts of 67', 'í'.repeat(71), 'ucs2', 71, 2, 63],
    ['an emoji is two units', '🎉', 'ucs2', 2, 1, 68],
    ['35 emoji fill a single part', '🎉'.repeat(35), 'ucs2', 70, 1, 0],
    ['a pair is not cut across parts', a(66) + '🎉' + a(10), 'ucs2', 78, 2, 55],
  ] as const)('%s', (_, text, encoding, units, parts, left) => {
    expect(segmentsOf(text)).toMatchObject({ encoding, units, parts, left });
  });

  it('names the first character that makes it UCS-2', () => {
    expect(segmentsOf('Sí, mañana 🎉').culprit).toBe('í');
    expect(segmentsOf('It’s fine').culprit).toBe('’');
    expect(segmentsOf('wow 🎉').culprit).toBe('🎉');
    expect(segmentsOf('ç').culprit).toBe('ç');
    expect(segmentsOf('Ç é à @ £').culprit).toBeNull();
  });

  it('counts composed characters and line feeds, which is what is sent', () => {
    expect(normalise('n\u0303\r\no')).toBe('ñ\no');
    expect(segmentsOf('e\u0301'.repeat(160))).toMatchObject({ encoding: 'gsm7', parts: 1 });
  });

  it('cuts any text into parts that fit and lose nothing', () => {
    let seed = 20261120;
    const random = (below: number): number => {
      seed = (seed * 1664525 + 1013904223) >>> 0;
      return seed % below;
    };
    const alphabet = Array.from('abcXYZ 0189.,€[]{}|~^\\ñÑéü¿¡íóú’“🎉👨‍👩‍👧ç\n@Δ');
    for (let round = 0; round < 3_000; round += 1) {
      const gsmOnly = round % 2 === 0;
      const letters = gsmOnly ? alphabet.slice(0, 33) : alphabet;
      const text = Array.from({ length: random(400) }, () => letters[random(letters.length)] ?? 'a').join('');
      const { encoding, units, parts, left } = segmentsOf(text);
      const { single, part } = limits[encoding];
      expect(left).toBeGreaterThanOrEqual(0);
      if (units <= single) {
        expect(parts).toBe(text === '' ? 0 : 1);
        expect(left).toBe(single - units);
      } else {
        // A character of two units may leave one unit empty at the end of a part, never more.
        expect(parts).toBeGreaterThanOrEqual(Math.ceil(units / part));
        expect(parts).toBeLessThanOrEqual(Math.ceil(units / (part - 1)));
        expect(left).toBeLessThan(part);
      }
      // Adding a character never makes it shorter.
      expect(segmentsOf(`${text}a`).parts).toBeGreaterThanOrEqual(parts);
    }
  });
});
