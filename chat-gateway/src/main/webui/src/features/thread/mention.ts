import type { Person } from '@/shared/team/people';
import { isCalled } from '@/shared/team/people';

/** The beginning of a name that is being written, and where it stands. */
export interface Calling {
  /** Of the sign, in the text. */
  at: number;
  words: string;
}

/** What stands between an `@` and the place where somebody writes; null when nobody is being called there. */
export function callingAt(text: string, caret: number): Calling | null {
  const found = /(?:^|[^\p{L}\p{N}_])@([\p{L}\p{N}_.-]{0,40})$/u.exec(text.slice(0, caret));
  const words = found?.[1];
  return words === undefined ? null : { at: caret - words.length - 1, words };
}

const MOST = 6;

/** Who may be meant: those whose user's name begins so come first. */
export function candidates(people: readonly Person[], words: string, me: string): Person[] {
  const exact = (person: Person): number =>
    person.user.toLowerCase().startsWith(words.toLowerCase()) ? 0 : 1;
  return people
    .filter((person) => person.user !== me && !/\s/.test(person.user) && isCalled(person, words))
    .sort((one, other) => exact(one) - exact(other))
    .slice(0, MOST);
}

/** The text with the name in it, and where writing goes on. */
export function called(
  text: string,
  calling: Calling,
  caret: number,
  user: string,
): { text: string; words: string; caret: number } {
  const rest = text.slice(caret);
  const name = `@${user}${/^[\s.,;:!?)]/.test(rest) ? '' : ' '}`;
  return { text: text.slice(0, calling.at) + name + rest, words: name, caret: calling.at + name.length };
}
