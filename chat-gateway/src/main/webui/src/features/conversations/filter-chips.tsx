import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Bookmark, Clock3, UserRound, UsersRound, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { lazy, Suspense, useState } from 'react';
import { anything } from '@/live/keys';
import { useT } from '@/shared/i18n/i18n';
import { useMe } from '@/shared/me';
import { LabelDot, useLabel } from '@/shared/ui/label-chip';
import { unknownLabel } from '@/shared/workspace/labels';
import { NumberName } from '@/shared/ui/number-name';
import { toast } from '@/shared/ui/toast';
import { useNames } from '@/shared/team/people';
import type { SavedView } from './api/views';
import { putView, sameScope, scopeOfView, viewsQuery } from './api/views';
import { isPlain, toggled, useListScope, waitingFirst } from './list-scope';
import { useView } from './view-menu';

const SaveViewDialog = lazy(async () => ({
  default: (await import('./save-view-dialog')).SaveViewDialog,
}));

/** What the list is narrowed by, and its order when it is not the usual one: each goes with one press. */
export function FilterChips() {
  const { t } = useT();
  const [scope, change] = useListScope();
  const [saving, setSaving] = useState(false);
  if (isPlain(scope)) {
    return null;
  }
  return (
    <div role="group" aria-label={t('list.active')} className="flex flex-wrap items-center gap-1 px-3.5 pb-2">
      {waitingFirst(scope) && (
        <Chip kind="order" value="waiting" onRemove={() => change({ order: 'activity' })}>
          <Clock3 className="mr-1 inline size-3 align-[-1px]" aria-hidden="true" />
          {t('list.order.waiting')}
        </Chip>
      )}
      {scope.dids.map((did) => (
        <Chip key={did} kind="did" value={did} onRemove={() => change({ dids: toggled(scope.dids, did) })}>
          <NumberName did={did} />
        </Chip>
      ))}
      {scope.labels.map((label) => (
        <Chip
          key={label}
          kind="label"
          value={label}
          onRemove={() => change({ labels: toggled(scope.labels, label) })}
        >
          <LabelName label={label} />
        </Chip>
      ))}
      {scope.assignee !== null && (
        <Chip kind="assignee" value={scope.assignee} onRemove={() => change({ assignee: null })}>
          <UserRound className="mr-1 inline size-3 align-[-1px]" aria-hidden="true" />
          <PersonName user={scope.assignee} />
        </Chip>
      )}
      {scope.team !== null && (
        <Chip kind="team" value={scope.team} onRemove={() => change({ team: null })}>
          <UsersRound className="mr-1 inline size-3 align-[-1px]" aria-hidden="true" />
          {scope.team}
        </Chip>
      )}
      <span className="ml-auto flex items-center">
        <KeepView onSave={() => setSaving(true)} />
        <button
          type="button"
          onClick={() => change({ order: 'activity', ...anything }, null)}
          className="h-6 rounded-md px-1.5 text-xs font-medium text-ink-2 hover:bg-hover hover:text-ink"
        >
          {t('list.clear')}
        </button>
      </span>
      {saving && (
        <Suspense>
          <SaveViewDialog onClose={() => setSaving(false)} />
        </Suspense>
      )}
    </div>
  );
}

/** Makes a view of what is shown, or changes the one that was opened; nothing while it is as it was saved. */
function KeepView({ onSave }: { onSave: () => void }) {
  const { t } = useT();
  const client = useQueryClient();
  const [scope] = useListScope();
  const view = useView();
  const update = useMutation({
    mutationFn: (known: SavedView) =>
      putView(known.id, known.name, { ...scope, filter: known.filter }, known.position),
    onSuccess: () => client.invalidateQueries({ queryKey: viewsQuery.queryKey }),
    onError: (error) => toast(t('list.notKept', { reason: error.message })),
  });
  if (view !== undefined && sameScope({ ...scope, filter: view.filter }, scopeOfView(view))) {
    return null;
  }
  return (
    <button
      type="button"
      disabled={update.isPending}
      onClick={() => (view === undefined ? onSave() : update.mutate(view))}
      className="flex h-6 items-center gap-1 rounded-md px-1.5 text-xs font-semibold text-thread hover:bg-hover"
    >
      <Bookmark className="size-3" aria-hidden="true" />
      {view === undefined ? t('list.saveView') : t('list.updateView')}
    </button>
  );
}

interface ChipProps {
  kind: 'order' | 'did' | 'label' | 'assignee' | 'team';
  value: string;
  onRemove: () => void;
  children: ReactNode;
}

function Chip({ kind, value, onRemove, children }: ChipProps) {
  const { t } = useT();
  return (
    <button
      type="button"
      data-chip={kind}
      data-value={value}
      title={t('list.remove')}
      onClick={onRemove}
      className="group flex h-6 max-w-44 items-center gap-1 rounded-md bg-linen pr-1 pl-2 text-xs font-medium text-ink-2 hover:bg-pressed hover:text-ink"
    >
      <span className="sr-only">{t('list.remove')}</span> <span className="truncate">{children}</span>
      <X className="size-3.5 shrink-0 text-ink-3 group-hover:text-ink" aria-hidden="true" />
    </button>
  );
}

function LabelName({ label }: { label: string }) {
  const { name, color } = useLabel(label) ?? unknownLabel(label);
  return (
    <>
      <LabelDot color={color} className="mr-1.5 align-[-1px]" />
      {name}
    </>
  );
}

function PersonName({ user }: { user: string }) {
  const { t } = useT();
  const me = useMe();
  const names = useNames();
  return user === me.user ? t('thread.you') : names(user);
}
