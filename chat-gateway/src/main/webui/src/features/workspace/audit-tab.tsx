import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { formatStamp } from '@/shared/format';
import type { T } from '@/shared/i18n/i18n';
import { useT } from '@/shared/i18n/i18n';
import { workspaceEn } from '@/shared/i18n/workspace-en';
import type { Person } from '@/shared/team/people';
import { fold, peopleQuery, useNames } from '@/shared/team/people';
import { Button } from '@/shared/ui/button';
import { EmptyState } from '@/shared/ui/states';
import { CellHead, rowClass, Table } from '@/shared/ui/table';
import type { AuditEntry, AuditFilter } from './api/edit';
import { auditAddress, auditPage } from './api/edit';
import { differences } from './differences';
import { Field, field, Loaded } from './parts';

const GRID = 'lg:grid-cols-[11rem_7rem_14rem_1fr]';

type Kind = keyof typeof workspaceEn.audit.kind;
type Event = keyof typeof workspaceEn.audit.event;
const kinds = Object.keys(workspaceEn.audit.kind) as Kind[];
const words = Object.keys(workspaceEn.audit.word) as (keyof typeof workspaceEn.audit.word)[];
const events: ReadonlySet<string> = new Set(Object.keys(workspaceEn.audit.event));

/** Who changed what, newest first, narrowed by what, who and when. */
export function AuditTab() {
  const { t } = useT();
  const [filter, setFilter] = useState<AuditFilter>({ what: '', user: '', from: '', to: '' });
  const [user, setUser] = useState('');
  const people = useQuery(peopleQuery).data ?? [];
  const pages = useInfiniteQuery({
    queryKey: ['audit', filter],
    queryFn: ({ pageParam, signal }) => auditPage(pageParam, signal),
    initialPageParam: auditAddress(filter),
    getNextPageParam: (last) => last.next,
  });
  const entries = pages.data?.pages.flatMap((page) => page.entries);
  const narrow = Object.values(filter).some((one) => one !== '');

  return (
    <>
      <form
        role="search"
        aria-label={t('workspace.audit.filter')}
        className="mb-4 grid grid-cols-2 gap-3 sm:grid-cols-4"
        onSubmit={(event) => event.preventDefault()}
      >
        <Field label={t('workspace.audit.what')}>
          {({ id }) => (
            <select
              id={id}
              value={filter.what}
              onChange={(event) => setFilter({ ...filter, what: event.target.value })}
              className={field}
            >
              <option value="">{t('workspace.audit.anything')}</option>
              {kinds.map((kind) => (
                <option key={kind} value={kind}>
                  {t(`workspace.audit.kind.${kind}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={t('workspace.audit.user')}>
          {({ id }) => (
            <input
              id={id}
              type="search"
              value={user}
              maxLength={200}
              placeholder={t('workspace.audit.userHint')}
              onChange={(event) => setUser(event.target.value)}
              onBlur={() => setFilter({ ...filter, user: userOf(user, people) })}
              onKeyDown={(event) => {
                if (event.key === 'Enter') {
                  setFilter({ ...filter, user: userOf(user, people) });
                }
              }}
              className={field}
            />
          )}
        </Field>
        {(['from', 'to'] as const).map((end) => (
          <Field key={end} label={t(`workspace.audit.${end}`)}>
            {({ id }) => (
              <input
                id={id}
                type="date"
                value={filter[end]}
                onChange={(event) => setFilter({ ...filter, [end]: event.target.value })}
                className={field}
              />
            )}
          </Field>
        ))}
      </form>
      <Loaded query={{ data: entries, isError: pages.isError, refetch: pages.refetch }}>
        {(all) =>
          all.length === 0 ? (
            <EmptyState
              title={t('workspace.audit.none')}
              text={t(narrow ? 'workspace.audit.noneNarrow' : 'workspace.audit.noneText')}
            />
          ) : (
            <Table
              label={t('workspace.audit.list')}
              grid={GRID}
              busy={pages.isFetching}
              heads={[
                t('workspace.audit.heads.when'),
                t('workspace.audit.heads.who'),
                t('workspace.audit.heads.what'),
                t('workspace.audit.heads.change'),
              ]}
            >
              {all.map((entry) => (
                <Row key={entry.id} entry={entry} />
              ))}
            </Table>
          )
        }
      </Loaded>
      {pages.hasNextPage && (
        <div className="mt-3 flex justify-center">
          <Button look="soft" disabled={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            {t('workspace.audit.more')}
          </Button>
        </div>
      )}
    </>
  );
}

function Row({ entry }: { entry: AuditEntry }) {
  const { t, language } = useT();
  const names = useNames();
  const changes = differences(entry.before, entry.after, (word) => wordText(word, t));
  return (
    <div role="row" data-audit={entry.what} className={rowClass(GRID)}>
      <div role="cell" className="text-sm text-ink-2 tabular-nums max-lg:flex">
        <CellHead>{t('workspace.audit.heads.when')}</CellHead>
        <time dateTime={entry.at}>{formatStamp(new Date(entry.at), language)}</time>
      </div>
      <div role="cell" className="text-sm font-semibold break-words max-lg:flex">
        <CellHead>{t('workspace.audit.heads.who')}</CellHead>
        <span title={entry.user}>{names(entry.user)}</span>
      </div>
      <div role="cell" className="text-sm break-words max-lg:flex">
        <CellHead>{t('workspace.audit.heads.what')}</CellHead>
        <span>{eventText(entry, t)}</span>
      </div>
      <div role="cell" className="min-w-0 text-sm">
        <dl className="flex flex-col gap-0.5">
          {changes.map(({ name, before, after }) => (
            <div key={name} className="flex flex-wrap items-baseline gap-x-2">
              <dt className="text-xs text-ink-3">{name}</dt>
              <dd className="min-w-0 break-words">
                {before !== null && (
                  <del className="text-ink-3">
                    <span className="sr-only">{t('workspace.audit.before')}: </span>
                    {before === '' ? t('workspace.audit.nothing') : before}
                  </del>
                )}
                {before !== null && after !== null && <span aria-hidden="true"> → </span>}
                {after !== null && (
                  <ins className="no-underline">
                    <span className="sr-only">{t('workspace.audit.after')}: </span>
                    {after === '' ? t('workspace.audit.nothing') : after}
                  </ins>
                )}
              </dd>
            </div>
          ))}
        </dl>
      </div>
    </div>
  );
}

/** Whoever is called so, else a user's name as it was written. */
function userOf(words: string, people: readonly Person[]): string {
  const sought = words.trim();
  const called = people.filter(({ name }) => fold(name) === fold(sought));
  return called.length === 1 ? (called[0]?.user ?? sought) : sought;
}

function wordText(word: string, t: T): string {
  const known = words.find((one) => one === word);
  return known === undefined ? word : t(`workspace.audit.word.${known}`);
}

function eventText({ what, subject }: AuditEntry, t: T): string {
  return events.has(what) ? t(`workspace.audit.event.${what as Event}`, { subject }) : `${what}: ${subject}`;
}
