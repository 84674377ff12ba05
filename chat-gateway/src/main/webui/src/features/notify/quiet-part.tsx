import { useNow } from '@/shared/clock';
import { useT } from '@/shared/i18n/i18n';
import type { Day, DoNotDisturb, PushRules } from '@/shared/notify/rules';
import { days } from '@/shared/notify/rules';
import { Button } from '@/shared/ui/button';
import { fieldClass, Part, Switch } from './parts';
import { stampOf } from './stamp';

const HOUR_MS = 3_600_000;
const MORNING = 8;

interface QuietPartProps {
  rules: PushRules;
  onChange: (change: Partial<PushRules>) => void;
}

/** Hours of silence, and a pause for now. */
export function QuietPart({ rules, onChange }: QuietPartProps) {
  const { t } = useT();
  const hours = rules.doNotDisturb ?? null;
  return (
    <Part title={t('push.quiet.title')} lead={t('push.quiet.lead')}>
      <Pause until={rules.pausedUntil ?? null} onChange={(pausedUntil) => onChange({ pausedUntil })} />
      <Switch
        label={t('push.quiet.on')}
        on={hours !== null}
        onChange={(on) => onChange({ doNotDisturb: on ? usualHours() : null })}
      />
      {hours !== null && (
        <Hours hours={hours} onChange={(change) => onChange({ doNotDisturb: { ...hours, ...change } })} />
      )}
    </Part>
  );
}

function usualHours(): DoNotDisturb {
  return {
    from: '20:00',
    to: '08:00',
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    days: [...days],
  };
}

function Pause({ until, onChange }: { until: string | null; onChange: (until: string | null) => void }) {
  const { t, language } = useT();
  const now = useNow(15_000);
  const at = until === null ? null : new Date(until);
  const paused = at !== null && at.getTime() > now;
  const inAnHour = (): string => new Date(Date.now() + HOUR_MS).toISOString();
  const tomorrow = (): string => {
    const morning = new Date();
    morning.setDate(morning.getDate() + 1);
    morning.setHours(MORNING, 0, 0, 0);
    return morning.toISOString();
  };
  return (
    <div
      role="group"
      aria-label={t('push.quiet.pause')}
      className="flex flex-wrap items-center gap-2 text-sm"
    >
      {paused ? (
        <>
          <p data-paused className="font-medium">
            {t('push.quiet.paused', { time: stampOf(at, language) })}
          </p>
          <Button look="soft" onClick={() => onChange(null)}>
            {t('push.quiet.resume')}
          </Button>
        </>
      ) : (
        <>
          <span className="font-medium">{t('push.quiet.pause')}</span>
          <Button look="soft" onClick={() => onChange(inAnHour())}>
            {t('push.quiet.hour')}
          </Button>
          <Button look="soft" onClick={() => onChange(tomorrow())}>
            {t('push.quiet.tomorrow')}
          </Button>
        </>
      )}
    </div>
  );
}

interface HoursProps {
  hours: DoNotDisturb;
  onChange: (change: Partial<DoNotDisturb>) => void;
}

function Hours({ hours, onChange }: HoursProps) {
  const { t } = useT();
  const { from, to, zone, days: chosen } = hours;
  const toggle = (day: Day): void => {
    const next = days.filter((one) => (one === day ? !chosen.includes(one) : chosen.includes(one)));
    // Hours on no day at all would be none.
    if (next.length > 0) {
      onChange({ days: next });
    }
  };
  const zones = zoneNames(zone);
  return (
    <div className="flex flex-col gap-3 pl-13 max-sm:pl-0">
      <div className="flex flex-wrap items-end gap-3 text-sm">
        <label className="flex flex-col gap-1">
          <span className="text-xs font-medium text-ink-3">{t('push.quiet.from')}</span>
          <input
            type="time"
            required
            value={from}
            onChange={({ target }) => target.value !== '' && onChange({ from: target.value.slice(0, 5) })}
            className={fieldClass}
          />
        </label>
        <label className="flex flex-col gap-1">
          <span className="text-xs font-medium text-ink-3">{t('push.quiet.to')}</span>
          <input
            type="time"
            required
            value={to}
            onChange={({ target }) => target.value !== '' && onChange({ to: target.value.slice(0, 5) })}
            className={fieldClass}
          />
        </label>
        <label className="flex min-w-0 flex-col gap-1">
          <span className="text-xs font-medium text-ink-3">{t('push.quiet.zone')}</span>
          <select
            value={zone}
            onChange={({ target }) => onChange({ zone: target.value })}
            className={`${fieldClass} max-w-56`}
          >
            {zones.map((one) => (
              <option key={one} value={one}>
                {one.replaceAll('_', ' ')}
              </option>
            ))}
          </select>
        </label>
      </div>
      {from >= to && (
        <p className="text-sm text-ink-3">
          {from === to ? t('push.quiet.wholeDay') : t('push.quiet.overnight', { time: to })}
        </p>
      )}
      <div role="group" aria-label={t('push.quiet.days')} className="flex flex-wrap gap-1.5">
        {days.map((day) => (
          <button
            key={day}
            type="button"
            aria-pressed={chosen.includes(day)}
            onClick={() => toggle(day)}
            className="h-8 rounded-lg border border-line-strong px-2.5 text-sm text-ink-2 hover:bg-hover aria-pressed:border-thread aria-pressed:bg-thread-soft aria-pressed:font-semibold aria-pressed:text-thread-strong"
          >
            {t(`push.quiet.day.${day}`)}
          </button>
        ))}
      </div>
    </div>
  );
}

function zoneNames(chosen: string): string[] {
  const all = Intl.supportedValuesOf('timeZone');
  return all.includes(chosen) ? all : [chosen, ...all];
}
