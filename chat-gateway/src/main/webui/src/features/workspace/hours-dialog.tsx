import { useMutation, useQuery } from '@tanstack/react-query';
import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { useT } from '@/shared/i18n/i18n';
import { Problem } from '@/shared/problem';
import { Button, IconButton } from '@/shared/ui/button';
import { Dialog } from '@/shared/ui/dialog';
import type { Day, Hours, Span } from '@/shared/workspace/hours';
import { days } from '@/shared/workspace/hours';
import { hoursQuery } from '@/shared/workspace/teams';
import type { HoursChange } from './api/edit';
import { setHours } from './api/edit';
import { about, Failure, Field, field, Loaded } from './parts';

interface HoursDialogProps {
  team: string;
  onClose: () => void;
  onSaved: () => void;
}

/** A team's week and its holidays, read as they are now and written back as a whole. */
export function HoursDialog({ team, onClose, onSaved }: HoursDialogProps) {
  const { t } = useT();
  const hours = useQuery({ ...hoursQuery(team), staleTime: 0, gcTime: 0 });
  return (
    <Dialog
      wide
      title={t('workspace.hours.editTitle', { team })}
      closeLabel={t('workspace.close')}
      onClose={onClose}
    >
      <Loaded query={hours}>
        {(known) => (
          <HoursForm key={known.version} team={team} hours={known} onClose={onClose} onSaved={onSaved} />
        )}
      </Loaded>
    </Dialog>
  );
}

/** What most teams begin with. */
const office: Hours['days'] = Object.fromEntries(
  days.slice(0, 5).map((day) => [day, [{ from: '09:00', to: '17:00' }]]),
);
const MOST_SPANS = 6;

const zones = (): string[] => {
  try {
    return Intl.supportedValuesOf('timeZone');
  } catch {
    return [];
  }
};

function HoursForm({ team, hours, onClose, onSaved }: HoursDialogProps & { hours: Hours }) {
  const { t } = useT();
  const [draft, setDraft] = useState<HoursChange>({
    zone: hours.zone,
    days: hours.version === 0 ? office : hours.days,
    holidays: hours.holidays,
    version: hours.version,
  });
  const offered = [...new Set([draft.zone, ...zones(), 'UTC'])];
  const save = useMutation({
    mutationFn: () =>
      setHours(team, { ...draft, holidays: draft.holidays.filter(({ date }) => date !== '') }),
    onSuccess: onSaved,
  });
  const wrong = (pointer: string): string | undefined => about(save.error, pointer);
  const spansOf = (day: Day): readonly Span[] => draft.days[day] ?? [];

  function setSpans(day: Day, spans: readonly Span[]): void {
    setDraft({ ...draft, days: { ...draft.days, [day]: [...spans] } });
  }

  function setSpan(day: Day, index: number, change: Partial<Span>): void {
    setSpans(
      day,
      spansOf(day).map((span, at) => (at === index ? { ...span, ...change } : span)),
    );
  }

  const daysWrong =
    save.error instanceof Problem
      ? save.error.errors.filter(({ pointer }) => pointer.startsWith('/days/')).map(({ pointer }) => pointer)
      : [];
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Field label={t('workspace.hours.zone')} problem={wrong('zone')}>
        {({ id, describedBy }) => (
          <select
            id={id}
            aria-describedby={describedBy}
            value={draft.zone}
            onChange={(event) => setDraft({ ...draft, zone: event.target.value })}
            className={field}
          >
            {offered.map((zone) => (
              <option key={zone} value={zone}>
                {zone.replaceAll('_', ' ')}
              </option>
            ))}
          </select>
        )}
      </Field>
      <div className="flex flex-col divide-y divide-line">
        {days.map((day) => {
          const name = t(`workspace.hours.day.${day}`);
          return (
            <div
              key={day}
              role="group"
              aria-label={name}
              data-day={day}
              className="flex flex-wrap items-start gap-x-3 gap-y-1 py-1.5"
            >
              <span className="w-24 pt-1.5 text-sm font-medium">{name}</span>
              <div className="flex min-w-0 flex-1 flex-col gap-1.5">
                {spansOf(day).map((span, index) => (
                  <div key={index} className="flex items-center gap-2">
                    <input
                      type="time"
                      required
                      aria-label={t('workspace.hours.from', { day: name })}
                      aria-invalid={daysWrong.includes(`/days/${day}/${index}/from`)}
                      value={span.from}
                      onChange={(event) => setSpan(day, index, { from: event.target.value })}
                      className={`${field} w-32 aria-invalid:border-danger`}
                    />
                    <span className="text-sm text-ink-3">{t('workspace.hours.until')}</span>
                    <input
                      type="time"
                      required
                      aria-label={t('workspace.hours.to', { day: name })}
                      aria-invalid={daysWrong.includes(`/days/${day}/${index}/to`)}
                      value={span.to === '24:00' ? '00:00' : span.to}
                      onChange={(event) =>
                        setSpan(day, index, {
                          to: event.target.value === '00:00' ? '24:00' : event.target.value,
                        })
                      }
                      className={`${field} w-32 aria-invalid:border-danger`}
                    />
                    <IconButton
                      small
                      label={t('workspace.hours.remove', { day: name, from: span.from })}
                      onClick={() =>
                        setSpans(
                          day,
                          spansOf(day).filter((_, at) => at !== index),
                        )
                      }
                    >
                      <X className="size-4" aria-hidden="true" />
                    </IconButton>
                  </div>
                ))}
                {spansOf(day).length === 0 && (
                  <span className="pt-1.5 text-sm text-ink-3">{t('workspace.hours.closed')}</span>
                )}
              </div>
              <IconButton
                small
                label={t('workspace.hours.add', { day: name })}
                disabled={spansOf(day).length >= MOST_SPANS}
                onClick={() => {
                  const last = spansOf(day).at(-1);
                  setSpans(day, [
                    ...spansOf(day),
                    last === undefined || last.to >= '23:00'
                      ? { from: '09:00', to: '17:00' }
                      : { from: last.to, to: '24:00' },
                  ]);
                }}
              >
                <Plus className="size-4" aria-hidden="true" />
              </IconButton>
            </div>
          );
        })}
      </div>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Button
          look="soft"
          onClick={() =>
            setDraft({
              ...draft,
              days: {
                ...draft.days,
                ...Object.fromEntries(days.slice(1, 5).map((day) => [day, [...spansOf('mon')]])),
              },
            })
          }
        >
          {t('workspace.hours.copy')}
        </Button>
        <span className="text-xs text-ink-3">{t('workspace.hours.midnight')}</span>
      </div>
      <Holidays
        holidays={draft.holidays}
        onChange={(holidays) => setDraft({ ...draft, holidays: [...holidays] })}
      />
      {save.error instanceof Problem && save.error.errors.length > 0 ? (
        <ul role="alert" className="rounded-lg bg-danger-soft px-3 py-2 text-sm text-danger">
          {save.error.errors.map(({ pointer, detail }) => (
            <li key={pointer}>
              {dayOf(pointer) === undefined
                ? detail
                : `${t(`workspace.hours.day.${dayOf(pointer) ?? 'mon'}`)}: ${detail}`}
            </li>
          ))}
        </ul>
      ) : (
        <Failure error={save.error} fields={[]} />
      )}
      <div className="flex justify-end gap-2">
        <Button look="plain" onClick={onClose}>
          {t('workspace.cancel')}
        </Button>
        <Button type="submit" disabled={save.isPending}>
          {t('workspace.save')}
        </Button>
      </div>
    </form>
  );
}

