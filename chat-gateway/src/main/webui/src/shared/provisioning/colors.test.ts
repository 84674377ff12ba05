import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { contrast, isColor, numberColors } from './colors';

const css = readFileSync(join(import.meta.dirname, '../../app/app.css'), 'utf8');

/** Everything a number's colour may lie on, in light and in dark. */
const grounds = [...css.matchAll(/--(paper|raised|linen|hover): (#[0-9a-f]{6})/g)].map(
  (match) => match[2] ?? '',
);

describe('the colours of numbers', () => {
  it('stand out from every ground by 3:1, and a white tick from each of them', () => {
    expect(grounds).toHaveLength(8);
    for (const { name, value } of numberColors) {
      for (const ground of [...grounds, '#ffffff']) {
        expect(contrast(value, ground), `${name} on ${ground}`).toBeGreaterThanOrEqual(3);
      }
    }
  });

  it('are measured as WCAG measures', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  });

  it('are nothing else than six hexadecimal digits', () => {
    expect(isColor('#6663D6')).toBe(true);
    expect([null, undefined, '', 'red', '#fff', '#6663d6;x', 'url(x)'].some(isColor)).toBe(false);
  });
});
