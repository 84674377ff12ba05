import { useSearchParams } from 'wouter';
import type { Search } from './api/available';

/** How the digits a person typed shall stand in the number. */
export const places = ['ends', 'contains'] as const;
export type Place = (typeof places)[number];

export interface LookingFor {
  npa: string;
  nxx: string;
  state: string;
  ratecenter: string;
  digits: string;
  place: Place;
}

export const nothing: LookingFor = { npa: '', nxx: '', state: '', ratecenter: '', digits: '', place: 'ends' };

export function read(parameters: URLSearchParams): LookingFor {
  const part = (name: string): string => parameters.get(name) ?? '';
  return {
    npa: part('npa'),
    nxx: part('nxx'),
    state: part('state'),
    ratecenter: part('ratecenter'),
    digits: part('digits'),
    place: places.find((place) => place === part('place')) ?? 'ends',
  };
}

export function written(looking: LookingFor): URLSearchParams {
  const { digits, place, ...others } = looking;
  const filled = Object.entries(others).filter(([, value]) => value !== '');
  return new URLSearchParams(
    digits === '' ? filled : [...filled, ['digits', digits], ...(place === 'ends' ? [] : [['place', place]])],
  );
}

/** What the server is asked; null when neither an area code nor a state says where. */
export function searchOf({ npa, nxx, state, ratecenter, digits, place }: LookingFor): Search | null {
  if (npa === '' && state === '') {
    return null;
  }
  const pattern = digits === '' ? '' : place === 'ends' ? `*${digits}` : `*${digits}*`;
  return { npa, nxx, state, ratecenter, pattern };
}

/** What is wrong with an area code or an exchange that was typed. */
export function isThreeDigits(value: string): boolean {
  return /^[2-9]\d{2}$/.test(value);
}

const parts: readonly (keyof LookingFor)[] = ['npa', 'nxx', 'state', 'ratecenter', 'digits', 'place'];

/** What is looked for, kept in the address beside the step. */
export function useLookingFor(): [LookingFor, (next: LookingFor) => void] {
  const [parameters, setParameters] = useSearchParams();
  return [
    read(parameters),
    (next) =>
      setParameters((current) => {
        const kept = new URLSearchParams(current);
        parts.forEach((part) => kept.delete(part));
        written(next).forEach((value, name) => kept.set(name, value));
        return kept;
      }),
  ];
}

/** The asked digits in a number as it is written, from and to; null when they are not there. */
export function markOf(did: string, shown: string, { digits, place }: LookingFor): [number, number] | null {
  if (!/^\d+$/.test(digits)) {
    return null;
  }
  const national = did.slice(-10);
  const from = place === 'ends' ? 10 - digits.length : national.indexOf(digits);
  if (from < 0 || !national.startsWith(digits, from)) {
    return null;
  }
  const positions = [...shown.matchAll(/\d/g)].map((match) => match.index);
  const [first, last] = [positions[from], positions[from + digits.length - 1]];
  return first === undefined || last === undefined ? null : [first, last + 1];
}
