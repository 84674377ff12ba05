import { useQuery } from '@tanstack/react-query';
import { Clock } from 'lucide-react';
import { useNow } from '@/shared/clock';
import type { Thread } from '@/shared/contract';
import { formatMoment } from '@/shared/format';
import { useT } from '@/shared/i18n/i18n';
import { presenceOf } from '@/shared/workspace/hours';
import { teamsQuery } from '@/shared/workspace/teams';
import '@/shared/workspace/texts';

/** That nobody of the team is there right now; nothing while somebody is, or when no hours are set. */
export function OutsideHours({ thread }: { thread: Pick<Thread, 'did'> }) {
  const { t, language } = useT();
  const now = useNow(60_000);
  const { data: teams } = useQuery(teamsQuery);
  const theirs = teams?.filter((team) => team.dids.includes(thread.did)) ?? [];
  const presences = theirs.map(({ hours }) =>
    hours == null ? { there: true, until: null } : presenceOf(hours, new Date(now)),
  );
  if (presences.length === 0 || presences.some(({ there }) => there)) {
    return null;
  }
  const back = presences.flatMap(({ until }) => (until === null ? [] : [until.getTime()]));
  return (
    <span data-outside-hours className="text-warn">
      {' · '}
      <Clock className="mr-1 inline size-3 align-[-0.0625rem]" aria-hidden="true" />
      <span className="max-md:sr-only">
        {back.length === 0
          ? t('workspace.hours.outside')
          : t('workspace.hours.outsideUntil', {
              time: formatMoment(new Date(Math.min(...back)), new Date(now), language),
            })}
      </span>
    </span>
  );
}
