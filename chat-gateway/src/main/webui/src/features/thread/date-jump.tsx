import { CalendarSearch, LoaderCircle } from 'lucide-react';
import type { SubmitEvent } from 'react';
import { useEffect, useId, useRef, useState } from 'react';
import { dayKey } from '@/shared/format';
import { useT } from '@/shared/i18n/i18n';
import { Button } from '@/shared/ui/button';

interface JumpProps {
  today: Date;
  /** Goes to the first message written then or later. */
  onGo: (at: Date) => Promise<void>;
  onClose: () => void;
}

const PRESET =
  'rounded-lg bg-thread-soft px-2.5 py-1.5 text-sm font-medium text-thread-strong hover:brightness-[0.97] disabled:opacity-50 dark:hover:brightness-110';

/** Where to go in a conversation, by its calendar. */
export function DateJump({ today, onGo, onClose }: JumpProps) {
  const { t } = useT();
  const panel = useRef<HTMLDivElement>(null);
  const [day, setDay] = useState(dayKey(today));
  const [going, setGoing] = useState(false);
  const dateId = useId();
  const titleId = useId();

  useEffect(() => {
    const before = document.activeElement;
    panel.current?.querySelector('input')?.focus();
    const pressed = (event: PointerEvent): void => {
      if (event.target instanceof Node && panel.current?.contains(event.target) === false) {
        onClose();
      }
    };
    document.addEventListener('pointerdown', pressed);
    return () => {
      document.removeEventListener('pointerdown', pressed);
      if (before instanceof HTMLElement && before.isConnected) {
        before.focus({ preventScroll: true });
      }
    };
  }, [onClose]);

  function go(at: Date): void {
    setGoing(true);
    void onGo(at).finally(onClose);
  }

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    const at = startOf(day);
    if (at !== null) {
      go(at);
    }
  }

  return (
    <div
      ref={panel}
      role="presentation"
      className="pop absolute top-2 left-1/2 z-20 w-72 max-w-[calc(100%-1rem)] -translate-x-1/2 rounded-xl border border-line bg-raised p-3 shadow-float"
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          event.stopPropagation();
          onClose();
        }
      }}
    >
      <div role="dialog" aria-labelledby={titleId} data-date-jump>
        <form onSubmit={submit} className="flex flex-col gap-2.5">
          <p id={titleId} className="text-sm font-semibold">
            {t('compose.jump.title')}
          </p>
          <div className="flex items-end gap-2">
            <div className="min-w-0 flex-1">
              <label htmlFor={dateId} className="mb-0.5 block text-xs font-medium">
                {t('compose.jump.date')}
              </label>
              <input
                id={dateId}
                type="date"
                required
                value={day}
                max={dayKey(today)}
                onChange={(event) => setDay(event.target.value)}
                className="w-full rounded-lg border border-line-strong bg-raised px-2.5 py-1.5 text-sm tabular-nums focus:border-thread focus:outline-none"
              />
            </div>
            <Button type="submit" disabled={going}>
              {t('compose.jump.go')}
            </Button>
          </div>
          <div className="flex flex-wrap gap-1.5">
            {(
              [
                ['start', new Date(0)],
                ['month', daysBefore(today, 30)],
                ['week', daysBefore(today, 7)],
                ['today', daysBefore(today, 0)],
              ] as const
            ).map(([name, at]) => (
              <button key={name} type="button" disabled={going} onClick={() => go(at)} className={PRESET}>
                {t(`compose.jump.${name}`)}
              </button>
            ))}
          </div>
          <p role="status" className="flex items-center gap-2 text-xs text-ink-3 empty:hidden">
            {going && (
              <>
                <LoaderCircle className="size-3.5 motion-safe:animate-spin" aria-hidden="true" />
                {t('compose.jump.going')}
              </>
            )}
          </p>
        </form>
      </div>
    </div>
  );
}

/** Midnight of a day on this clock; null for what is no day. */
function startOf(day: string): Date | null {
  const at = new Date(`${day}T00:00:00`);
  return Number.isNaN(at.getTime()) ? null : at;
}

function daysBefore(today: Date, days: number): Date {
  return new Date(today.getFullYear(), today.getMonth(), today.getDate() - days);
}

interface FloatingDayProps {
  /** What is in sight from above; null while its own line is. */
  day: string | null;
  onOpen: () => void;
}

/** Which day is being looked at, over the messages while its own line is out of sight. */
export function FloatingDay({ day, onOpen }: FloatingDayProps) {
  const { t } = useT();
  return (
    <button
      type="button"
      data-floating-day={day ?? ''}
      aria-label={day === null ? t('compose.jump.open') : t('compose.jump.openFrom', { day })}
      title={t('compose.jump.open')}
      onClick={onOpen}
      className={`absolute top-2 left-1/2 z-10 flex min-h-6 -translate-x-1/2 items-center gap-1.5 rounded-full border border-line bg-raised px-3 py-0.5 text-xs font-medium text-ink-2 shadow-float transition-opacity hover:text-thread focus-visible:opacity-100 ${day === null ? 'pointer-events-none opacity-0' : ''}`}
    >
      {day ?? t('compose.jump.open')}
      <CalendarSearch className="size-3.5" aria-hidden="true" />
    </button>
  );
}
