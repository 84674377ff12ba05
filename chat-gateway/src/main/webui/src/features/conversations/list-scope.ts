import { useMemo } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import type { ListScope } from '@/live/keys';
import { filters } from '@/live/keys';

/** What the list shows, kept in the address so that it survives a reload and can be shared. */
export function useListScope(): [ListScope, (change: Partial<ListScope>) => void] {
  const [parameters, setParameters] = useSearchParams();
  const filter = filters.find((known) => known === parameters.get('filter')) ?? 'all';
  const did = parameters.get('did');
  const label = parameters.get('label');
  const scope = useMemo(() => ({ filter, did, label }), [filter, did, label]);

  function change(values: Partial<ListScope>): void {
    setParameters(
      (current) => {
        const next = new URLSearchParams(current);
        next.delete('at');
        next.delete('message');
        for (const [name, value] of Object.entries({ ...scope, ...values })) {
          if (value === null || (name === 'filter' && value === 'all')) {
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
  return [scope, change];
}

/** The address of a thread that keeps the list as it is. */
export function useThreadAddress(): (id: string, atSeq?: number) => string {
  const [parameters] = useSearchParams();
  return (id, atSeq) => {
    const next = new URLSearchParams(parameters);
    next.delete('at');
    next.delete('message');
    next.delete('compose');
    if (atSeq !== undefined) {
      next.set('at', String(atSeq));
    }
    const text = next.toString();
    return `/t/${id}${text === '' ? '' : `?${text}`}`;
  };
}

/** The thread in the address, if there is one. */
export function useOpenThreadId(): string | null {
  const [path] = useLocation();
  return /^\/t\/([^/]+)\/?$/.exec(path)?.[1] ?? null;
}
