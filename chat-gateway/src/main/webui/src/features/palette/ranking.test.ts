import { describe, expect, it } from 'vitest';
import { rank, read } from './ranking';

const best = (query: string, texts: string[]): string[] =>
  texts
    .map((text) => ({ text, score: rank(read(query).words, text) }))
    .filter(({ score }) => score !== null)
    .sort((a, b) => (b.score ?? 0) - (a.score ?? 0))
    .map(({ text }) => text);

describe('the ranking', () => {
  it('wants every word to begin one, in any order, whatever the accents', () => {
    expect(best('pena lu', ['Lucía Peña', 'Lucía Vega', 'Begoña Peña'])).toEqual(['Lucía Peña']);
  });

  it('puts first what begins like the question', () => {
    expect(best('con', ['Close conversation', 'Conversación nueva', 'Ir a los contactos'])).toEqual([
      'Conversación nueva',
      'Close conversation',
      'Ir a los contactos',
    ]);
  });

  it('prefers the whole word and the shorter name', () => {
    expect(best('ana', ['Anabel Ruiz', 'Ana Vega Solís', 'Ana'])).toEqual([
      'Ana',
      'Ana Vega Solís',
      'Anabel Ruiz',
    ]);
  });

  it('finds the middle of a word only when enough of it is typed', () => {
    expect(best('go', ['Begoña'])).toEqual([]);
    expect(best('gon', ['Begoña'])).toEqual(['Begoña']);
  });

  it('reads part of a number in any form', () => {
    expect(read('(305) 330-22').digits).toBe('30533022');
    expect(read('305 ana').digits).toBe('');
  });
});
