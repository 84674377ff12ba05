import { describe, expect, it } from 'vitest';
import { formatDay, formatPhone, formatWhen, initialsOf, parseUsPhone } from './format';
import { languageOf } from './settings';

describe('formats', () => {
  it.each([
    ['+13053302277', '(305) 330-2277'],
    ['+34600112233', '+346 001 122 33'],
    ['72345', '72345'],
  ])('%s reads %s', (value, text) => {
    expect(formatPhone(value)).toBe(text);
  });

  it.each([
    ['(305) 330-2277', '+13053302277'],
    ['+1 305.330.2277', '+13053302277'],
    ['1 305 330 2277', '+13053302277'],
    ['305330', null],
    ['105 330 2277', null],
    ['305 130 2277', null],
    ['call me', null],
  ])('%s typed means %s', (text, phone) => {
    expect(parseUsPhone(text)).toBe(phone);
  });

  it('makes initials of names and takes the last digits of numbers', () => {
    expect(initialsOf('Lucía de la Ferrer', '+13053302277')).toBe('LF');
    expect(initialsOf('ana', '')).toBe('A');
    expect(initialsOf(null, '+13053302277')).toBe('77');
    expect(initialsOf('🎉', '+13053302277')).toBe('77');
  });

  it('says days as people do, in both languages', () => {
    const now = new Date(2026, 10, 20, 12);
    const days = (back: number): Date => new Date(2026, 10, 20 - back, 9, 5);
    expect(formatDay(days(0), now, 'es')).toBe('Hoy');
    expect(formatDay(days(1), now, 'en')).toBe('Yesterday');
    expect(formatDay(days(3), now, 'es')).toBe('Martes');
    expect(formatDay(days(30), now, 'en')).toBe('October 21');
    expect(formatDay(days(400), now, 'en')).toBe('October 16, 2025');
    expect(formatWhen(days(0), now, 'en')).toMatch(/^9:05\sAM$/);
    expect(formatWhen(days(1), now, 'es')).toBe('Ayer');
  });
});

describe('the language', () => {
  const settings = {
    language: null,
    theme: 'system',
    sound: false,
    singleKeys: true,
    undoSend: true,
  } as const;

  it('is the first of the browser that we speak, else English, unless chosen', () => {
    expect(languageOf(settings, ['fr-FR', 'es-419', 'en'])).toBe('es');
    expect(languageOf(settings, ['fr-FR'])).toBe('en');
    expect(languageOf({ ...settings, language: 'es' }, ['en-US'])).toBe('es');
  });
});
