import { describe, expect, it } from 'vitest';
import type { Person } from '@/shared/team/people';
import { called, callingAt, candidates } from './mention';

const person = (user: string, name: string): Person => ({ user, name, teams: [], roles: [], seenAt: '' });
const people = [person('ana', 'Ana'), person('leo', 'Leo Martín'), person('marta', 'Marta Íñiguez')];

describe('calling a colleague', () => {
  it('begins with a sign after a space, and ends with the name', () => {
    const begun = (text: string) => callingAt(text, text.length)?.words;
    expect(begun('@')).toBe('');
    expect(begun('ask @le')).toBe('le');
    expect(begun('(@ana')).toBe('ana');
    expect(begun('leo@exa')).toBeUndefined();
    expect(begun('ask @leo ')).toBeUndefined();
    expect(callingAt('ask @leo now', 7)).toEqual({ at: 4, words: 'le' });
  });

  it('finds people by either name, whatever the accents, and not the writer', () => {
    const found = (words: string) => candidates(people, words, 'ana').map(({ user }) => user);
    expect(found('')).toEqual(['leo', 'marta']);
    expect(found('mar')).toEqual(['marta', 'leo']);
    expect(found('in')).toEqual(['marta']);
    expect(found('zoe')).toEqual([]);
  });

  it('puts the name where its beginning stood', () => {
    const text = 'ask @le, please';
    expect(called(text, { at: 4, words: 'le' }, 7, 'leo')).toEqual({
      text: 'ask @leo, please',
      words: '@leo',
      caret: 8,
    });
    expect(called('@', { at: 0, words: '' }, 1, 'leo')).toEqual({
      text: '@leo ',
      words: '@leo ',
      caret: 5,
    });
  });
});
