import { useQuery } from '@tanstack/react-query';
import { Bookmark, Search } from 'lucide-react';
import type { ReactNode } from 'react';
import { lazy, Suspense, useEffect, useId, useRef, useState } from 'react';
import { anything } from '@/live/keys';
import { formatPhone } from '@/shared/format';
import { useT } from '@/shared/i18n/i18n';
import { numberName, useMe } from '@/shared/me';
import { Button } from '@/shared/ui/button';
import { LabelDot } from '@/shared/ui/label-chip';
import { NumberName } from '@/shared/ui/number-name';
import { labelsQuery, unknownLabel } from '@/shared/workspace/labels';
import { peopleQuery, useNames } from '@/shared/team/people';
import { isPlain, toggled, useListScope } from './list-scope';
import './texts';

const SaveViewDialog = lazy(async () => ({
  default: (await import('./save-view-dialog')).SaveViewDialog,
}));

/** With more than this somebody would rather type than look. */
const FEW = 10;

interface Option {
  key: string;
  /** What it is found by, too. */
  words: string;
  checked: boolean;
  onChange: () => void;
  content: ReactNode;
}

interface Section {
  name: string;
  kind: 'did' | 'label' | 'assignee' | 'team';
  options: Option[];
}

/** Narrows the list at once, choice by choice; nothing has to be confirmed. */
export function FilterPanel({ onDone }: { onDone: () => void }) {
  const { t } = useT();
  const [scope, change] = useListScope();
  const sections = useSections();
  const [words, setWords] = useState('');
  const [saving, setSaving] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const many = sections.reduce((sum, { options }) => sum + options.length, 0) > FEW;
  const wanted = words.trim().toLowerCase();
  const found = sections
    .map((section) => ({
      ...section,
      options: section.options.filter(({ words: own }) => own.toLowerCase().includes(wanted)),
    }))
    .filter(({ options }) => options.length > 0);

  // It comes a moment after the popover that takes the focus along.
  useEffect(() => root.current?.querySelector<HTMLElement>('input')?.focus(), []);

  return (
    <div ref={root} className="flex max-h-[min(70dvh,34rem)] flex-col">
      {many && (
        <div className="relative border-b border-line p-2">
          <Search
            className="pointer-events-none absolute top-4.5 left-4.5 size-4 text-ink-3"
            aria-hidden="true"
          />
          <input
            type="search"
            value={words}
            onChange={(event) => setWords(event.target.value)}
            aria-label={t('narrow.search')}
            placeholder={t('narrow.search')}
            autoComplete="off"
            className="h-9 w-full rounded-lg border border-transparent bg-linen pr-3 pl-8.5 text-sm placeholder:text-ink-3 focus:border-thread focus:outline-none"
          />
        </div>
      )}
      <div className="min-h-0 flex-1 overflow-y-auto p-2">
        {found.length === 0 && <p className="px-2 py-6 text-center text-sm text-ink-3">{t('narrow.none')}</p>}
        {found.map((section) => (
          <FilterSection key={section.kind} section={section} />
        ))}
      </div>
      <div className="flex items-center gap-1 border-t border-line p-2">
        <Button look="plain" disabled={isPlain(scope)} onClick={() => setSaving(true)}>
          <Bookmark className="size-4" aria-hidden="true" />
          {t('list.saveView')}
        </Button>
        <Button
          look="plain"
          className="ml-auto"
          disabled={isPlain(scope)}
          onClick={() => change({ order: 'activity', ...anything }, null)}
        >
          {t('list.clear')}
        </Button>
      </div>
      {saving && (
        <Suspense>
          <SaveViewDialog
            onClose={() => {
              setSaving(false);
              onDone();
            }}
          />
        </Suspense>
      )}
    </div>
  );
}

