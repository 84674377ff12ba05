import { useMemo } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import type { ListScope, Narrowing } from '@/live/keys';
import { filters, orders } from '@/live/keys';
import { narrowed } from '@/live/thread-counts';
import { sorted } from './api/get-threads';

/** What of an address says what the list shows. */
const names = ['filter', 'order', 'did', 'label', 'assignee', 'team'];

/** What an address asks for. */
export function scopeOf(parameters: URLSearchParams): ListScope {
  return {
    filter: filters.find((known) => known === parameters.get('filter')) ?? 'all',
    order: orders.find((known) => known === parameters.get('order')) ?? 'activity',
    dids: parameters.getAll('did').sort(),
    labels: parameters.getAll('label').sort(),
    assignee: parameters.get('assignee'),
    team: parameters.get('team'),
  };
}

/** The same scope is the same object, whatever else of the address changed. */
function useScopeOf(parameters: URLSearchParams): ListScope {
  const text = new URLSearchParams([...parameters].filter(([name]) => names.includes(name))).toString();
  return useMemo(() => scopeOf(new URLSearchParams(text)), [text]);
}

/** What the list shows, kept in the address so that it survives a reload and can be shared. */
export function useListScope(): [ListScope, (change: Partial<ListScope>, view?: string | null) => void] {
  const [parameters, setParameters] = useSearchParams();
  const scope = useScopeOf(parameters);

  /** @param view the saved view that this is; null for none, absent to leave it as it is */
  function change(values: Partial<ListScope>, view?: string | null): void {
    setParameters(
      (current) => {
        const next = new URLSearchParams(current);
        const wanted = { ...scopeOf(current), ...values };
        for (const name of ['at', 'q', 'message', ...names]) {
          next.delete(name);
        }
        if (wanted.filter !== 'all') {
          next.set('filter', wanted.filter);
        }
        for (const [name, value] of [...sorted(wanted), ...narrowed(wanted)]) {
          next.append(name, value);
        }
        if (view === null) {
          next.delete('view');
        } else if (view !== undefined) {
          next.set('view', view);
        }
        return next;
      },
      { replace: true },
    );
  }
  return [scope, change];
}

/** The saved view in the address, if there is one. */
export function useViewId(): string | null {
  return useSearchParams()[0].get('view');
}

/** How many things a list is narrowed by. */
export function narrowness({ dids, labels, assignee, team }: Narrowing): number {
  return dids.length + labels.length + Number(assignee !== null) + Number(team !== null);
}

/** Whether a list shows everything, in the usual order. */
export function isPlain(scope: ListScope): boolean {
  return narrowness(scope) === 0 && !waitingFirst(scope);
}

/** Nobody waits in a closed conversation, so those stand in the usual order. */
export function waitingFirst({ filter, order }: ListScope): boolean {
  return order === 'waiting' && filter !== 'closed';
}

/** With the value when it was without, and without when it was with it. */
export function toggled(values: readonly string[], value: string): string[] {
  return values.includes(value) ? values.filter((one) => one !== value) : [...values, value].sort();
}

/** The address of a thread that keeps the list as it is. */
export function useThreadAddress(): (id: string, atSeq?: number, words?: string) => string {
  const [parameters] = useSearchParams();
  return useMemo(() => addressesIn(parameters), [parameters]);
}

function addressesIn(parameters: URLSearchParams): (id: string, atSeq?: number, words?: string) => string {
  const list = new URLSearchParams(parameters);
  list.delete('at');
  list.delete('q');
  list.delete('message');
  list.delete('compose');
  return (id, atSeq, words) => {
    const next = new URLSearchParams(list);
    if (words !== undefined) {
      next.set('q', words);
    }
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
