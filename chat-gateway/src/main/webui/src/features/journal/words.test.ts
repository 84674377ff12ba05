import { describe, expect, it } from 'vitest';
import { compare } from './words';

const told = (before: string, now: string) =>
  compare(before, now).map(({ kind, text }) => `${{ same: '=', gone: '-', added: '+' }[kind]}${text}`);

describe('comparing two readings of a text', () => {
  it('marks the words that changed and nothing else', () => {
    expect(told('see you at 5 pm', 'see you at 6 pm')).toEqual(['=see you at ', '-5', '+6', '= pm']);
    expect(told('Hola+amigo', 'Hola amigo')).toEqual(['=Hola', '-+', '+ ', '=amigo']);
  });

  it('knows the same, the empty and the wholly different', () => {
    expect(told('hola', 'hola')).toEqual(['=hola']);
    expect(told('', '')).toEqual([]);
    expect(told('', 'hola')).toEqual(['+hola']);
    expect(told('uno', 'dos')).toEqual(['-uno', '+dos']);
  });

  it('gives both texts back whole, whatever their letters', () => {
    for (const [before, now] of [
      ['¿Qué tal? 👩‍👩‍👧 ok', '¿Qué tal estás? 👩‍👩‍👧 OK'],
      ['a b c d e f', 'f e d c b a'],
      ['x '.repeat(700), 'y '.repeat(700)],
    ] as const) {
      const pieces = compare(before, now);
      const without = (kind: string) =>
        pieces
          .filter((piece) => piece.kind !== kind)
          .map((piece) => piece.text)
          .join('');
      expect(without('added')).toBe(before);
      expect(without('gone')).toBe(now);
    }
  });
});
