import { useEffect, useState } from 'react';
import type { LiveStatus } from '@/live/bridge';
import { useLiveStatus } from '@/live/live-context';
import { useNow } from '@/shared/clock';
import { formatAgo, formatTime } from '@/shared/format';
import type { T } from '@/shared/i18n/i18n';
import { useT } from '@/shared/i18n/i18n';
import type { Language } from '@/shared/settings';

/** From here on the time of day says less than how long it has been. */
const LONG_MS = 60 * 60_000;
/** Shorter breaks are seen, but not read out. */
const WORTH_SAYING_MS = 3_000;

/** Whether what is on the screen is the truth of this moment. */
export function LiveChip() {
  const { t, language } = useT();
  const status = useLiveStatus();
  const now = useNow(60_000);
  const text = textOf(status, now, t, language);
  const look = {
    live: 'text-good',
    'catching-up': 'text-warn',
    offline: 'text-danger',
    refused: 'text-danger',
  }[status.state];
  return (
    <>
      <span
        data-state={status.state === 'refused' ? 'offline' : status.state}
        title={`${t('live.hint')}: ${text}`}
        className={`inline-flex items-center gap-1.5 text-xs font-medium whitespace-nowrap ${look}`}
      >
        <span
          aria-hidden="true"
          className={`size-2 rounded-full bg-current ${status.state === 'catching-up' ? 'animate-pulse' : ''}`}
        />
        <span className={status.state === 'live' ? 'text-ink-3' : ''}>{text}</span>
      </span>
      <Announcement status={status} text={text} again={t('live.again')} />
    </>
  );
}

function textOf(status: LiveStatus, now: number, t: T, language: Language): string {
  switch (status.state) {
    case 'live':
      return t('live.live');
    case 'catching-up':
      return t('live.catchingUp');
    case 'refused':
      return t('live.refused');
    case 'offline': {
      const elapsed = now - status.since;
      return elapsed < LONG_MS
        ? t('live.offline', { time: formatTime(new Date(status.since), language) })
        : t('live.offlineLong', { ago: formatAgo(elapsed, language) });
    }
  }
}

/** Tells a screen reader of a break that lasts, and of its end; not of every flicker. */
function Announcement({ status, text, again }: { status: LiveStatus; text: string; again: string }) {
  const [said, setSaid] = useState('');
  const { state } = status;
  const broken = said !== '' && said !== again;
  useEffect(() => {
    if (state === 'live' && !broken) {
      return;
    }
    const timer = setTimeout(
      () => setSaid(state === 'live' ? again : text),
      state === 'live' ? 0 : WORTH_SAYING_MS,
    );
    return () => clearTimeout(timer);
  }, [state, broken, text, again]);
  return (
    <span role="status" className="sr-only">
      {said}
    </span>
  );
}
