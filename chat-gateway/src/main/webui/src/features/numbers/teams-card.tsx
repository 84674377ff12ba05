import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useT } from '@/shared/i18n/i18n';
import { problemAt, problemBeside } from '@/shared/provisioning/asking';
import { Card } from '@/shared/ui/card';
import type { OwnNumber } from '@/shared/provisioning/numbers';
import { numbersQuery, putTeams } from '@/shared/provisioning/numbers';
import { TeamsField, teamsOf } from '@/shared/provisioning/teams-field';
import { listed } from './figures';
import { rememberNumber } from './remember';
import { SaveRow } from './save-row';

/** Which teams have the number. What follows from a change is said before it is saved: open windows follow at once. */
export function TeamsCard({ number }: { number: OwnNumber }) {
  const { t, language } = useT();
  const client = useQueryClient();
  const all = useQuery(numbersQuery);
  const [chosen, setChosen] = useState<readonly string[] | null>(null);
  const teams = chosen ?? number.teams;
  const gains = teams.filter((team) => !number.teams.includes(team));
  const loses = number.teams.filter((team) => !teams.includes(team));
  const changed = gains.length + loses.length > 0;
  const saving = useMutation({
    mutationFn: () => putTeams(number.did, teams),
    onSuccess: (saved) => {
      rememberNumber(client, saved);
      setChosen(null);
    },
  });

  return (
    <Card title={t('numbers.teams.title')}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (changed && !saving.isPending) {
            saving.mutate();
          }
        }}
      >
        <TeamsField
          teams={teams}
          known={teamsOf(all.data ?? [])}
          problem={problemAt(saving.error, 'teams')}
          onChange={(next) => {
            setChosen(next);
            saving.reset();
          }}
        />
        <p className="mt-2 text-xs text-ink-3">{t('numbers.teams.hint')}</p>
        <div role="status" className="text-sm">
          {gains.length > 0 && (
            <p className="mt-1 text-good">{t('numbers.teams.gains', { teams: listed(gains, language) })}</p>
          )}
          {loses.length > 0 && (
            <p className="mt-1 text-warn">{t('numbers.teams.loses', { teams: listed(loses, language) })}</p>
          )}
          {teams.length === 0 && <p className="mt-1 text-warn">{t('numbers.teams.nobody')}</p>}
        </div>
        <SaveRow
          changed={changed}
          saving={saving.isPending}
          saved={saving.isSuccess && !changed ? t('numbers.teams.saved') : undefined}
          problem={problemBeside(saving.error, ['teams'], t)}
        />
      </form>
    </Card>
  );
}
