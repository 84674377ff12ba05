import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { contrast } from '../provisioning/colors';
import { labelColors } from '../workspace/labels';

const css = readFileSync(join(import.meta.dirname, 'label-chip.css'), 'utf8');
const page = readFileSync(join(import.meta.dirname, '../../app/app.css'), 'utf8');

/** Light first, then dark. */
function paints(color: string) {
  return [...css.matchAll(new RegExp(`\\[data-label-color='${color}'\\] \\{([^}]*)\\}`, 'g'))].map(
    (match) => {
      const value = (name: string): string =>
        new RegExp(`--label-${name}: (#[0-9a-f]{6})`).exec(match[1] ?? '')?.[1] ?? '';
      return { ground: value('ground'), ink: value('ink'), dot: value('dot') };
    },
  );
}

/** What a dot may lie on, in light and in dark. */
const grounds = (theme: 0 | 1): string[] =>
  (page.split("[data-theme='dark'] {")[theme] ?? '')
    .split('}')
    .slice(0, theme === 0 ? undefined : 1)
    .join('')
    .match(/--(paper|raised): #[0-9a-f]{6}/g)
    ?.map((line) => line.slice(-7)) ?? [];

describe('the colours of labels', () => {
  it('carry their words by 4.5:1 and more in both themes', () => {
    for (const color of labelColors) {
      const both = paints(color);
      expect(both, color).toHaveLength(2);
      for (const { ground, ink } of both) {
        expect(contrast(ground, ink), `${color}: ${ink} on ${ground}`).toBeGreaterThanOrEqual(4.5);
      }
    }
  });

  it('are told from the page by 3:1 where they are a dot', () => {
    expect([grounds(0).length, grounds(1).length]).toEqual([2, 2]);
    for (const color of labelColors) {
      paints(color).forEach(({ dot }, theme) => {
        for (const ground of grounds(theme === 0 ? 0 : 1)) {
          expect(contrast(dot, ground), `${color}: ${dot} on ${ground}`).toBeGreaterThanOrEqual(3);
        }
      });
    }
  });
});