function FilterSection({ section: { name, kind, options } }: { section: Section }) {
  const group = useId();
  const several = kind === 'did' || kind === 'label';
  return (
    <fieldset className="mb-1.5">
      <legend className="px-2 pt-1.5 pb-1 text-xs font-bold tracking-wide text-ink-3">{name}</legend>
      {options.map(({ key, checked, onChange, content }) => (
        <label
          key={key}
          className="flex cursor-pointer items-center gap-2.5 rounded-lg px-2 py-1.5 text-sm hover:bg-hover has-checked:font-semibold has-checked:text-thread-strong has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-thread"
        >
          <input
            type={several ? 'checkbox' : 'radio'}
            name={several ? undefined : group}
            value={key}
            checked={checked}
            onChange={onChange}
            className="size-4 shrink-0 accent-thread outline-none"
          />
          <span className="flex min-w-0 flex-1 items-center gap-2">{content}</span>
        </label>
      ))}
    </fieldset>
  );
}

function useSections(): Section[] {
  const { t } = useT();
  const me = useMe();
  const [scope, change] = useListScope();
  const labels = useQuery(labelsQuery).data ?? [];
  const people = useQuery(peopleQuery).data ?? [];
  // What was chosen stands in the list even when it is no longer offered.
  const keys = distinct([...labels.map(({ key }) => key), ...scope.labels]);
  const dids = distinct([...me.numbers.map(({ did }) => did), ...scope.dids]);
  const users = distinct([
    me.user,
    ...people.map(({ user }) => user),
    ...(scope.assignee === null ? [] : [scope.assignee]),
  ]);
  const teams = distinct([
    ...me.teams,
    ...people.flatMap((person) => person.teams),
    ...(scope.team === null ? [] : [scope.team]),
  ]).sort();
  const label = (key: string) => labels.find((one) => one.key === key) ?? unknownLabel(key);
  const names = useNames();
  const nameOf = (user: string): string => (user === me.user ? t('narrow.me') : names(user));

  const sections: Section[] = [];
  if (dids.length > 1) {
    sections.push({
      kind: 'did',
      name: t('narrow.numbers'),
      options: dids.map((did) => ({
        key: did,
        words: `${numberName(me, did)} ${did} ${formatPhone(did)}`,
        checked: scope.dids.includes(did),
        onChange: () => change({ dids: toggled(scope.dids, did) }),
        content: (
          <>
            <span className="min-w-0 flex-1 truncate">
              <NumberName did={did} />
            </span>
            {numberName(me, did) !== formatPhone(did) && (
              <span className="shrink-0 text-xs font-normal text-ink-3 tabular-nums">{formatPhone(did)}</span>
            )}
          </>
        ),
      })),
    });
  }
  if (keys.length > 0) {
    sections.push({
      kind: 'label',
      name: t('narrow.labels'),
      options: keys.map(label).map(({ key, name, color }) => ({
        key,
        words: `${name} ${key}`,
        checked: scope.labels.includes(key),
        onChange: () => change({ labels: toggled(scope.labels, key) }),
        content: (
          <>
            <LabelDot color={color} />
            <span className="truncate">{name}</span>
          </>
        ),
      })),
    });
  }
  sections.push({
    kind: 'assignee',
    name: t('narrow.assignee'),
    options: [null, ...users].map((user) => ({
      key: user ?? '',
      words: user === null ? t('narrow.anybody') : `${nameOf(user)} ${user}`,
      checked: scope.assignee === user,
      onChange: () => change({ assignee: user }),
      content: <span className="truncate">{user === null ? t('narrow.anybody') : nameOf(user)}</span>,
    })),
  });
  if (teams.length > 0) {
    sections.push({
      kind: 'team',
      name: t('narrow.team'),
      options: [null, ...teams].map((team) => ({
        key: team ?? '',
        words: team ?? t('narrow.anyTeam'),
        checked: scope.team === team,
        onChange: () => change({ team }),
        content: <span className="truncate">{team ?? t('narrow.anyTeam')}</span>,
      })),
    });
  }
  return sections;
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)];
}
