import { Pencil, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useId } from 'react';
import type { T } from '@/shared/i18n/i18n';
import { useT } from '@/shared/i18n/i18n';
import '@/shared/i18n/talk-texts';
import { Problem } from '@/shared/problem';
import { Button, IconButton } from '@/shared/ui/button';
import { Dialog } from '@/shared/ui/dialog';
import { FailedState, Skeleton } from '@/shared/ui/states';

export const field =
  'h-9 w-full rounded-lg border border-line-strong bg-raised px-2.5 text-sm focus:border-thread focus:outline-2 focus:outline-thread/30';

/** Why something did not work, in the server's words where it has some. */
export function reasonOf(error: Error, t: T): string {
  if (!(error instanceof Problem)) {
    return t('composer.problem.unreachable');
  }
  if (error.status === 409) {
    return t('workspace.stale');
  }
  const said = error.errors.map((one) => one.detail).join(' ');
  return said === '' ? (error.detail ?? error.title) : said;
}

/** A field with its name above it, and what the server said about it below. */
export function Field({
  label,
  hint,
  problem,
  children,
}: {
  label: string;
  hint?: string;
  problem?: string | undefined;
  children: (ids: { id: string; describedBy: string | undefined; invalid: boolean }) => ReactNode;
}) {
  const id = useId();
  const hinted = hint !== undefined || problem !== undefined;
  return (
    <div>
      <label htmlFor={id} className="mb-1 block text-sm font-medium">
        {label}
      </label>
      {children({ id, describedBy: hinted ? `${id}-hint` : undefined, invalid: problem !== undefined })}
      {hinted && (
        <p
          id={`${id}-hint`}
          className={`mt-1 text-xs ${problem === undefined ? 'text-ink-3' : 'text-danger'}`}
        >
          {problem ?? hint}
        </p>
      )}
    </div>
  );
}

interface TextLineProps {
  label: string;
  problem: string | undefined;
  value: string;
  maxLength: number;
  onChange: (value: string) => void;
}

/** A line that must say something. */
export function TextLine({ label, problem, value, maxLength, onChange }: TextLineProps) {
  return (
    <Field label={label} problem={problem}>
      {({ id, describedBy, invalid }) => (
        <input
          id={id}
          aria-describedby={describedBy}
          aria-invalid={invalid}
          value={value}
          maxLength={maxLength}
          required
          onChange={(event) => onChange(event.target.value)}
          className={field}
        />
      )}
    </Field>
  );
}

interface EditButtonsProps {
  /** What the buttons are called, with what they are about. */
  edit: string;
  remove: string;
  onEdit: () => void;
  onRemove: () => void;
}

/** At the end of a row. */
export function EditButtons({ edit, remove, onEdit, onRemove }: EditButtonsProps) {
  return (
    <>
      <IconButton label={edit} onClick={onEdit}>
        <Pencil className="size-4" aria-hidden="true" />
      </IconButton>
      <IconButton label={remove} onClick={onRemove}>
        <Trash2 className="size-4" aria-hidden="true" />
      </IconButton>
    </>
  );
}

/** What did not work, where no field is to blame. */
export function Failure({ error, fields }: { error: Error | null; fields: readonly string[] }) {
  const { t } = useT();
  if (
    error === null ||
    (error instanceof Problem &&
      error.errors.length > 0 &&
      fields.some((one) => error.about(one) !== undefined))
  ) {
    return null;
  }
  return (
    <p role="alert" className="rounded-lg bg-danger-soft px-3 py-2 text-sm text-danger">
      {t('workspace.notSaved', { reason: reasonOf(error, t) })}
    </p>
  );
}

export function about(error: Error | null, name: string): string | undefined {
  return error instanceof Problem ? error.about(name) : undefined;
}

/** Asked before something is deleted for everybody. */
export function DeleteDialog({
  title,
  text,
  action,
  pending,
  error,
  onDelete,
  onClose,
}: {
  title: string;
  text: string;
  action?: string;
  pending: boolean;
  error: Error | null;
  onDelete: () => void;
  onClose: () => void;
}) {
  const { t } = useT();
  return (
    <Dialog title={title} closeLabel={t('workspace.close')} onClose={onClose}>
      <p className="mb-4 text-sm text-ink-2">{text}</p>
      <Failure error={error} fields={[]} />
      <div className="mt-3 flex justify-end gap-2">
        <Button look="plain" onClick={onClose}>
          {t('workspace.cancel')}
        </Button>
        <Button look="grave" disabled={pending} onClick={onDelete}>
          {action ?? t('workspace.delete')}
        </Button>
      </div>
    </Dialog>
  );
}

/** A list that is read: its shapes, its failure, or itself. */
export function Loaded<Data>({
  query,
  children,
}: {
  query: { data: Data | undefined; isError: boolean; refetch: () => unknown };
  children: (data: Data) => ReactNode;
}) {
  const { t } = useT();
  if (query.data !== undefined) {
    return children(query.data);
  }
  return query.isError ? (
    <FailedState
      text={t('workspace.failed')}
      retryLabel={t('workspace.retry')}
      onRetry={() => void query.refetch()}
    />
  ) : (
    <Skeleton label={t('workspace.loading')}>
      <div className="space-y-2">
        {[0, 1, 2, 3].map((line) => (
          <div key={line} className="h-14 rounded-xl bg-line" />
        ))}
      </div>
    </Skeleton>
  );
}
