import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ArrowDown, ArrowUp, Plus } from 'lucide-react';
import { useState } from 'react';
import { formatNumber } from '@/shared/format';
import { useT } from '@/shared/i18n/i18n';
import { Button, IconButton } from '@/shared/ui/button';
import { Dialog } from '@/shared/ui/dialog';
import { LabelChip, LabelDot } from '@/shared/ui/label-chip';
import { EmptyState } from '@/shared/ui/states';
import { toast } from '@/shared/ui/toast';
import type { Label, LabelColor } from '@/shared/workspace/labels';
import { createLabel, labelColors } from '@/shared/workspace/labels';
import type { LabelChange } from './api/edit';
import { changeLabel, countedLabels, deleteLabel } from './api/edit';
import { about, DeleteDialog, EditButtons, Failure, Loaded, reasonOf, TextLine } from './parts';

/** The catalogue in its order, with what can be done to each label. */
export function LabelsTab() {
  const { t, language } = useT();
  const client = useQueryClient();
  const labels = useQuery({
    queryKey: ['labels', 'counted'],
    queryFn: ({ signal }) => countedLabels(signal),
    staleTime: 5_000,
  });
  const [editing, setEditing] = useState<Label | 'new' | null>(null);
  const [deleting, setDeleting] = useState<Label | null>(null);
  const again = () => client.invalidateQueries({ queryKey: ['labels'] });

  const move = useMutation({
    mutationFn: ({ label, position }: { label: Label; position: number }) =>
      changeLabel(label.key, { name: label.name, color: label.color, position }),
    onSettled: again,
    onError: (error) => toast(t('workspace.notSaved', { reason: reasonOf(error, t) })),
  });
  const remove = useMutation({
    mutationFn: (label: Label) => deleteLabel(label.key),
    onSuccess: () => {
      setDeleting(null);
      return again();
    },
  });

  return (
    <>
      <div className="mb-3 flex justify-end">
        <Button onClick={() => setEditing('new')}>
          <Plus className="size-4" aria-hidden="true" />
          {t('workspace.labels.new')}
        </Button>
      </div>
      <Loaded query={labels}>
        {(all) =>
          all.length === 0 ? (
            <EmptyState title={t('workspace.labels.none')} text={t('workspace.labels.noneText')} />
          ) : (
            <ol
              aria-label={t('workspace.labels.list')}
              aria-busy={move.isPending}
              className="overflow-hidden rounded-2xl border border-line bg-raised"
            >
              {all.map((label, index) => (
                <li
                  key={label.key}
                  data-label-row={label.key}
                  className="flex items-center gap-3 border-line px-3 py-2 not-first:border-t md:px-4"
                >
                  <span className="flex min-w-0 flex-1 flex-wrap items-center gap-x-4 gap-y-0.5">
                    <span className="w-40 shrink-0">
                      <LabelChip labelKey={label.key} size="md" className="max-w-full" />
                    </span>
                    <span className="text-sm text-ink-3 tabular-nums">
                      {label.threads === 0
                        ? t('workspace.labels.unused')
                        : t('workspace.labels.used', {
                            count: label.threads,
                            formatted: formatNumber(label.threads, language),
                          })}
                    </span>
                  </span>
                  <span className="flex shrink-0">
                    <IconButton
                      label={t('workspace.labels.up', { name: label.name })}
                      disabled={index === 0}
                      onClick={() => move.mutate({ label, position: index - 1 })}
                    >
                      <ArrowUp className="size-4" aria-hidden="true" />
                    </IconButton>
                    <IconButton
                      label={t('workspace.labels.down', { name: label.name })}
                      disabled={index === all.length - 1}
                      onClick={() => move.mutate({ label, position: index + 1 })}
                    >
                      <ArrowDown className="size-4" aria-hidden="true" />
                    </IconButton>
                    <EditButtons
                      edit={t('workspace.labels.edit', { name: label.name })}
                      remove={t('workspace.labels.delete', { name: label.name })}
                      onEdit={() => setEditing(label)}
                      onRemove={() => setDeleting(label)}
                    />
                  </span>
                </li>
              ))}
            </ol>
          )
        }
      </Loaded>
      {editing !== null && (
        <LabelDialog
          label={editing === 'new' ? null : editing}
          color={labelColors[(labels.data?.length ?? 0) % labelColors.length] ?? 'grey'}
          onClose={() => setEditing(null)}
          onSaved={() => {
            setEditing(null);
            void again();
          }}
        />
      )}
      {deleting !== null && (
        <DeleteDialog
          title={t('workspace.labels.deleteTitle', { name: deleting.name })}
          text={
            deleting.threads === 0
              ? t('workspace.labels.unused')
              : t('workspace.labels.deleteText', {
                  count: deleting.threads,
                  formatted: formatNumber(deleting.threads, language),
                })
          }
          pending={remove.isPending}
          error={remove.error}
          onDelete={() => remove.mutate(deleting)}
          onClose={() => setDeleting(null)}
        />
      )}
    </>
  );
}

interface LabelDialogProps {
  /** Null for a new one. */
  label: Label | null;
  /** What a new one is painted with unless somebody says otherwise. */
  color: LabelColor;
  onClose: () => void;
  onSaved: () => void;
}

function LabelDialog({ label, color, onClose, onSaved }: LabelDialogProps) {
  const { t } = useT();
  const [key] = useState(() => crypto.randomUUID());
  const [draft, setDraft] = useState<LabelChange>({
    name: label?.name ?? '',
    color: label?.color ?? color,
  });
  const save = useMutation({
    mutationFn: () =>
      label === null
        ? createLabel(draft, `${key}-${draft.name}-${draft.color}`)
        : changeLabel(label.key, draft),
    onSuccess: onSaved,
  });
  return (
    <Dialog
      title={label === null ? t('workspace.labels.new') : t('workspace.labels.edit', { name: label.name })}
      closeLabel={t('workspace.close')}
      onClose={onClose}
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (draft.name.trim() !== '') {
            save.mutate();
          }
        }}
      >
        <TextLine
          label={t('workspace.labels.name')}
          problem={about(save.error, 'name')}
          value={draft.name}
          maxLength={50}
          onChange={(name) => setDraft({ ...draft, name })}
        />
        <fieldset>
          <legend className="mb-1 text-sm font-medium">{t('workspace.labels.color')}</legend>
          <div className="grid grid-cols-2 gap-1 sm:grid-cols-3">
            {labelColors.map((one) => (
              <label
                key={one}
                className="flex min-h-9 cursor-pointer items-center gap-2 rounded-lg border border-transparent px-2 text-sm hover:bg-hover has-checked:border-thread has-checked:bg-thread-soft has-focus-visible:outline-2 has-focus-visible:outline-thread"
              >
                <input
                  type="radio"
                  name="color"
                  value={one}
                  checked={draft.color === one}
                  onChange={() => setDraft({ ...draft, color: one })}
                  className="sr-only"
                />
                <LabelDot color={one} />
                {t(`workspace.labels.colors.${one}`)}
              </label>
            ))}
          </div>
        </fieldset>
        <Failure error={save.error} fields={['name']} />
        <div className="flex justify-end gap-2">
          <Button look="plain" onClick={onClose}>
            {t('workspace.cancel')}
          </Button>
          <Button type="submit" disabled={save.isPending || draft.name.trim() === ''}>
            {label === null ? t('workspace.labels.create') : t('workspace.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
