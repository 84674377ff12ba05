import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { formatDate, formatStamp } from '@/shared/format';
import { useT } from '@/shared/i18n/i18n';
import { problemAt, problemBeside } from '@/shared/provisioning/asking';
import { campaignKeys } from '@/shared/provisioning/campaigns';
import { useNames } from '@/shared/team/people';
import { Button } from '@/shared/ui/button';
import { Dialog } from '@/shared/ui/dialog';
import type { Registration, RegistrationState, RegistrationStep } from './api/registrations';
import { forgetRegistration, putRegistration } from './api/registrations';

/** The carrier's list ticks it: nobody has to. */
const BY_ITSELF = 'listed';

/** One check-list: ticks, notes, the campaign's id, and how it ended. Each change is saved as it is made. */
export function RegistrationSheet({
  registration,
  onClose,
}: {
  registration: Registration;
  onClose: () => void;
}) {
  const { t, language } = useT();
  const names = useNames();
  const client = useQueryClient();
  const [forgetting, setForgetting] = useState(false);
  const saving = useMutation({
    mutationFn: putRegistration,
    // One after the other: each replaces the whole check-list.
    scope: { id: `registration ${registration.id}` },
    onSuccess: (saved) => {
      client.setQueryData<Registration[]>(campaignKeys.registrations, (all) =>
        all?.map((one) => (one.id === saved.id ? saved : one)),
      );
    },
    onError: () => client.invalidateQueries({ queryKey: campaignKeys.registrations }),
  });
  const forgets = useMutation({
    mutationFn: () => forgetRegistration(registration.id),
    onSuccess: async () => {
      onClose();
      await client.invalidateQueries({ queryKey: campaignKeys.registrations });
    },
  });
  /** As it is in the cache at that moment, so that two quick ticks do not undo one another. */
  const change = (values: (now: Registration) => Registration): void => {
    const now =
      client
        .getQueryData<Registration[]>(campaignKeys.registrations)
        ?.find(({ id }) => id === registration.id) ?? registration;
    const next = values(now);
    client.setQueryData<Registration[]>(campaignKeys.registrations, (all) =>
      all?.map((one) => (one.id === next.id ? next : one)),
    );
    saving.mutate(next);
  };
  const changeStep = (name: string, values: Partial<RegistrationStep>): void =>
    change((now) => ({
      ...now,
      steps: now.steps.map((step) => (step.name === name ? { ...step, ...values } : step)),
    }));
  const setState = (state: RegistrationState): void => change((now) => ({ ...now, state }));
  const beside = problemBeside(saving.error ?? forgets.error, ['campaignId'], t);

  return (
    <Dialog side title={registration.name} closeLabel={t('campaigns.close')} onClose={onClose}>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 text-sm">
        <dt className="text-ink-3">{t('campaigns.registration.field.brand')}</dt>
        <dd className="[overflow-wrap:anywhere]">{registration.brand}</dd>
        <dt className="text-ink-3">{t('campaigns.registration.field.useCase')}</dt>
        <dd className="[overflow-wrap:anywhere]">
          {registration.useCase === '' ? '–' : registration.useCase}
        </dd>
        <dt className="text-ink-3">{t('campaigns.registration.begun')}</dt>
        <dd>
          {t('campaigns.registration.by', {
            user: names(registration.createdBy),
            when: formatDate(new Date(registration.createdAt), language),
          })}
        </dd>
        <dt className="text-ink-3">{t('campaigns.registration.standing')}</dt>
        <dd data-registration-state={registration.state}>
          {t(`campaigns.registration.state.${registration.state}`)}
        </dd>
      </dl>
      <p role="status" className="mt-2 h-5 text-xs text-ink-3">
        {saving.isPending ? t('campaigns.saving') : saving.isSuccess ? t('campaigns.saved') : ''}
      </p>
      <p role="alert" className="mb-2 text-sm text-danger empty:hidden">
        {beside === undefined ? '' : t('campaigns.notDone', { reason: beside })}
      </p>
      <ol aria-label={t('campaigns.order.steps')} className="grid gap-2">
        {registration.steps.map((step) => (
          <Step
            key={step.name}
            step={step}
            onTick={(done) => changeStep(step.name, { done })}
            onNote={(note) => changeStep(step.name, { note })}
          />
        ))}
      </ol>
      <CampaignId
        key={registration.campaignId ?? ''}
        value={registration.campaignId ?? ''}
        problem={problemAt(saving.error, 'campaignId')}
        onSave={(campaignId) => change((now) => ({ ...now, campaignId }))}
      />
      <div className="mt-5 flex flex-wrap gap-2 border-t border-line pt-4">
        {registration.state === 'open' ? (
          <>
            <Button onClick={() => setState('done')}>{t('campaigns.registration.finish')}</Button>
            <Button look="soft" onClick={() => setState('dropped')}>
              {t('campaigns.registration.drop')}
            </Button>
          </>
        ) : (
          <Button look="soft" onClick={() => setState('open')}>
            {t('campaigns.registration.reopen')}
          </Button>
        )}
        <Button
          look="danger"
          className="ml-auto"
          disabled={forgets.isPending}
          onClick={() => setForgetting(true)}
        >
          {t('campaigns.registration.forget')}
        </Button>
      </div>
      {forgetting && (
        <div
          role="alertdialog"
          aria-label={t('campaigns.registration.forget')}
          aria-describedby={`forget-${registration.id}`}
          className="mt-3 rounded-xl bg-danger-soft p-3 text-sm text-danger"
        >
          <p id={`forget-${registration.id}`}>{t('campaigns.registration.forgetText')}</p>
          <div className="mt-2 flex flex-wrap gap-2">
            <Button look="danger" disabled={forgets.isPending} onClick={() => forgets.mutate()}>
              {t('campaigns.registration.forgetYes')}
            </Button>
            <Button look="plain" onClick={() => setForgetting(false)}>
              {t('campaigns.cancel')}
            </Button>
          </div>
        </div>
      )}
    </Dialog>
  );
}

