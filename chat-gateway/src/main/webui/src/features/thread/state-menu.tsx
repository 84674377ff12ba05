import { AlarmClock, Check, RotateCcw } from 'lucide-react';
import type { SubmitEvent } from 'react';
import { useId, useRef, useState } from 'react';
import { useNow } from '@/shared/clock';
import { useCommand } from '@/shared/commands';
import type { Thread } from '@/shared/contract';
import { formatMoment } from '@/shared/format';
import { useT } from '@/shared/i18n/i18n';
import { Button, IconButton } from '@/shared/ui/button';
import { Popover } from '@/shared/ui/popover';
import type { ThreadChange } from './api/change-thread';
import { latersOf, localText, momentOf } from './snooze';
import '@/shared/team/texts';

interface StateProps {
  thread: Thread;
  onChange: (change: ThreadChange) => void;
}

/** Done, done for now, or not done after all. */
export function StateMenu({ thread, onChange }: StateProps) {
  const { t, language } = useT();
  const snoozer = useRef<HTMLButtonElement>(null);
  const now = new Date(useNow(60_000));
  const { state } = thread;
  const open = (): void => onChange({ what: 'state', state: 'open' });
  const close = (): void => onChange({ what: 'state', state: 'closed' });
  const until = thread.snoozedUntil == null ? null : new Date(thread.snoozedUntil);

  useCommand({
    id: 'thread.close',
    title: t(state === 'closed' ? 'team.commands.reopen' : 'team.commands.close'),
    keys: 'e',
    run: state === 'closed' ? open : close,
  });
  useCommand({
    id: 'thread.snooze',
    title: t('team.commands.snooze'),
    keys: 's',
    run: () => snoozer.current?.click(),
    when: state !== 'closed',
  });

  if (state === 'closed') {
    return (
      <Button look="soft" onClick={open}>
        <RotateCcw className="size-4" aria-hidden="true" />
        <span className="max-sm:sr-only">{t('thread.reopen')}</span>
      </Button>
    );
  }
  return (
    <>
      <Popover
        label={t('team.snooze.title')}
        className="top-11 right-0 w-72 max-w-[calc(100vw-1.5rem)] max-sm:-right-10"
        trigger={(props) => (
          <IconButton
            ref={snoozer}
            label={
              until === null
                ? t('team.snooze.title')
                : t('team.snooze.asleep', { when: formatMoment(until, now, language) })
            }
            data-snoozed={thread.snoozedUntil ?? undefined}
            className={until === null ? '' : 'bg-thread-soft text-thread-strong'}
            {...props}
          >
            <AlarmClock className="size-[1.125rem]" aria-hidden="true" />
          </IconButton>
        )}
      >
        {(shut) => (
          <SnoozePanel
            until={until}
            onPick={(at) => {
              shut();
              onChange({ what: 'state', state: 'snoozed', until: at.toISOString() });
            }}
            onWake={() => {
              shut();
              open();
            }}
          />
        )}
      </Popover>
      <IconButton label={t('thread.close')} onClick={close}>
        <Check className="size-5" aria-hidden="true" />
      </IconButton>
    </>
  );
}

interface SnoozePanelProps {
  /** Until when it sleeps already. */
  until: Date | null;
  onPick: (at: Date) => void;
  onWake: () => void;
}

const LINE =
  'flex w-full items-baseline gap-3 rounded-lg px-2.5 py-2 text-left text-sm hover:bg-hover focus-visible:bg-hover';

/** Until when, by the clock of whoever asks. */
function SnoozePanel({ until, onPick, onWake }: SnoozePanelProps) {
  const { t, language } = useT();
  const now = new Date(useNow(60_000));
  const laters = latersOf(now);
  const [moment, setMoment] = useState(() => localText(laters.at(-1)?.at ?? now));
  const [tried, setTried] = useState(false);
  const fieldId = useId();
  const noteId = useId();
  const at = momentOf(moment, new Date());
  const wrong = tried && at === null;

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    setTried(true);
    if (at !== null) {
      onPick(at);
    }
  }

  return (
    <div>
      <p className="px-2.5 pt-1 text-sm font-semibold">
        {until === null
          ? t('team.snooze.title')
          : t('team.snooze.asleep', { when: formatMoment(until, now, language) })}
      </p>
      <p className="px-2.5 pb-1.5 text-xs text-pretty text-ink-3">{t('team.snooze.until')}</p>
      {until !== null && (
        <button type="button" className={`${LINE} font-medium text-thread-strong`} onClick={onWake}>
          {t('team.snooze.wake')}
        </button>
      )}
      {laters.map((later) => (
        <button key={later.name} type="button" className={LINE} onClick={() => onPick(later.at)}>
          <span className="flex-1">{t(`team.snooze.${later.name}`)}</span>
          <span className="shrink-0 text-xs text-ink-3 tabular-nums">
            {formatMoment(later.at, now, language)}
          </span>
        </button>
      ))}
      <form onSubmit={submit} noValidate className="mt-1.5 border-t border-line px-2.5 pt-2 pb-1">
        <label htmlFor={fieldId} className="mb-1 block text-xs font-medium">
          {t('team.snooze.moment')}
        </label>
        <input
          id={fieldId}
          type="datetime-local"
          value={moment}
          min={localText(now)}
          aria-invalid={wrong}
          aria-describedby={wrong ? noteId : undefined}
          onChange={(event) => setMoment(event.target.value)}
          className="w-full rounded-lg border border-line-strong bg-raised px-2.5 py-1.5 text-sm tabular-nums focus:border-thread focus:outline-none aria-invalid:border-danger"
        />
        {wrong && (
          <p id={noteId} role="alert" className="mt-1 text-xs text-danger">
            {t('team.snooze.past')}
          </p>
        )}
        <Button type="submit" look="soft" className="mt-2 w-full">
          {t('team.snooze.set')}
        </Button>
      </form>
    </div>
  );
}
