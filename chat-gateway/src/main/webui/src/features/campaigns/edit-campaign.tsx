import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useT } from '@/shared/i18n/i18n';
import { problemAt, problemBeside } from '@/shared/provisioning/asking';
import type { Campaign } from '@/shared/provisioning/campaigns';
import { campaignKeys, campaignName, classesQuery, putCampaign } from '@/shared/provisioning/campaigns';
import { Dialog } from '@/shared/ui/dialog';
import { classWords, rateWords } from './classes';
import { FormEnd } from './form-end';

const field =
  'w-full rounded-xl border border-line-strong bg-raised px-3 text-sm focus:border-thread focus:outline-2 focus:outline-thread/30 aria-invalid:border-danger';

/** What people say of a campaign. The class is more than a word: Hilo sends as fast as it allows. */
export function EditCampaign({ campaign, onClose }: { campaign: Campaign; onClose: () => void }) {
  const { t, language } = useT();
  const id = useId();
  const client = useQueryClient();
  const classes = useQuery(classesQuery);
  const [name, setName] = useState(campaignName(campaign));
  const [throughput, setThroughput] = useState(campaign.class);
  const [useCase, setUseCase] = useState(campaign.useCase ?? '');
  const [empty, setEmpty] = useState(false);
  const saving = useMutation({
    mutationFn: () => putCampaign(campaign.id, { name: name.trim(), throughput, useCase: useCase.trim() }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: campaignKeys.all, exact: true });
      onClose();
    },
  });
  const chosen = classes.data?.find((one) => one.class === throughput);
  const nameProblem =
    empty && name.trim() === '' ? t('campaigns.edit.nameEmpty') : problemAt(saving.error, 'name');
  const beside = problemBeside(saving.error, ['name', 'class', 'useCase'], t);
  const rate = chosen === undefined ? null : rateWords(chosen, t, language);
  return (
    <Dialog
      title={t('campaigns.page.edit', { name: campaignName(campaign) })}
      closeLabel={t('campaigns.close')}
      onClose={onClose}
    >
      <form
        noValidate
        className="grid gap-3 pt-1"
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() === '') {
            setEmpty(true);
            event.currentTarget.querySelector('input')?.focus();
          } else if (!saving.isPending) {
            saving.mutate();
          }
        }}
      >
        <div>
          <label htmlFor={`${id}-name`} className="mb-1 block text-sm font-medium">
            {t('campaigns.edit.name')}
          </label>
          <input
            id={`${id}-name`}
            value={name}
            maxLength={60}
            autoComplete="off"
            aria-invalid={nameProblem !== undefined}
            aria-describedby={`${id}-name-problem`}
            onChange={(event) => setName(event.target.value)}
            className={`${field} h-10`}
          />
          <p id={`${id}-name-problem`} role="alert" className="mt-1 text-xs text-danger empty:hidden">
            {nameProblem}
          </p>
        </div>
        <div>
          <label htmlFor={`${id}-class`} className="mb-1 block text-sm font-medium">
            {t('campaigns.page.class')}
          </label>
          <select
            id={`${id}-class`}
            value={throughput}
            aria-describedby={`${id}-class-hint`}
            onChange={(event) => setThroughput(event.target.value)}
            className={`${field} h-10`}
          >
            {chosen === undefined && <option value={throughput}>{throughput}</option>}
            {classes.data?.map((one) => (
              <option key={one.class} value={one.class}>
                {`${one.class} · ${classWords(one.class, t, one.words)}`}
              </option>
            ))}
          </select>
          <p id={`${id}-class-hint`} className="mt-1 text-xs text-pretty text-ink-3">
            {rate !== null && <span className="block font-medium text-ink-2">{rate}</span>}
            {t('campaigns.edit.classHint')}
          </p>
          <p role="alert" className="mt-1 text-xs text-danger empty:hidden">
            {problemAt(saving.error, 'class')}
          </p>
        </div>
        <div>
          <label htmlFor={`${id}-use`} className="mb-1 block text-sm font-medium">
            {t('campaigns.edit.useCase')}
          </label>
          <textarea
            id={`${id}-use`}
            value={useCase}
            rows={2}
            maxLength={200}
            aria-describedby={`${id}-use-problem`}
            onChange={(event) => setUseCase(event.target.value)}
            className={`${field} py-2`}
          />
          <p id={`${id}-use-problem`} role="alert" className="mt-1 text-xs text-danger empty:hidden">
            {problemAt(saving.error, 'useCase')}
          </p>
        </div>
        <FormEnd problem={beside} saving={saving.isPending} label={t('campaigns.save')} onCancel={onClose} />
      </form>
    </Dialog>
  );
}
