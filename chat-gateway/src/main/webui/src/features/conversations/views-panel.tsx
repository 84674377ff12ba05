import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ArrowDown, ArrowUp, Bookmark, Inbox, Pencil, Trash2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { anything } from '@/live/keys';
import { countsQuery } from '@/live/thread-counts';
import { formatNumber } from '@/shared/format';
import { useT } from '@/shared/i18n/i18n';
import { Button, IconButton } from '@/shared/ui/button';
import { FailedState } from '@/shared/ui/states';
import { toast } from '@/shared/ui/toast';
import type { SavedView } from './api/views';
import { deleteView, putView, sameScope, scopeOfView, viewsQuery } from './api/views';
import { useListScope, useViewId } from './list-scope';
import { reasonOf } from './save-view-dialog';
import './texts';

const row =
  'flex h-9 min-w-0 flex-1 items-center gap-2.5 rounded-lg px-2 text-left text-sm font-medium hover:bg-hover aria-[current]:bg-thread-soft aria-[current]:text-thread-strong';

/** The agent's views with how much each holds now; to open, rename, move and delete. */
export function ViewsPanel({ onDone }: { onDone: () => void }) {
  const { t } = useT();
  const { data: views, isError, refetch } = useQuery(viewsQuery);
  const [scope, change] = useListScope();
  const current = useViewId();
  const [edited, setEdited] = useState<string | null>(null);
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => root.current?.querySelector<HTMLElement>('button')?.focus(), []);

  return (
    <div ref={root}>
      <button
        type="button"
        aria-current={views?.some(({ id }) => id === current) === true ? undefined : 'true'}
        onClick={() => {
          change({ filter: 'all', order: 'activity', ...anything }, null);
          onDone();
        }}
        className={`${row} w-full`}
      >
        <Inbox className="size-4 shrink-0 text-ink-3" aria-hidden="true" />
        {t('narrow.views.whole')}
      </button>
      {isError && (
        <div className="h-32">
          <FailedState
            text={t('narrow.views.failed')}
            retryLabel={t('narrow.views.retry')}
            onRetry={() => void refetch()}
          />
        </div>
      )}
      {views?.length === 0 && <p className="px-2 pt-1 pb-2 text-sm text-ink-3">{t('narrow.views.none')}</p>}
      {views !== undefined && views.length > 0 && (
        <ul aria-label={t('narrow.views.title')} className="max-h-[min(60dvh,26rem)] overflow-y-auto">
          {views.map((view) => (
            <li key={view.id}>
              <div className="flex items-center gap-0.5">
                <button
                  type="button"
                  data-view={view.id}
                  aria-current={view.id === current ? 'true' : undefined}
                  onClick={() => {
                    change(scopeOfView(view), view.id);
                    onDone();
                  }}
                  className={row}
                >
                  <Bookmark className="size-4 shrink-0 text-ink-3" aria-hidden="true" />
                  <span className="min-w-0 flex-1 truncate">{view.name}</span>
                  <ViewCount view={view} />
                </button>
                <IconButton
                  label={t('narrow.views.edit', { name: view.name })}
                  aria-expanded={edited === view.id}
                  small
                  onClick={() => setEdited(edited === view.id ? null : view.id)}
                >
                  <Pencil className="size-3.5" aria-hidden="true" />
                </IconButton>
              </div>
              {edited === view.id && (
                <ViewEditor
                  view={view}
                  last={view.position === views.length - 1}
                  scope={sameScope(scope, scopeOfView(view)) ? null : scope}
                  onDone={() => setEdited(null)}
                />
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function ViewCount({ view }: { view: SavedView }) {
  const { language } = useT();
  const { filter, dids, labels, assignee, team } = scopeOfView(view);
  const { data } = useQuery(countsQuery({ dids, labels, assignee, team }));
  return data === undefined ? null : (
    <span className="shrink-0 text-xs font-semibold text-ink-2 tabular-nums">
      {formatNumber(data[filter], language)}
    </span>
  );
}

interface EditorProps {
  view: SavedView;
  last: boolean;
  /** What the list shows now, when that is something else. */
  scope: ReturnType<typeof scopeOfView> | null;
  onDone: () => void;
}

function ViewEditor({ view, last, scope, onDone }: EditorProps) {
  const { t } = useT();
  const client = useQueryClient();
  const [name, setName] = useState(view.name);
  const [, change] = useListScope();
  const current = useViewId();
  const reread = () => client.invalidateQueries({ queryKey: viewsQuery.queryKey });
  const put = useMutation({
    mutationFn: (next: { name?: string; scope?: ReturnType<typeof scopeOfView>; position?: number }) =>
      putView(
        view.id,
        next.name ?? view.name,
        next.scope ?? scopeOfView(view),
        next.position ?? view.position,
      ),
    onSuccess: reread,
  });
  const remove = useMutation({
    mutationFn: () => deleteView(view.id),
    onSuccess: async () => {
      toast(t('narrow.views.removed', { name: view.name }));
      if (current === view.id) {
        change({}, null);
      }
      onDone();
      await reread();
    },
  });
  const error = put.error ?? remove.error;

  return (
    <form
      className="mx-1 mb-1.5 rounded-lg bg-linen p-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '' && name.trim() !== view.name) {
          put.mutate({ name: name.trim() }, { onSuccess: onDone });
        }
      }}
    >
      <div className="flex gap-1.5">
        <input
          value={name}
          maxLength={60}
          aria-label={t('narrow.save.name')}
          autoComplete="off"
          onChange={(event) => setName(event.target.value)}
          className="h-9 min-w-0 flex-1 rounded-lg border border-line-strong bg-raised px-2.5 text-sm focus:border-thread focus:outline-none"
        />
        <Button type="submit" look="soft" disabled={name.trim() === '' || name.trim() === view.name}>
          {t('narrow.views.rename')}
        </Button>
      </div>
      <div className="mt-1.5 flex items-center gap-0.5">
        <IconButton
          label={t('narrow.views.up', { name: view.name })}
          small
          disabled={view.position === 0 || put.isPending}
          onClick={() => put.mutate({ position: view.position - 1 })}
        >
          <ArrowUp className="size-4" aria-hidden="true" />
        </IconButton>
        <IconButton
          label={t('narrow.views.down', { name: view.name })}
          small
          disabled={last || put.isPending}
          onClick={() => put.mutate({ position: view.position + 1 })}
        >
          <ArrowDown className="size-4" aria-hidden="true" />
        </IconButton>
        {scope !== null && (
          <button
            type="button"
            onClick={() => {
              put.mutate({ scope }, { onSuccess: () => change({}, view.id) });
            }}
            className="h-8 rounded-lg px-2 text-xs font-semibold text-thread hover:bg-hover"
          >
            {t('narrow.views.update')}
          </button>
        )}
        <IconButton
          label={t('narrow.views.removeName', { name: view.name })}
          small
          className="ml-auto text-danger"
          onClick={() => remove.mutate()}
        >
          <Trash2 className="size-4" aria-hidden="true" />
        </IconButton>
      </div>
      {error !== null && (
        <p role="alert" className="mt-1.5 text-sm text-danger">
          {t('narrow.views.notDone', { reason: reasonOf(error, t) })}
        </p>
      )}
    </form>
  );
}
