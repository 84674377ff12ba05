import { expect, it } from 'vitest';
import { namesOf } from './thread-header';

it.each([
  [['Leo Martín'], 'Leo'],
  [['Leo Martín', 'Inés Otero'], 'Leo e Inés'],
  [['Leo Martín', 'Leo Ruiz', 'Marta'], 'Leo Martín, Leo Ruiz y Marta'],
  [['Leo Martín', 'Inés Otero', 'Marta Íñiguez', 'Ana Ruiz', 'bot'], 'Leo, Inés y +3'],
])('people are called as short as one can tell them apart: %j', (people, said) => {
  expect(namesOf(people, 'es')).toBe(said);
});
