import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { areaCodesOf, stateName, stateOfAreaCode, states, statesByName } from './area-codes';

const csv = readFileSync(
  join(
    import.meta.dirname,
    '../../../../../../..',
    'provisioning-service/src/main/resources/dev/hilo/provisioning/search/area-codes.csv',
  ),
  'utf8',
);

describe('area codes', () => {
  it('are those that the server searches a state by', () => {
    const theirs = csv
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => [line.slice(0, 2), line.slice(3).trim().split(' ')] as const);
    expect(states.map((state) => [state, areaCodesOf(state)])).toEqual(theirs);
  });

  it('belong to one state each', () => {
    const all = states.flatMap(areaCodesOf);
    expect(new Set(all).size).toBe(all.length);
    expect(stateOfAreaCode('786')).toBe('FL');
    expect(stateOfAreaCode('999')).toBeNull();
  });

  it('lie in states that are sorted by their names in each language', () => {
    expect(stateName('NY', 'es')).toBe('Nueva York');
    expect(statesByName('en').indexOf('NC')).toBeGreaterThan(statesByName('en').indexOf('NY'));
    expect(statesByName('es').indexOf('NC')).toBeLessThan(statesByName('es').indexOf('NY'));
  });
});
