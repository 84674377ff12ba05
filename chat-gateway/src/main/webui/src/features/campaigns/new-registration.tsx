import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useT } from '@/shared/i18n/i18n';
import { problemAt, problemBeside, useKeys } from '@/shared/provisioning/asking';
import { campaignKeys } from '@/shared/provisioning/campaigns';
import { Dialog } from '@/shared/ui/dialog';
import { openRegistration } from './api/registrations';
import { FormEnd } from './form-end';

const fields = [
  { name: 'name', most: 60, required: true },
  { name: 'brand', most: 100, required: true },
  { name: 'useCase', most: 200, required: false },
] as const;

/** Begins a check-list: what the campaign is to be called, whose it is, and what for. */
export function NewRegistration({
  onClose,
  onAdded,
}: {
  onClose: () => void;
  onAdded: (id: string) => void;
}) {
  const { t } = useT();
  const id = useId();
  const client = useQueryClient();
  const keys = useKeys();
  const [wish, setWish] = useState({ name: '', brand: '', useCase: '' });
  const [tried, setTried] = useState(false);
  const adding = useMutation({
    mutationFn: () => {
      const trimmed = { name: wish.name.trim(), brand: wish.brand.trim(), useCase: wish.useCase.trim() };
      return openRegistration(trimmed, keys.of(JSON.stringify(trimmed)));
    },
    onSettled: (_, error) => keys.answered(error),
    onSuccess: async (registration) => {
      await client.invalidateQueries({ queryKey: campaignKeys.registrations });
      onAdded(registration.id);
    },
  });
  const empty = (name: (typeof fields)[number]['name']): boolean => wish[name].trim() === '';
  const missing = fields.find((one) => one.required && empty(one.name));
  const beside = problemBeside(
    adding.error,
    fields.map(({ name }) => name),
    t,
  );
  return (
    <Dialog title={t('campaigns.registration.add')} closeLabel={t('campaigns.close')} onClose={onClose}>
      <form
        noValidate
        className="grid gap-3 pt-1"
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (missing !== undefined) {
            event.currentTarget.querySelector<HTMLInputElement>(`[name=${missing.name}]`)?.focus();
          } else if (!adding.isPending) {
            adding.mutate();
          }
        }}
      >
        {fields.map(({ name, most, required }) => {
          const problem =
            tried && required && empty(name)
              ? t('campaigns.registration.needed')
              : problemAt(adding.error, name);
          return (
            <div key={name}>
              <label htmlFor={`${id}-${name}`} className="mb-1 block text-sm font-medium">
                {t(`campaigns.registration.field.${name}`)}
              </label>
              <input
                id={`${id}-${name}`}
                name={name}
                value={wish[name]}
                maxLength={most}
                autoComplete="off"
                aria-required={required}
                aria-invalid={problem !== undefined}
                aria-describedby={`${id}-${name}-hint ${id}-${name}-problem`}
                onChange={(event) => setWish({ ...wish, [name]: event.target.value })}
                className="h-10 w-full rounded-xl border border-line-strong bg-raised px-3 text-sm focus:border-thread focus:outline-2 focus:outline-thread/30 aria-invalid:border-danger"
              />
              <p id={`${id}-${name}-hint`} className="mt-1 text-xs text-ink-3">
                {t(`campaigns.registration.hint.${name}`)}
              </p>
              <p id={`${id}-${name}-problem`} role="alert" className="mt-1 text-xs text-danger empty:hidden">
                {problem}
              </p>
            </div>
          );
        })}
        <FormEnd
          problem={beside}
          saving={adding.isPending}
          label={t('campaigns.registration.begin')}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}
