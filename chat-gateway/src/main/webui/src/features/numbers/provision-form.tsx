import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { formatPhone } from '@/shared/format';
import { useT } from '@/shared/i18n/i18n';
import { useMe } from '@/shared/me';
import { Problem } from '@/shared/problem';
import { Button } from '@/shared/ui/button';
import { availableQuery, numbersQuery, provision } from './api/numbers';

interface ProvisionFormProps {
  campaigns: readonly { id: string; name?: string | null | undefined }[];
}

const field =
  'h-10 rounded-xl border border-line-strong bg-raised px-3.5 focus:border-thread focus:outline-none';

/** Finds free numbers by area code and gets one. */
export function ProvisionForm({ campaigns }: ProvisionFormProps) {
  const { t, language } = useT();
  const client = useQueryClient();
  const me = useMe();
  const areaId = useId();
  const campaignId = useId();
  const nameId = useId();
  const teamsId = useId();
  const [typed, setTyped] = useState('');
  const [areaCode, setAreaCode] = useState<string | null>(null);
  const [campaign, setCampaign] = useState('');
  const [name, setName] = useState('');
  const [teams, setTeams] = useState(me.teams.join(', '));
  const found = useQuery(availableQuery(areaCode));
  const get = useMutation({
    mutationFn: (did: string) =>
      provision({
        did,
        campaignId: campaign === '' ? null : campaign,
        name: name.trim(),
        teams: teams
          .split(',')
          .map((team) => team.trim())
          .filter((team) => team !== ''),
      }),
    onSettled: () => client.invalidateQueries({ queryKey: numbersQuery.queryKey }),
  });
  const list = new Intl.NumberFormat(language === 'es' ? 'es-US' : 'en-US', {
    style: 'currency',
    currency: 'USD',
  });

  return (
    <section className="mt-10" aria-labelledby={`${areaId}-title`}>
      <h2 id={`${areaId}-title`} className="mb-3 text-lg font-semibold">
        {t('numbers.add')}
      </h2>
      <form
        className="flex flex-wrap items-end gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (/^[2-9]\d{2}$/.test(typed)) {
            setAreaCode(typed);
          }
        }}
      >
        <div>
          <label htmlFor={areaId} className="mb-1 block text-sm font-medium">
            {t('numbers.areaCode')}
          </label>
          <input
            id={areaId}
            value={typed}
            inputMode="numeric"
            maxLength={3}
            pattern="[2-9][0-9]{2}"
            required
            placeholder="305"
            title={t('numbers.areaHint')}
            onChange={(event) => setTyped(event.target.value.replace(/\D/g, ''))}
            className={`${field} w-32`}
          />
        </div>
        <div>
          <label htmlFor={campaignId} className="mb-1 block text-sm font-medium">
            {t('numbers.campaign')}
          </label>
          <select
            id={campaignId}
            value={campaign}
            onChange={(event) => setCampaign(event.target.value)}
            className={`${field} max-w-64`}
          >
            <option value="">{t('numbers.campaignDefault')}</option>
            {campaigns.map(({ id, name }) => (
              <option key={id} value={id}>
                {name == null || name === '' ? id : `${name} (${id})`}
              </option>
            ))}
          </select>
        </div>
        <div>
          <label htmlFor={nameId} className="mb-1 block text-sm font-medium">
            {t('numbers.name')}
          </label>
          <input
            id={nameId}
            value={name}
            maxLength={60}
            onChange={(event) => setName(event.target.value)}
            className={`${field} w-48`}
          />
        </div>
        <div>
          <label htmlFor={teamsId} className="mb-1 block text-sm font-medium">
            {t('numbers.teams')}
          </label>
          <input
            id={teamsId}
            value={teams}
            title={t('numbers.teamsHint')}
            placeholder="support, sales"
            onChange={(event) => setTeams(event.target.value)}
            className={`${field} w-48`}
          />
        </div>
        <Button type="submit" look="soft" className="h-10" disabled={found.isFetching}>
          {found.isFetching ? t('numbers.finding') : t('numbers.find')}
        </Button>
      </form>

      <div role="status" className="mt-4 text-sm">
        {get.isSuccess && (
          <p className="font-medium text-good">
            {t('numbers.provisioned', { number: formatPhone(get.variables) })}
          </p>
        )}
        {(get.error ?? found.error) !== null && (
          <p className="text-danger">
            {t('numbers.notDone', { reason: reasonOf(get.error ?? found.error) })}
          </p>
        )}
        {found.data?.length === 0 && <p className="text-ink-3">{t('numbers.foundNone')}</p>}
        {found.data !== undefined && found.data.length > 0 && (
          <p className="text-ink-3">{t('numbers.found', { count: found.data.length })}</p>
        )}
      </div>
      <ul className="mt-2 grid gap-2 sm:grid-cols-2">
        {found.data?.map((number) => (
          <li key={number.did} className="flex items-center gap-3 rounded-xl border border-line px-4 py-2.5">
            <div className="min-w-0 flex-1">
              <p className="font-semibold tabular-nums">{formatPhone(number.did)}</p>
              <p className="truncate text-xs text-ink-3">
                {[
                  number.ratecenter,
                  number.state,
                  number.monthlyPrice == null
                    ? null
                    : t('numbers.monthly', { price: list.format(Number(number.monthlyPrice)) }),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </p>
            </div>
            <Button
              look="soft"
              disabled={get.isPending}
              aria-label={t('numbers.provisionNumber', { number: formatPhone(number.did) })}
              onClick={() => get.mutate(number.did)}
            >
              {get.isPending && get.variables === number.did
                ? t('numbers.provisioning')
                : t('numbers.provision')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function reasonOf(error: Error | null): string {
  if (error instanceof Problem) {
    return error.errors.map((field) => field.detail).join(' ') || (error.detail ?? error.title);
  }
  return error?.message ?? '';
}
