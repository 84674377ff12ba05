type Side = Readonly<Record<string, unknown>> | null | undefined;

export interface Difference {
  name: string;
  /** Null where there was nothing before; the same for after. */
  before: string | null;
  after: string | null;
}

/** What is different between two states, member by member, in words that can be read. */
export function differences(before: Side, after: Side): Difference[] {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return names.flatMap((name) => {
    const was = wordsOf(before?.[name]);
    const is = wordsOf(after?.[name]);
    if (before != null && after != null && was === is) {
      return [];
    }
    return [{ name, before: before == null ? null : was, after: after == null ? null : is }];
  });
}

/** A value as words: lists with commas, members with their names, a stretch of time as one. */
export function wordsOf(value: unknown): string {
  if (value === null || value === undefined) {
    return '';
  }
  if (Array.isArray(value)) {
    return value.map(wordsOf).join(', ');
  }
  if (typeof value === 'object') {
    const members = Object.entries(value);
    const [from, to] = [members.find(([name]) => name === 'from'), members.find(([name]) => name === 'to')];
    if (members.length === 2 && from !== undefined && to !== undefined) {
      return `${wordsOf(from[1])}–${wordsOf(to[1])}`;
    }
    return members.map(([name, one]) => `${name} ${wordsOf(one)}`).join('; ');
  }
  return typeof value === 'string' ? value : JSON.stringify(value);
}
