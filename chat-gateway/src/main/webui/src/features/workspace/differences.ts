type Side = Readonly<Record<string, unknown>> | null | undefined;

export interface Difference {
  name: string;
  /** Null where there was nothing before; the same for after. */
  before: string | null;
  after: string | null;
}

/** A member's name, or a word of ours, in the reader's language; the word itself when it has none. */
export type Wording = (word: string) => string;

/** Members whose values are words of ours too. */
const worded: ReadonlySet<string> = new Set(['color', 'confirmation', 'language']);

/** What is different between two states, member by member, in words that can be read. */
export function differences(before: Side, after: Side, say: Wording = (word) => word): Difference[] {
  const valueOf = (name: string, value: unknown): string =>
    worded.has(name) && typeof value === 'string' ? say(value) : wordsOf(value, say);
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return names.flatMap((name) => {
    const was = valueOf(name, before?.[name]);
    const is = valueOf(name, after?.[name]);
    if (before != null && after != null && was === is) {
      return [];
    }
    return [{ name: say(name), before: before == null ? null : was, after: after == null ? null : is }];
  });
}

/** A value as words: lists with commas, members with their names, a stretch of time as one. */
function wordsOf(value: unknown, say: Wording): string {
  if (value === null || value === undefined) {
    return '';
  }
  if (Array.isArray(value)) {
    return value.map((one) => wordsOf(one, say)).join(', ');
  }
  if (typeof value === 'object') {
    const members = Object.entries(value);
    const [from, to] = [members.find(([name]) => name === 'from'), members.find(([name]) => name === 'to')];
    if (members.length === 2 && from !== undefined && to !== undefined) {
      return `${wordsOf(from[1], say)}–${wordsOf(to[1], say)}`;
    }
    return members.map(([name, one]) => `${say(name)} ${wordsOf(one, say)}`).join('; ');
  }
  return typeof value === 'string' ? value : JSON.stringify(value);
}
