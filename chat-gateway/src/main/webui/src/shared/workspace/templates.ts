import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { callFor } from '../http';

export const templateView = z.object({
  id: z.string(),
  /** Absent for all. */
  team: z.nullish(z.string()),
  shortcut: z.string(),
  title: z.string(),
  body: z.string(),
  version: z.number(),
  updatedBy: z.catch(z.string(), ''),
  updatedAt: z.catch(z.string(), ''),
});
export type Template = z.output<typeof templateView>;

/** Those this agent may use; a frame says when they must be read again. */
export const templatesQuery = queryOptions({
  queryKey: ['templates'],
  queryFn: async ({ signal }) => (await callFor(z.array(templateView), '/api/templates', { signal })).data,
  staleTime: Infinity,
});

/** What a template may leave open. The server knows the same words. */
export const variables = [
  'contact.name',
  'contact.first',
  'agent.name',
  'number.name',
  'number.phone',
  'today',
] as const;
export type Variable = (typeof variables)[number];

/** What is known of each; an empty word is not known. */
export type Values = Readonly<Record<Variable, string>>;

const VARIABLE = /\{\{\s*([^{}|]*?)\s*(?:\|([^{}]*))?\}\}/g;

/** What stands in a text where something is still to be filled in: where it begins and ends. */
export interface Gap {
  from: number;
  to: number;
  text: string;
}

/** A template's text with what is known in its place; what is not, and has no word instead, stays as it was written. */
export function filled(body: string, values: Values): string {
  return body.replace(VARIABLE, (whole: string, name: string, instead: string | undefined) => {
    const known = variables.find((one) => one === name);
    const value = known === undefined ? '' : values[known].trim();
    return value === '' ? (instead === undefined ? whole : instead.trim()) : value;
  });
}

/** Everything in a text that nobody has filled in yet. */
export function gapsOf(text: string): Gap[] {
  return [...text.matchAll(VARIABLE)].map((match) => ({
    from: match.index,
    to: match.index + match[0].length,
    text: match[0],
  }));
}

/** A text in pieces, for a page that marks what is still open. */
export function piecesOf(text: string): { text: string; open: boolean }[] {
  const pieces: { text: string; open: boolean }[] = [];
  let at = 0;
  for (const gap of gapsOf(text)) {
    if (gap.from > at) {
      pieces.push({ text: text.slice(at, gap.from), open: false });
    }
    pieces.push({ text: gap.text, open: true });
    at = gap.to;
  }
  if (at < text.length) {
    pieces.push({ text: text.slice(at), open: false });
  }
  return pieces;
}

/** Without accents and capitals: what is typed in a hurry. */
function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLocaleLowerCase();
}

/**
 * The templates that fit what was typed, best first: a shortcut that begins with it, then one that has it, a title, and a
 * body.
 */
export function fitting(templates: readonly Template[], typed: string): Template[] {
  const sought = plain(typed);
  if (sought === '') {
    return [...templates];
  }
  const rank = ({ shortcut, title, body }: Template): number => {
    if (plain(shortcut).startsWith(sought)) {
      return 0;
    }
    if (
      plain(title)
        .split(/\s+/)
        .some((word) => word.startsWith(sought))
    ) {
      return 1;
    }
    return plain(shortcut).includes(sought) || plain(title).includes(sought)
      ? 2
      : plain(body).includes(sought)
        ? 3
        : 4;
  };
  return templates
    .map((template) => ({ template, rank: rank(template) }))
    .filter((one) => one.rank < 4)
    .sort((one, other) => one.rank - other.rank)
    .map((one) => one.template);
}

/** A slash and what follows it, where the cursor is. */
export interface Call {
  from: number;
  to: number;
  typed: string;
}

const CALL = /(?:^|\s)\/([\p{L}\p{N}_-]{0,40})$/u;

/** Whether somebody is calling a template at the cursor: a slash at the beginning of a word, and no blank since. */
export function callAt(text: string, cursor: number): Call | null {
  const match = CALL.exec(text.slice(0, cursor));
  if (match === null) {
    return null;
  }
  const typed = match[1] ?? '';
  return { from: cursor - typed.length - 1, to: cursor, typed };
}
