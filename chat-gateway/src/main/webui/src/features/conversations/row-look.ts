import { useQuery } from '@tanstack/react-query';
import type { MouseEvent } from 'react';
import { useMemo } from 'react';
import { useLocation } from 'wouter';
import { useToday } from '@/shared/clock';
import type { Me } from '@/shared/contract';
import type { T } from '@/shared/i18n/i18n';
import { useT } from '@/shared/i18n/i18n';
import { useMe } from '@/shared/me';
import type { Language } from '@/shared/settings';
import { useNames } from '@/shared/team/people';
import type { Label } from '@/shared/workspace/labels';
import { labelsQuery, unknownLabel } from '@/shared/workspace/labels';

/** What all rows of the list have in common. Asked for once: a row that asked by itself would cost as much again. */
export interface RowLook {
  t: T;
  language: Language;
  me: Me;
  today: Date;
  nameOf: (user: string) => string;
  /** Null for one that the catalogue does not have any more. */
  labelOf: (key: string) => Label | null;
}

/** The same object as long as rows look the same. */
export function useRowLook(): RowLook {
  const { t, language } = useT();
  const me = useMe();
  const today = useToday();
  const nameOf = useNames();
  const { data: labels } = useQuery(labelsQuery);
  return useMemo(() => {
    const byKey = labels === undefined ? null : new Map(labels.map((label) => [label.key, label]));
    return {
      t,
      language,
      me,
      today,
      nameOf,
      labelOf: (key) => (byKey === null ? unknownLabel(key) : (byKey.get(key) ?? null)),
    };
  }, [t, language, me, today, nameOf, labels]);
}

/** What a link of the router's does, once for all rows below it. */
export function useFollow(): (event: MouseEvent) => void {
  const [, navigate] = useLocation();
  return (event) => {
    const link = (event.target as Element).closest('a[data-thread-id]')?.getAttribute('href');
    const elsewhere = event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.button !== 0;
    if (link != null && !elsewhere) {
      event.preventDefault();
      navigate(link);
    }
  };
}
