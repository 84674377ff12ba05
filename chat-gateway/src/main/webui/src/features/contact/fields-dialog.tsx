import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import { keys } from '@/live/keys';
import { useT } from '@/shared/i18n/i18n';
import { Problem } from '@/shared/problem';
import { Button, IconButton } from '@/shared/ui/button';
import { Dialog } from '@/shared/ui/dialog';
import { FailedState, Skeleton } from '@/shared/ui/states';
import type { Form, Kind } from './api/fields';
import { fieldsQuery, kinds, putFields } from './api/fields';
import { whyNot } from './why-not';

const look =
  'w-full rounded-lg border border-line-strong bg-raised px-2.5 py-1.5 text-sm focus:border-thread focus:outline-2 focus:outline-thread/30 aria-invalid:border-danger disabled:opacity-60';

const MOST = 30;

interface Row {
  /** Of this dialog alone. */
  id: string;
  key: string | undefined;
  name: string;
  kind: Kind;
  /** One to a line, as they are typed. */
  choices: string;
}

/** Which fields contacts have beside name and notes: one list for all, for managers. */
export function FieldsDialog({ onClose }: { onClose: () => void }) {
  const { t } = useT();
  const form = useQuery(fieldsQuery);
  return (
    <Dialog title={t('contact.fieldsTitle')} closeLabel={t('contact.close')} onClose={onClose} wide>
      <p className="mb-3 text-sm text-pretty text-ink-2">{t('contact.fieldsLead')}</p>
      {form.data === undefined ? (
        form.isError ? (
          <FailedState
            text={t('contact.failed')}
            retryLabel={t('contact.again')}
            onRetry={() => void form.refetch()}
          />
        ) : (
          <Skeleton label={t('contact.loading')}>
            <div className="h-40 rounded-xl bg-line" />
          </Skeleton>
        )
      ) : (
        <Rows key={form.data.version} form={form.data} onClose={onClose} />
      )}
    </Dialog>
  );
}

