import { describe, expect, it } from 'vitest';
import { quoteOf } from './quote';

describe('a quoted text', () => {
  it('begins the answer on a line of its own', () => {
    expect(quoteOf('¿A qué hora\nabren mañana?')).toBe('"¿A qué hora abren mañana?"\n');
  });

  it('is as long as it takes to remember it, and ends with a word', () => {
    const long = 'I would like to know whether my order is ready, because I have to leave town on Friday';
    expect(quoteOf(long)).toBe('"I would like to know whether my order is ready, because I..."\n');
    expect(quoteOf('x'.repeat(90))).toBe(`"${'x'.repeat(60)}..."\n`);
  });

  it('costs no other alphabet where it need not', () => {
    expect(quoteOf('He said “yes” 👍')).toBe('"He said \'yes\'"\n');
    expect(quoteOf('“María” está aquí')).toBe('"\'María\' está aquí"\n');
  });

  it('of nothing is nothing, and of a sign is that sign', () => {
    expect(quoteOf(' \n')).toBe('');
    expect(quoteOf('👍')).toBe('"👍"\n');
  });
});
