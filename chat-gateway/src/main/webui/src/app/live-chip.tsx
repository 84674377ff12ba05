import { useLiveStatus } from '@/live/live-context';
import { formatTime } from '@/shared/format';
import { useT } from '@/shared/i18n/i18n';

/** Whether what is on the screen is the truth of this moment. */
export function LiveChip() {
  const { t, language } = useT();
  const status = useLiveStatus();
  const [look, text] = {
    live: ['text-good', t('live.live')],
    'catching-up': ['text-warn', t('live.catchingUp')],
    offline: [
      'text-danger',
      'since' in status ? t('live.offline', { time: formatTime(new Date(status.since), language) }) : '',
    ],
    refused: ['text-danger', t('live.refused')],
  }[status.state] as [string, string];
  return (
    <span
      role="status"
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
  );
}