interface StepProps {
  step: RegistrationStep;
  onTick: (done: boolean) => void;
  onNote: (note: string) => void;
}

function Step({ step, onTick, onNote }: StepProps) {
  const { t, language } = useT();
  const names = useNames();
  const id = useId();
  const [note, setNote] = useState(step.note ?? '');
  const save = (): void => {
    if (note.trim() !== (step.note ?? '')) {
      onNote(note.trim());
    }
  };
  return (
    <li
      data-stage={step.name}
      data-done={step.done}
      className="rounded-xl border border-line bg-raised px-3.5 py-2.5"
    >
      <div className="flex items-start gap-3">
        <input
          id={id}
          type="checkbox"
          checked={step.done}
          aria-describedby={`${id}-hint`}
          onChange={(event) => onTick(event.target.checked)}
          className="mt-0.5 size-5 shrink-0 accent-thread"
        />
        <div className="min-w-0 flex-1">
          <label htmlFor={id} className="block text-sm font-semibold">
            {t(`campaigns.registration.step.${step.name}`)}
          </label>
          <p id={`${id}-hint`} className="text-xs text-pretty text-ink-3">
            {t(`campaigns.registration.advice.${step.name}`)}
            {step.name === BY_ITSELF && !step.done && ` ${t('campaigns.registration.byItself')}`}
          </p>
          {step.done && step.doneAt != null && (
            <p className="text-xs text-good">
              <time dateTime={step.doneAt} title={formatStamp(new Date(step.doneAt), language)}>
                {t('campaigns.registration.by', {
                  user:
                    step.doneBy === 'carrier'
                      ? t('campaigns.registration.carrier')
                      : names(step.doneBy ?? ''),
                  when: formatDate(new Date(step.doneAt), language),
                })}
              </time>
            </p>
          )}
          <form
            className="mt-1.5 flex gap-2"
            onSubmit={(event) => {
              event.preventDefault();
              save();
            }}
          >
            <input
              value={note}
              maxLength={500}
              autoComplete="off"
              placeholder={t('campaigns.registration.note')}
              aria-label={t('campaigns.registration.noteOn', {
                step: t(`campaigns.registration.step.${step.name}`),
              })}
              onChange={(event) => setNote(event.target.value)}
              onBlur={save}
              className="h-9 min-w-0 flex-1 rounded-lg border border-line-strong bg-raised px-2.5 text-sm focus:border-thread focus:outline-2 focus:outline-thread/30"
            />
          </form>
        </div>
      </div>
    </li>
  );
}

function CampaignId({
  value,
  problem,
  onSave,
}: {
  value: string;
  problem: string | undefined;
  onSave: (id: string) => void;
}) {
  const { t } = useT();
  const id = useId();
  const [text, setText] = useState(value);
  const wrong = text !== '' && !/^[A-Za-z0-9]{1,20}$/.test(text.trim());
  return (
    <form
      className="mt-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (!wrong && text.trim() !== value) {
          onSave(text.trim());
        }
      }}
    >
      <label htmlFor={id} className="mb-1 block text-sm font-medium">
        {t('campaigns.registration.campaignId')}
      </label>
      <div className="flex flex-wrap gap-2">
        <input
          id={id}
          value={text}
          maxLength={20}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          placeholder="C1A2B3C"
          aria-invalid={wrong || problem !== undefined}
          aria-describedby={`${id}-hint ${id}-problem`}
          onChange={(event) => setText(event.target.value)}
          className="h-10 w-44 rounded-xl border border-line-strong bg-raised px-3 font-mono text-sm focus:border-thread focus:outline-2 focus:outline-thread/30 aria-invalid:border-danger"
        />
        <Button type="submit" look="soft" className="h-10" disabled={wrong || text.trim() === value}>
          {t('campaigns.save')}
        </Button>
      </div>
      <p id={`${id}-hint`} className="mt-1 text-xs text-pretty text-ink-3">
        {t('campaigns.registration.campaignIdHint')}
      </p>
      <p id={`${id}-problem`} role="alert" className="mt-1 text-xs text-danger empty:hidden">
        {wrong ? t('campaigns.registration.campaignIdWrong') : problem}
      </p>
    </form>
  );
}