function dayOf(pointer: string): Day | undefined {
  const word = /^\/days\/(\w+)/.exec(pointer)?.[1];
  return days.find((day) => day === word);
}

function Holidays({
  holidays,
  onChange,
}: {
  holidays: Hours['holidays'];
  onChange: (holidays: Hours['holidays']) => void;
}) {
  const { t } = useT();
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium">{t('workspace.hours.holidays')}</legend>
      {holidays.length === 0 && <p className="text-sm text-ink-3">{t('workspace.hours.noHolidays')}</p>}
      <ul className="flex flex-col gap-1.5">
        {holidays.map((holiday, index) => {
          const change = (next: Partial<typeof holiday>): void =>
            onChange(holidays.map((one, at) => (at === index ? { ...one, ...next } : one)));
          return (
            <li key={index} className="flex items-center gap-2">
              <input
                type="date"
                required
                aria-label={t('workspace.hours.date')}
                value={holiday.date}
                onChange={(event) => change({ date: event.target.value })}
                className={`${field} w-40`}
              />
              <input
                aria-label={t('workspace.hours.name')}
                placeholder={t('workspace.hours.name')}
                maxLength={60}
                value={holiday.name ?? ''}
                onChange={(event) => change({ name: event.target.value })}
                className={field}
              />
              <IconButton
                small
                label={t('workspace.hours.removeHoliday', { date: holiday.date })}
                onClick={() => onChange(holidays.filter((_, at) => at !== index))}
              >
                <X className="size-4" aria-hidden="true" />
              </IconButton>
            </li>
          );
        })}
      </ul>
      <Button look="plain" className="mt-1" onClick={() => onChange([...holidays, { date: '', name: '' }])}>
        <Plus className="size-4" aria-hidden="true" />
        {t('workspace.hours.addHoliday')}
      </Button>
    </fieldset>
  );
}
