import { describe, expect, it } from 'vitest';
import { differences } from './differences';

describe('the record of a change', () => {
  it('shows only what is different', () => {
    expect(
      differences({ name: 'VIP', color: 'red', position: 1 }, { name: 'VIP', color: 'blue', position: 2 }),
    ).toEqual([
      { name: 'color', before: 'red', after: 'blue' },
      { name: 'position', before: '1', after: '2' },
    ]);
  });

  it('shows all of what was made or deleted', () => {
    expect(differences(null, { name: 'VIP' })).toEqual([{ name: 'name', before: null, after: 'VIP' }]);
    expect(differences({ name: 'VIP' }, undefined)).toEqual([{ name: 'name', before: 'VIP', after: null }]);
    expect(differences(undefined, undefined)).toEqual([]);
  });

  it('reads hours and holidays as people write them', () => {
    expect(
      differences(
        { days: { mon: [{ from: '09:00', to: '12:00' }] }, holidays: [] },
        {
          days: {
            mon: [
              { from: '09:00', to: '12:00' },
              { from: '13:00', to: '17:00' },
            ],
          },
          holidays: [{ date: '2026-12-25', name: 'Christmas' }],
        },
      ),
    ).toEqual([
      { name: 'days', before: 'mon 09:00–12:00', after: 'mon 09:00–12:00, 13:00–17:00' },
      { name: 'holidays', before: '', after: 'date 2026-12-25; name Christmas' },
    ]);
  });
});
