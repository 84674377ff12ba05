import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNow } from '@/shared/clock';
import { formatMoment } from '@/shared/format';
import type { Language } from '@/shared/settings';
import { useT } from '@/shared/i18n/i18n';
import { Button } from '@/shared/ui/button';
import { EmptyState } from '@/shared/ui/states';
import type { Hours, Span } from '@/shared/workspace/hours';
import { days, presenceOf } from '@/shared/workspace/hours';
import type { Team } from '@/shared/workspace/teams';
import { teamsQuery } from '@/shared/workspace/teams';
import { forgetHours } from './api/edit';
import { HoursDialog } from './hours-dialog';
import { DeleteDialog, Loaded } from './parts';

/** Each team with its week, its holidays, and whether it is there now. */
export function HoursTab() {
  const { t } = useT();
  const client = useQueryClient();
  const teams = useQuery(teamsQuery);
  const [editing, setEditing] = useState<Team | null>(null);
  const [forgetting, setForgetting] = useState<Team | null>(null);
  const again = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: ['teams'] }),
      client.invalidateQueries({ queryKey: ['hours'] }),
    ]);
  const forget = useMutation({
    mutationFn: (team: Team) => forgetHours(team.name),
    onSuccess: () => {
      setForgetting(null);
      return again();
    },
  });

  return (
    <>
      <Loaded query={teams}>
        {(all) =>
          all.length === 0 ? (
            <EmptyState title={t('workspace.hours.none')} text={t('workspace.hours.noneText')} />
          ) : (
            <ul className="grid gap-4 lg:grid-cols-2">
              {all.map((team) => (
                <li
                  key={team.name}
                  data-team={team.name}
                  className="rounded-2xl border border-line bg-raised p-4 md:p-5"
                >
                  <TeamCard
                    team={team}
                    onEdit={() => setEditing(team)}
                    onForget={() => setForgetting(team)}
                  />
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      {editing !== null && (
        <HoursDialog
          team={editing.name}
          onClose={() => setEditing(null)}
          onSaved={() => {
            setEditing(null);
            void again();
          }}
        />
      )}
      {forgetting !== null && (
        <DeleteDialog
          title={t('workspace.hours.forgetTitle', { team: forgetting.name })}
          text={t('workspace.hours.forgetText')}
          action={t('workspace.hours.forget')}
          pending={forget.isPending}
          error={forget.error}
          onDelete={() => forget.mutate(forgetting)}
          onClose={() => setForgetting(null)}
        />
      )}
    </>
  );
}

function TeamCard({ team, onEdit, onForget }: { team: Team; onEdit: () => void; onForget: () => void }) {
  const { t } = useT();
  const { hours } = team;
  return (
    <>
      <div className="mb-3 flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <h2 className="text-base font-semibold">{team.name}</h2>
        <span className="flex-1 text-sm text-ink-3">
          {t('workspace.hours.numbers', { count: team.dids.length })}
        </span>
        {hours != null && <Now hours={hours} />}
      </div>
      {hours == null ? (
        <p className="mb-4 text-sm text-ink-2">{t('workspace.hours.always')}</p>
      ) : (
        <Week hours={hours} />
      )}
      <div className="flex flex-wrap gap-2">
        <Button
          look="soft"
          aria-label={`${t(hours == null ? 'workspace.hours.set' : 'workspace.edit')}: ${team.name}`}
          onClick={onEdit}
        >
          {t(hours == null ? 'workspace.hours.set' : 'workspace.edit')}
        </Button>
        {hours != null && (
          <Button look="plain" aria-label={`${t('workspace.hours.forget')}: ${team.name}`} onClick={onForget}>
            {t('workspace.hours.forget')}
          </Button>
        )}
      </div>
    </>
  );
}

function Now({ hours }: { hours: Hours }) {
  const { t, language } = useT();
  const now = new Date(useNow(60_000));
  const { there, until } = presenceOf(hours, now);
  const time = until === null ? null : formatMoment(until, now, language);
  return (
    <span
      data-there={there}
      className={`rounded-full px-2.5 py-0.5 text-xs font-semibold ${there ? 'bg-thread-soft text-thread-strong' : 'bg-warn-soft text-warn'}`}
    >
      {time === null
        ? t(there ? 'workspace.hours.there' : 'workspace.hours.away')
        : t(there ? 'workspace.hours.thereUntil' : 'workspace.hours.awayUntil', { time })}
    </span>
  );
}

function Week({ hours }: { hours: Hours }) {
  const { t, language } = useT();
  return (
    <div className="mb-4 text-sm">
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-0.5">
        {days.map((day) => (
          <div key={day} className="contents">
            <dt className="text-ink-3">{t(`workspace.hours.day.${day}`)}</dt>
            <dd className="tabular-nums">
              {(hours.days[day] ?? []).map((span) => spanText(span, language)).join(', ') ||
                t('workspace.hours.closed')}
            </dd>
          </div>
        ))}
      </dl>
      <p className="mt-2 text-xs text-ink-3">{hours.zone}</p>
      {hours.holidays.length > 0 && (
        <p className="mt-1 text-xs text-ink-3">
          {t('workspace.hours.holidays')}:{' '}
          {hours.holidays
            .map(({ date, name }) => `${dateText(date, language)}${name == null ? '' : ` (${name})`}`)
            .join(', ')}
        </p>
      )}
    </div>
  );
}

function localeOf(language: Language): string {
  return language === 'es' ? 'es-US' : 'en-US';
}

export function spanText({ from, to }: Span, language: Language): string {
  return `${timeText(from, language)} – ${timeText(to, language)}`;
}

function timeText(time: string, language: Language): string {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return new Intl.DateTimeFormat(localeOf(language), {
    hour: 'numeric',
    minute: '2-digit',
    timeZone: 'UTC',
  }).format(Date.UTC(2026, 0, 1, hour, minute));
}

export function dateText(date: string, language: Language): string {
  const at = Date.parse(`${date}T12:00:00Z`);
  return Number.isNaN(at)
    ? date
    : new Intl.DateTimeFormat(localeOf(language), { dateStyle: 'medium', timeZone: 'UTC' }).format(at);
}