function Rows({ form, onClose }: { form: Form; onClose: () => void }) {
  const { t } = useT();
  const id = useId();
  const client = useQueryClient();
  const list = useRef<HTMLOListElement>(null);
  const [rows, setRows] = useState<readonly Row[]>(() =>
    form.fields.map((field) => ({
      id: crypto.randomUUID(),
      key: field.key,
      name: field.name,
      kind: field.kind,
      choices: field.choices.join('\n'),
    })),
  );
  const saving = useMutation({
    mutationFn: () =>
      putFields(
        rows.map(({ key, name, kind, choices }) => ({
          key,
          name: name.trim(),
          kind,
          choices:
            kind === 'choice'
              ? choices
                  .split('\n')
                  .map((one) => one.trim())
                  .filter((one) => one !== '')
              : [],
        })),
        form.version,
      ),
    onSuccess: (saved) => {
      client.setQueryData(keys.contactFields, saved);
      void client.invalidateQueries({ queryKey: keys.contacts });
      onClose();
    },
    onError: (error) => {
      if (error instanceof Problem && error.slug === 'stale-contact') {
        void client.invalidateQueries({ queryKey: keys.contactFields });
      }
    },
  });
  const { error } = saving;
  const about = (row: number, member: string): boolean =>
    error instanceof Problem && error.about(`fields/${row}/${member}`) !== undefined;

  function change(row: Row, next: Partial<Row>): void {
    setRows((all) => all.map((one) => (one.id === row.id ? { ...one, ...next } : one)));
  }

  function move(at: number, by: 1 | -1): void {
    setRows((all) => {
      const next = [...all];
      const [row] = next.splice(at, 1);
      return row === undefined ? all : next.toSpliced(at + by, 0, row);
    });
  }

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!saving.isPending) {
          saving.mutate();
        }
      }}
    >
      <ol ref={list} className="flex flex-col gap-3">
        {rows.map((row, index) => (
          <li key={row.id} className="rounded-xl border border-line p-3" data-field={row.key ?? ''}>
            <div className="flex flex-wrap items-end gap-2">
              <div className="min-w-40 flex-1">
                <label htmlFor={`${id}-${row.id}-name`} className="mb-0.5 block text-xs font-medium">
                  {t('contact.fieldName')}
                </label>
                <input
                  id={`${id}-${row.id}-name`}
                  value={row.name}
                  maxLength={60}
                  autoComplete="off"
                  aria-invalid={about(index, 'name')}
                  onChange={(event) => change(row, { name: event.target.value })}
                  className={look}
                />
              </div>
              <div className="w-36">
                <label htmlFor={`${id}-${row.id}-kind`} className="mb-0.5 block text-xs font-medium">
                  {t('contact.fieldKind')}
                </label>
                <select
                  id={`${id}-${row.id}-kind`}
                  value={row.kind}
                  disabled={row.key !== undefined}
                  onChange={(event) =>
                    change(row, { kind: kinds.find((kind) => kind === event.target.value) ?? 'text' })
                  }
                  className={look}
                >
                  {kinds.map((kind) => (
                    <option key={kind} value={kind}>
                      {t(`contact.kind.${kind}`)}
                    </option>
                  ))}
                </select>
              </div>
              <div className="flex">
                <IconButton
                  small
                  label={t('contact.fieldUp', { name: row.name })}
                  disabled={index === 0}
                  onClick={() => move(index, -1)}
                >
                  <ArrowUp className="size-4" aria-hidden="true" />
                </IconButton>
                <IconButton
                  small
                  label={t('contact.fieldDown', { name: row.name })}
                  disabled={index === rows.length - 1}
                  onClick={() => move(index, 1)}
                >
                  <ArrowDown className="size-4" aria-hidden="true" />
                </IconButton>
                <IconButton
                  small
                  label={t('contact.fieldRemove', { name: row.name })}
                  onClick={() => setRows((all) => all.filter((one) => one.id !== row.id))}
                >
                  <Trash2 className="size-4" aria-hidden="true" />
                </IconButton>
              </div>
            </div>
            {row.kind === 'choice' && (
              <div className="mt-2">
                <label htmlFor={`${id}-${row.id}-choices`} className="mb-0.5 block text-xs font-medium">
                  {t('contact.fieldChoices')}
                </label>
                <textarea
                  id={`${id}-${row.id}-choices`}
                  value={row.choices}
                  rows={3}
                  aria-invalid={about(index, 'choices')}
                  onChange={(event) => change(row, { choices: event.target.value })}
                  className={look}
                />
              </div>
            )}
          </li>
        ))}
      </ol>
      {rows.length === 0 && <p className="text-sm text-ink-3">{t('contact.noFields')}</p>}
      <Button
        look="soft"
        className="mt-3"
        disabled={rows.length >= MOST}
        onClick={() => {
          setRows((all) => [
            ...all,
            { id: crypto.randomUUID(), key: undefined, name: '', kind: 'text', choices: '' },
          ]);
          requestAnimationFrame(() =>
            list.current?.querySelector<HTMLInputElement>('li:last-child input')?.focus(),
          );
        }}
      >
        <Plus className="size-4" aria-hidden="true" />
        {t('contact.fieldAdd')}
      </Button>
      <p className="mt-3 text-xs text-pretty text-ink-3">{t('contact.fieldsHint')}</p>
      <p role="alert" className="mt-2 text-sm text-danger empty:hidden">
        {error === null ? '' : t('contact.notDone', { reason: whyNot(error, t) })}
      </p>
      <div className="mt-4 flex justify-end gap-2">
        <Button look="plain" onClick={onClose}>
          {t('contact.cancel')}
        </Button>
        <Button type="submit" disabled={saving.isPending}>
          {saving.isPending ? t('contact.saving') : t('contact.save')}
        </Button>
      </div>
    </form>
  );
}
