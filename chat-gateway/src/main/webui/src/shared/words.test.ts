import { describe, expect, it } from 'vitest';
import { folded, marksIn, soughtIn } from './words';

const marked = (text: string, query: string): string[] =>
  marksIn(text, soughtIn(query)).map(([start, end]) => text.slice(start, end));

describe('words', () => {
  it('are compared without accents and in small letters', () => {
    expect(folded('MAÑANA Peña é')).toBe('manana pena e');
  });

  it.each([
    ['mañana abren', '¿ABREN mañana?', ['ABREN', 'mañana']],
    ['manan', 'Hasta mañana, mañana', ['mañana', 'mañana']],
    ['mesa hola', 'mesas hola holas', ['hola', 'holas']],
    ['"muchas gracias"', 'gracias, muchas gracias', ['muchas', 'gracias']],
    ['mesa -silla', 'una mesa y silla', ['mesa']],
    ['peña', 'la Pen\u0303a', ['Pen\u0303a']],
    ['ok', '😀😀 Ok', ['Ok']],
    ['from:ana de:yo label:"a b" hola', 'ana hola b', ['hola']],
    ['después:2026-01-01 hola', 'hola 2026', ['hola']],
    ['4e2b7', 'código 4E2B7', ['4E2B7']],
    ['', 'hola', []],
  ])('%s are found where they stand in “%s”', (query, text, expected) => {
    expect(marked(text, query)).toEqual(expected);
  });
});
