import { describe, expect, it } from 'vitest';
import { culpritsOf, toGsm } from './gsm';
import { segmentsOf } from './segments';

const marked = (text: string): string[] => culpritsOf(text).map(({ from, to }) => text.slice(from, to));

describe('what keeps a text from being GSM', () => {
  it('is nothing in a plain one, in Spanish neither', () => {
    expect(culpritsOf('Mañana, señor Muñiz: ¡él y el ñandu! €5 ~ [x] {y}')).toEqual([]);
  });

  it('is found where it stands as it was typed', () => {
    expect(marked('Ven “mañana” a las 5…')).toEqual(['“', '”', '…']);
    expect(marked('a😀b👩‍👩‍👧c🇲🇽d')).toEqual(['😀', '👩‍👩‍👧', '🇲🇽']);
  });

  it('counts an accent behind its letter as the letter it makes', () => {
    expect(marked('e\u0301 n\u0303')).toEqual([]);
    expect(marked('a\u0301')).toEqual(['a\u0301']);
  });

  it('is something exactly when the text is counted as UCS-2', () => {
    for (const text of [
      '',
      'Hola',
      'Hola 👋',
      'e\u0301',
      'a\r\nb',
      'é\u0000',
      'и',
      '\u00A0',
      '\uFEFF',
      'A\uFE0F',
    ]) {
      expect(culpritsOf(text).length > 0, JSON.stringify(text)).toBe(segmentsOf(text).encoding === 'ucs2');
    }
  });
});

describe('made GSM', () => {
  it('says what becomes of each sign', () => {
    const { text, changes, stuck } = toGsm('“¿Mañana?” — sí, sí… 👍');
    expect(text).toBe('"¿Mañana?" - si, si...');
    expect(changes).toEqual([
      { from: '“', to: '"', times: 1 },
      { from: '”', to: '"', times: 1 },
      { from: '—', to: '-', times: 1 },
      { from: 'í', to: 'i', times: 2 },
      { from: '…', to: '...', times: 1 },
      { from: '👍', to: '', times: 1 },
    ]);
    expect(stuck).toEqual([]);
    expect(segmentsOf(text).encoding).toBe('gsm7');
  });

  it('leaves one space where something went', () => {
    expect(toGsm('Hola 👋 Lucía').text).toBe('Hola Lucia');
    expect(toGsm('👋 Hola').text).toBe('Hola');
    expect(toGsm('Hola Lucas 👋, ¿ya?').text).toBe('Hola Lucas, ¿ya?');
    expect(toGsm('Hola 👋').text).toBe('Hola');
    expect(toGsm('Hola 👋\nadiós').text).toBe('Hola \nadios');
  });

  it('knows emoji that have always had a spelling, with whatever belongs to them', () => {
    expect(toGsm('😊 ❤️ 👍🏽').text).toBe(':) <3');
  });

  it('keeps what has no counterpart and says so', () => {
    const { text, stuck } = toGsm('Привет “you”');
    expect(text).toBe('Привет "you"');
    expect(stuck).toEqual(['П', 'р', 'и', 'в', 'е', 'т']);
  });

  it('takes away accents only from letters that need it', () => {
    expect(toGsm('é à ñ ü Ç á ó ú ç ë').text).toBe('é à ñ ü Ç a o u c e');
  });

  it('keeps them all where a name may be meant', () => {
    const { text, stuck } = toGsm('“María” 👋', { keepAccents: true });
    expect(text).toBe('"María"');
    expect(stuck).toEqual(['í']);
  });

  it('changes nothing that is GSM already', () => {
    const text = 'Mañana a las 5 €\n[ok]';
    expect(toGsm(text)).toEqual({ text, changes: [], stuck: [] });
  });
});
