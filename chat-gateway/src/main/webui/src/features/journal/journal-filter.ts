import { useMemo } from 'react';
import { useSearchParams } from 'wouter';

export const ranges = ['15m', '1h', '24h', '7d', 'all', 'custom'] as const;
export type Range = (typeof ranges)[number];
export const kinds = ['text', 'group', 'receipt', 'quarantined'] as const;
export type Kind = (typeof kinds)[number];
export const verdicts = ['shown', 'folded', 'known', 'applied', 'parked', 'none'] as const;
export type Verdict = (typeof verdicts)[number];

/** What the list of deliveries shows. `from` and `to` count only when the range is a custom one. */
export interface JournalFilter {
  range: Range;
  from: string | null;
  to: string | null;
  kind: Kind | null;
  source: string | null;
  number: string | null;
  verdict: Verdict | null;
}

const names = ['from', 'to', 'kind', 'source', 'number', 'verdict'] as const;
const spans: Partial<Record<Range, number>> = {
  '15m': 15 * 60_000,
  '1h': 3_600_000,
  '24h': 24 * 3_600_000,
  '7d': 7 * 24 * 3_600_000,
};

/** The oldest moment the filter lets through, as an instant; null for no limit. */
export function sinceOf(filter: JournalFilter, now: number): string | null {
  const span = spans[filter.range];
  return span !== undefined
    ? new Date(now - span).toISOString()
    : filter.range === 'custom'
      ? filter.from
      : null;
}

/** Whether anything but the time narrows the list. */
export function isNarrow({ kind, source, number, verdict }: JournalFilter): boolean {
  return [kind, source, number, verdict].some((value) => value !== null);
}

export function kindOf(word: string): Kind | null {
  return kinds.find((kind) => kind === word) ?? null;
}

export function verdictOf(word: string): Verdict | null {
  return verdicts.find((verdict) => verdict === word) ?? null;
}

/** Kept in the address, so that a colleague can be shown the very same list. */
export function useJournalFilter(): [JournalFilter, (change: Partial<JournalFilter>) => void] {
  const [parameters, setParameters] = useSearchParams();
  const text = parameters.toString();
  const filter = useMemo((): JournalFilter => {
    const given = new URLSearchParams(text);
    return {
      range: ranges.find((range) => range === given.get('range')) ?? '24h',
      from: given.get('from'),
      to: given.get('to'),
      kind: kindOf(given.get('kind') ?? ''),
      source: given.get('source'),
      number: given.get('number'),
      verdict: verdictOf(given.get('verdict') ?? ''),
    };
  }, [text]);

  function change(values: Partial<JournalFilter>): void {
    setParameters(
      (current) => {
        const next = new URLSearchParams(current);
        const wanted = { ...filter, ...values };
        if (wanted.range === '24h') {
          next.delete('range');
        } else {
          next.set('range', wanted.range);
        }
        for (const name of names) {
          const value = wanted[name];
          if (
            value === null ||
            value === '' ||
            ((name === 'from' || name === 'to') && wanted.range !== 'custom')
          ) {
            next.delete(name);
          } else {
            next.set(name, value);
          }
        }
        return next;
      },
      { replace: true },
    );
  }
  return [filter, change];
}
