import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { SubmitEvent } from 'react';
import { useId, useRef, useState } from 'react';
import { formatPhone } from '@/shared/format';
import { useT } from '@/shared/i18n/i18n';
import type { T } from '@/shared/i18n/i18n';
import { numberName, useMe } from '@/shared/me';
import { Problem } from '@/shared/problem';
import { Button } from '@/shared/ui/button';
import { Dialog } from '@/shared/ui/dialog';
import { addView, viewsQuery } from './api/views';
import { useListScope, waitingFirst } from './list-scope';
import './texts';

/** What the server said against it, or that it said nothing. */
export function reasonOf(error: Error, t: T): string {
  if (!(error instanceof Problem)) {
    return t('narrow.save.unreachable');
  }
  if (error.about('name') !== undefined) {
    return t('narrow.save.taken');
  }
  return error.errors[0]?.detail ?? error.detail ?? error.title;
}

/** Keeps what the list shows now, under a name. */
export function SaveViewDialog({ onClose }: { onClose: () => void }) {
  const { t } = useT();
  const me = useMe();
  const client = useQueryClient();
  const [scope, change] = useListScope();
  const [name, setName] = useState(() =>
    [
      ...scope.labels,
      ...scope.dids.map((did) => (numberName(me, did) === '' ? formatPhone(did) : numberName(me, did))),
      ...(scope.assignee === null ? [] : [scope.assignee]),
      ...(scope.team === null ? [] : [scope.team]),
    ]
      .slice(0, 2)
      .join(' · ')
      .slice(0, 60),
  );
  const [tried, setTried] = useState(false);
  const nameId = useId();
  const problemId = useId();
  // Asked again after a lost answer there is still one view; another name is another one.
  const attempt = useRef({ key: crypto.randomUUID(), of: '' });
  const save = useMutation({
    mutationFn: (wanted: string) => {
      if (attempt.current.of !== wanted) {
        attempt.current = { key: crypto.randomUUID(), of: wanted };
      }
      return addView(wanted, scope, attempt.current.key);
    },
    onSuccess: async (view) => {
      await client.invalidateQueries({ queryKey: viewsQuery.queryKey });
      change({}, view.id);
      onClose();
    },
  });
  const missing = tried && name.trim() === '';
  const problem = missing
    ? t('narrow.save.needed')
    : save.error === null
      ? null
      : t('narrow.save.failed', { reason: reasonOf(save.error, t) });

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    setTried(true);
    if (name.trim() !== '') {
      save.mutate(name.trim());
    }
  }

  return (
    <Dialog title={t('narrow.save.title')} closeLabel={t('narrow.save.close')} onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <p className="mb-3 text-sm text-ink-2">{t('narrow.save.text')}</p>
        <label htmlFor={nameId} className="mb-1 block text-sm font-semibold">
          {t('narrow.save.name')}
        </label>
        <input
          id={nameId}
          value={name}
          maxLength={60}
          autoComplete="off"
          onChange={(event) => setName(event.target.value)}
          aria-invalid={problem !== null}
          aria-describedby={problem === null ? undefined : problemId}
          className="w-full rounded-xl border border-line-strong bg-raised px-3.5 py-2 text-[0.9375rem] focus:border-thread focus:outline-none aria-invalid:border-danger"
        />
        {problem !== null && (
          <p id={problemId} role="alert" className="mt-1.5 text-sm text-danger">
            {problem}
          </p>
        )}
        <p className="mt-3 text-sm text-ink-3">
          {t('narrow.save.tab')}:{' '}
          <span className="font-medium text-ink-2">
            {t(`list.filter.${scope.filter}`)}
            {waitingFirst(scope) && ` · ${t('list.order.waiting')}`}
          </span>
        </p>
        <div className="mt-4 flex justify-end gap-2">
          <Button look="plain" onClick={onClose}>
            {t('narrow.save.cancel')}
          </Button>
          <Button type="submit" disabled={save.isPending}>
            {t('narrow.save.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
