import { describe, expect, it } from 'vitest';
import type { Template, Values } from './templates';
import { callAt, filled, fitting, gapsOf, piecesOf } from './templates';

const values: Values = {
  'contact.name': 'Lucía Ferrer',
  'contact.first': 'Lucía',
  'agent.name': 'Ana',
  'number.name': 'Support',
  'number.phone': '(786) 555-1234',
  today: 'November 23, 2026',
};
const nobody: Values = { ...values, 'contact.name': '', 'contact.first': '' };

const template = (shortcut: string, title: string, body = ''): Template => ({
  id: shortcut,
  team: null,
  shortcut,
  title,
  body,
  version: 0,
  updatedBy: '',
  updatedAt: '',
});

describe('a template', () => {
  it('is filled in with what is known', () => {
    expect(filled('Hi {{contact.first}}, {{ agent.name }} of {{number.name}} here.', values)).toBe(
      'Hi Lucía, Ana of Support here.',
    );
  });

  it('has the word instead where nothing is known, and may have none', () => {
    expect(filled('Hi {{contact.first|there}}!', nobody)).toBe('Hi there!');
    expect(filled('Hi {{contact.first|there}}!', values)).toBe('Hi Lucía!');
    expect(filled('Hi{{contact.first|}}!', nobody)).toBe('Hi!');
  });

  it('keeps what nobody knows, to be seen', () => {
    const text = filled('Hi {{contact.first}}, see {{ nothing }}.', nobody);
    expect(text).toBe('Hi {{contact.first}}, see {{ nothing }}.');
    expect(gapsOf(text)).toEqual([
      { from: 3, to: 20, text: '{{contact.first}}' },
      { from: 26, to: 39, text: '{{ nothing }}' },
    ]);
    expect(
      piecesOf(text)
        .map((piece) => piece.text)
        .join(''),
    ).toBe(text);
    expect(piecesOf(text).filter((piece) => piece.open)).toHaveLength(2);
  });

  it('takes nothing in a name for a variable', () => {
    expect(filled('{{contact.name}}', { ...values, 'contact.name': '$& {{agent.name}}' })).toBe(
      '$& {{agent.name}}',
    );
  });
});

describe('the menu', () => {
  const all = [
    template('hours', 'Opening hours', 'We open at nine'),
    template('thanks', 'Thank you'),
    template('año', 'Año nuevo'),
  ];

  it('finds by shortcut before title before body, whatever the accents', () => {
    expect(fitting(all, '').map((one) => one.id)).toEqual(['hours', 'thanks', 'año']);
    expect(fitting(all, 'th').map((one) => one.id)).toEqual(['thanks']);
    expect(fitting(all, 'ANO').map((one) => one.id)).toEqual(['año']);
    expect(fitting(all, 'o').map((one) => one.id)).toEqual(['hours', 'thanks', 'año']);
    expect(fitting(all, 'nine').map((one) => one.id)).toEqual(['hours']);
    expect(fitting(all, 'xyz')).toEqual([]);
  });

  it('is called by a slash at the beginning of a word only', () => {
    expect(callAt('/', 1)).toEqual({ from: 0, to: 1, typed: '' });
    expect(callAt('Well, /ho', 9)).toEqual({ from: 6, to: 9, typed: 'ho' });
    expect(callAt('one\n/añ', 7)).toEqual({ from: 4, to: 7, typed: 'añ' });
    for (const text of ['and/or', 'https://hilo.example/', '/ho ', '//', 'w/']) {
      expect(callAt(text, text.length), text).toBeNull();
    }
    expect(callAt('/hours later', 3)).toEqual({ from: 0, to: 3, typed: 'ho' });
  });
});
