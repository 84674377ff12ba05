import type { QueryClient } from '@tanstack/react-query';
import { keys } from '@/live/keys';
import { Problem } from '@/shared/problem';
import type { Contact, ContactCard, Noted } from './api/get-contact';
import { contactCard, notedOf, putContact } from './api/get-contact';

/** One thing that is noted about a contact: its name, the notes, or one of the fields. */
export type Spot = { what: 'name' } | { what: 'notes' } | { what: 'field'; key: string };

export function valueAt(card: ContactCard, spot: Spot): string {
  return spot.what === 'field' ? (card.fields[spot.key] ?? '') : (card[spot.what] ?? '');
}

function withValue(noted: Noted, spot: Spot, value: string): Noted {
  return spot.what === 'field'
    ? { ...noted, fields: { ...noted.fields, [spot.key]: value } }
    : { ...noted, [spot.what]: value };
}

/** Somebody else noted something else in the same place. */
export class ChangedMeanwhile extends Error {
  override readonly name = 'ChangedMeanwhile';
  readonly theirs: string;

  constructor(theirs: string) {
    super('changed meanwhile');
    this.theirs = theirs;
  }
}

const lines = new Map<string, Promise<unknown>>();
const TRIES = 4;

/**
 * Notes one thing, after everything that was noted about this contact before. What others changed elsewhere in the
 * contact meanwhile is kept; what they changed in the same place is a question for the person.
 *
 * @param was what stood there when the person began to write
 * @throws {ChangedMeanwhile}
 */
export function note(
  client: QueryClient,
  external: string,
  spot: Spot,
  was: string,
  value: string,
): Promise<Contact> {
  const turn = (lines.get(external) ?? Promise.resolve()).then(() =>
    noteNow(client, external, spot, was, value),
  );
  const settled = turn.catch(() => undefined);
  lines.set(external, settled);
  void settled.then(() => {
    if (lines.get(external) === settled) {
      lines.delete(external);
    }
  });
  return turn;
}

async function noteNow(
  client: QueryClient,
  external: string,
  spot: Spot,
  was: string,
  value: string,
): Promise<Contact> {
  const key = keys.contact(external);
  for (let tries = 1; ; tries += 1) {
    const known = client.getQueryData<Contact>(key);
    if (known === undefined) {
      throw new Error('a contact that nobody has read');
    }
    const there = valueAt(known, spot);
    if (there !== was && there !== value) {
      throw new ChangedMeanwhile(there);
    }
    // An answer to a question of before must not put back what is noted now.
    await client.cancelQueries({ queryKey: key, exact: true });
    try {
      const saved = await putContact(external, withValue(notedOf(known), spot, value), known.version);
      client.setQueryData<Contact>(key, saved);
      return saved;
    } catch (error) {
      const newer = newerOf(error);
      if (newer === null || tries === TRIES) {
        throw error;
      }
      client.setQueryData<Contact>(key, (old) => (old === undefined ? old : { ...old, ...newer }));
    }
  }
}

function newerOf(error: unknown): ContactCard | null {
  if (!(error instanceof Problem) || error.slug !== 'stale-contact') {
    return null;
  }
  const parsed = contactCard.safeParse(error.members['contact']);
  return parsed.success ? parsed.data : null;
}
