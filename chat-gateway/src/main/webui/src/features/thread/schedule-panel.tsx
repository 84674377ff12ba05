import type { SubmitEvent } from 'react';
import { useId, useState } from 'react';
import { useNow } from '@/shared/clock';
import { formatMoment, formatTimeIn } from '@/shared/format';
import { useT } from '@/shared/i18n/i18n';
import { Button } from '@/shared/ui/button';
import { clockOf } from './quiet';
import { momentIn, nextAt, ownZone, wallIn, zoneName } from './zones';
import './texts';

interface ScheduleProps {
  /** The contact's: the one on whose clock a time is polite or not. */
  zone: string;
  /** When the contact may be written to again, at night. */
  opensAt: string | null;
  onPick: (at: Date) => void;
}

const FIELD =
  'w-full rounded-lg border border-line-strong bg-raised px-2.5 py-1.5 text-sm tabular-nums focus:border-thread focus:outline-none aria-invalid:border-danger';
const MORNING = 8;
const AFTERNOON = 14;

/** When it should leave, by the contact's clock. */
export function SchedulePanel({ zone, opensAt, onPick }: ScheduleProps) {
  const { t, language } = useT();
  const now = new Date(useNow(60_000));
  const morning = opensAt === null ? nextAt(MORNING, zone, now) : new Date(opensAt);
  const [wall, setWall] = useState(() => wallIn(morning, zone));
  const [tried, setTried] = useState(false);
  const dateId = useId();
  const timeId = useId();
  const noteId = useId();
  const at = momentIn(wall, zone);
  const late = at === null || at.getTime() <= now.getTime();

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    setTried(true);
    if (!late) {
      onPick(at);
    }
  }

  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-2.5 p-1.5">
      <p className="text-sm font-semibold">{t('schedule.title')}</p>
      <p className="-mt-2 text-xs text-pretty text-ink-2">
        {t('quiet.now', clockOf(now, zone, language))}
        <span className="block text-ink-3">{zoneName(zone, language)}</span>
      </p>
      <div className="flex flex-col gap-1">
        {[morning, nextAt(AFTERNOON, zone, now)].map((preset) => (
          <button
            key={preset.getTime()}
            type="button"
            onClick={() => onPick(preset)}
            className="rounded-lg bg-thread-soft px-2.5 py-1.5 text-left text-sm font-medium text-thread-strong hover:brightness-[0.97] dark:hover:brightness-110"
          >
            {t('schedule.preset', { when: momentThere(preset, now, zone, language) })}
          </button>
        ))}
      </div>
      <div className="flex gap-2">
        <div className="min-w-0 flex-1">
          <label htmlFor={dateId} className="mb-0.5 block text-xs font-medium">
            {t('schedule.date')}
          </label>
          <input
            id={dateId}
            type="date"
            value={wall.date}
            min={wallIn(now, zone).date}
            aria-invalid={tried && late}
            aria-describedby={noteId}
            onChange={(event) => setWall({ ...wall, date: event.target.value })}
            className={FIELD}
          />
        </div>
        <div className="w-32">
          <label htmlFor={timeId} className="mb-0.5 block text-xs font-medium">
            {t('schedule.time')}
          </label>
          <input
            id={timeId}
            type="time"
            value={wall.time}
            aria-invalid={tried && late}
            aria-describedby={noteId}
            onChange={(event) => setWall({ ...wall, time: event.target.value })}
            className={FIELD}
          />
        </div>
      </div>
      <p id={noteId} className={`text-xs ${tried && late ? 'text-danger' : 'text-ink-3'}`}>
        {late
          ? t('schedule.past')
          : sameClock(at, zone)
            ? t('schedule.sameClock')
            : t('schedule.yours', { when: formatMoment(at, now, language) })}
      </p>
      <Button type="submit" disabled={tried && late}>
        {t('schedule.use')}
      </Button>
    </form>
  );
}

function sameClock(at: Date, zone: string): boolean {
  const [there, here] = [wallIn(at, zone), wallIn(at, ownZone())];
  return there.date === here.date && there.time === here.time;
}

/** A moment by the contact's calendar and clock. */
function momentThere(at: Date, now: Date, zone: string, language: 'es' | 'en'): string {
  const there = (moment: Date): Date => {
    const { date, time } = wallIn(moment, zone);
    return new Date(`${date}T${time}:00`);
  };
  const said = formatMoment(there(at), there(now), language);
  return said === '' ? formatTimeIn(at, zone, language) : said;
}
