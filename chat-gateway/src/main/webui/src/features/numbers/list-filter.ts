import { useMemo } from 'react';
import { useSearchParams } from 'wouter';
import type { NumberState } from '@/shared/provisioning/numbers';
import { numberStates } from '@/shared/provisioning/numbers';
import type { Attention } from './attention';
import { attentions } from './attention';

export const sorts = ['name', 'number', 'state', 'sent', 'failed', 'heard'] as const;
export type Sort = (typeof sorts)[number];

/** Stands for "none of them" among teams and campaigns, whose own names begin with a letter or digit. */
export const NONE = '-';

/** What the table shows; null means any. */
export interface ListFilter {
  text: string;
  state: NumberState | null;
  team: string | null;
  campaign: string | null;
  attention: Attention | 'any' | null;
  sort: Sort;
  released: boolean;
}

export const everything: ListFilter = {
  text: '',
  state: null,
  team: null,
  campaign: null,
  attention: null,
  sort: 'name',
  released: false,
};

/** How many choices narrow the table, the text aside. */
export function narrowing({ state, team, campaign, attention }: ListFilter): number {
  return [state, team, campaign, attention].filter((one) => one !== null).length;
}

/** Kept in the address, so that a colleague can be shown the very same table. */
export function useListFilter(): [ListFilter, (change: Partial<ListFilter>) => void] {
  const [parameters, setParameters] = useSearchParams();
  const address = parameters.toString();
  const filter = useMemo((): ListFilter => {
    const given = new URLSearchParams(address);
    const attention = given.get('attention');
    return {
      text: given.get('q') ?? '',
      state: numberStates.find((state) => state === given.get('state')) ?? null,
      team: given.get('team'),
      campaign: given.get('campaign'),
      attention: attention === 'any' ? 'any' : (attentions.find((one) => one === attention) ?? null),
      sort: sorts.find((sort) => sort === given.get('sort')) ?? everything.sort,
      released: given.get('show') === 'released',
    };
  }, [address]);

  function change(values: Partial<ListFilter>): void {
    setParameters(() => parametersOf({ ...filter, ...values }), { replace: true });
  }
  return [filter, change];
}

function parametersOf({
  text,
  state,
  team,
  campaign,
  attention,
  sort,
  released,
}: ListFilter): URLSearchParams {
  const next = new URLSearchParams();
  const values = {
    q: text === '' ? null : text,
    state,
    team,
    campaign,
    attention,
    sort: sort === everything.sort ? null : sort,
    show: released ? 'released' : null,
  };
  for (const [name, value] of Object.entries(values)) {
    if (value !== null) {
      next.set(name, value);
    }
  }
  return next;
}
