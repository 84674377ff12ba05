import type { ReactNode } from 'react';
import { useNow } from '@/shared/clock';
import { formatMoment, formatNumber } from '@/shared/format';
import { useT } from '@/shared/i18n/i18n';
import { formatDuration } from '@/shared/insight/durations';
import { Part } from '@/shared/insight/frame';
import type { CarrierQueue } from './api/board';

/** What waits for the carrier, how fast it may leave, and when the last of it will probably have left. */
export function QueuePart({ queue }: { queue: CarrierQueue }) {
  const { t, language } = useT();
  const number = (value: number): string => formatNumber(value, language);
  return (
    <Part title={t('board.queue.title')} className="xl:col-span-2">
      {queue.rests != null && <Rest until={queue.rests.until} />}
      <dl className="grid grid-cols-2 gap-x-6 gap-y-3 text-sm sm:grid-cols-3 lg:grid-cols-5">
        <Fact name="queued" term={t('board.queue.queued')}>
          {number(queue.queued)}
        </Fact>
        <Fact name="empty" term={t('board.queue.empty')}>
          <Ends queue={queue} />
        </Fact>
        <Fact name="pace" term={t('board.queue.pace')}>
          {queue.perMinute == null
            ? t('board.queue.unlimited')
            : t('board.queue.perMinute', { count: queue.perMinute, formatted: number(queue.perMinute) })}
        </Fact>
        <Fact name="later" term={t('board.queue.later')} note={t('board.queue.laterNote')}>
          {number(queue.later)}
        </Fact>
        <Fact name="held" term={t('board.queue.held')} note={t('board.queue.heldNote')}>
          {number(queue.held)}
        </Fact>
      </dl>
    </Part>
  );
}

function Rest({ until }: { until: string }) {
  const { t, language } = useT();
  const now = useNow(30_000);
  return (
    <p role="alert" className="mb-3 rounded-xl bg-danger-soft px-3 py-2 text-sm text-danger">
      {t('board.queue.restsLong', { time: formatMoment(new Date(until), new Date(now), language) })}
    </p>
  );
}

function Ends({ queue }: { queue: CarrierQueue }) {
  const { t, language } = useT();
  const now = useNow();
  if (queue.queued === 0) {
    return t('board.queue.nothing');
  }
  if (queue.emptyAt == null) {
    return t('board.queue.unknown');
  }
  const at = new Date(queue.emptyAt);
  const seconds = (at.getTime() - now) / 1_000;
  if (seconds < 60) {
    return t('board.queue.soon');
  }
  return (
    <time dateTime={queue.emptyAt}>
      {t('board.queue.emptyAt', {
        time: formatMoment(at, new Date(now), language),
        duration: formatDuration(Math.ceil(seconds / 60) * 60, language),
      })}
      {queue.waiting === 'day-budget' && ` · ${t('board.queue.dayBudget')}`}
    </time>
  );
}

function Fact({
  name,
  term,
  note,
  children,
}: {
  name: string;
  term: string;
  note?: string;
  children: ReactNode;
}) {
  return (
    <div data-queue={name}>
      <dt className="text-xs text-ink-3">{term}</dt>
      <dd className="mt-0.5 font-semibold tabular-nums">
        {children}
        {note !== undefined && <span className="block text-xs font-normal text-ink-3">{note}</span>}
      </dd>
    </div>
  );
}
