import { ArrowUpRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useNow } from '@/shared/clock';
import { formatNumber, formatTime } from '@/shared/format';
import { useT } from '@/shared/i18n/i18n';
import { formatDuration } from '@/shared/insight/durations';
import type { Board } from './api/board';
import { inks, lookOf, Wait } from './wait';
import type { Waitings } from './waiting';
import { secondsOf } from './waiting';

/** The few figures that matter first; each leads to the conversations behind it. */
export function Tiles({ board, waitings, wall }: { board: Board; waitings: Waitings; wall: boolean }) {
  const { t, language } = useT();
  const now = useNow();
  const number = (value: number): string => formatNumber(value, language);
  const { today, queue, thresholds } = board;
  const oldest = (waitings.open ? board.longest : undefined) ?? board.oldest;
  const waiting = waitings.of({ oldestSince: board.oldest?.since, longest: board.longest });
  const look = waiting === null ? 'calm' : lookOf(secondsOf(waiting, now), thresholds);
  const firstReply = waitings.open ? today.firstReplyOpenP50 : today.firstReplyP50;
  return (
    <ul
      aria-label={t('board.tiles')}
      className={`grid gap-3 ${wall ? 'grid-cols-2 md:grid-cols-3 lg:grid-cols-6' : 'grid-cols-2 md:grid-cols-3 xl:grid-cols-6'}`}
    >
      <Tile name="waiting" title={t('board.tile.waiting')} href="/?filter=unanswered" wall={wall}>
        <Figure wall={wall} className={board.waiting === 0 ? 'text-good' : inks[look]}>
          {number(board.waiting)}
        </Figure>
        <Note>
          {board.waiting === 0 ? t('board.nobodyWaits') : t('board.ofOpen', { open: number(board.open) })}
        </Note>
      </Tile>
      <Tile
        name="oldest"
        title={t('board.tile.oldest')}
        wall={wall}
        {...(oldest != null && { href: '/?order=waiting' })}
      >
        <Figure wall={wall}>
          {waiting === null ? (
            <span className="text-ink-3">–</span>
          ) : (
            <Wait waiting={waiting} thresholds={thresholds} bare />
          )}
        </Figure>
        <Note {...(oldest != null && look !== 'calm' && { className: `font-medium ${inks[look]}` })}>
          {oldest == null || waiting === null
            ? t('board.nobodyWaits')
            : waiting.stands !== null
              ? t('board.hours.away')
              : look === 'calm'
                ? t('board.since', { time: formatTime(new Date(oldest.since), language) })
                : t(`board.look.${look}`)}
        </Note>
      </Tile>
      <Tile name="unassigned" title={t('board.tile.unassigned')} href="/?filter=unassigned" wall={wall}>
        <Figure wall={wall}>{number(board.unassigned)}</Figure>
        <Note>{t('board.snoozed', { count: board.snoozed, formatted: number(board.snoozed) })}</Note>
      </Tile>
      <Tile name="reply" title={t('board.tile.reply')} wall={wall}>
        <Figure wall={wall}>
          {firstReply == null ? <span className="text-ink-3">–</span> : formatDuration(firstReply, language)}
        </Figure>
        <Note>
          {today.replies === 0
            ? t('board.noReplies')
            : t('board.replies', { count: today.replies, formatted: number(today.replies) })}
        </Note>
      </Tile>
      <Tile name="today" title={t('board.tile.today')} wall={wall}>
        <Figure wall={wall}>{number(today.received)}</Figure>
        <Note>{t('board.sentResolved', { sent: number(today.sent), resolved: number(today.resolved) })}</Note>
      </Tile>
      <Tile name="queue" title={t('board.tile.queue')} wall={wall}>
        <Figure wall={wall} className={queue.rests == null ? '' : 'text-danger'}>
          {number(queue.queued)}
        </Figure>
        <Note {...(queue.rests != null && { className: 'font-medium text-danger' })}>
          <QueueEnd board={board} />
        </Note>
      </Tile>
    </ul>
  );
}

function QueueEnd({ board: { queue } }: { board: Board }) {
  const { t, language } = useT();
  const now = useNow();
  if (queue.rests != null) {
    return t('board.queue.rests');
  }
  if (queue.queued === 0) {
    return t('board.queue.nothing');
  }
  if (queue.emptyAt == null) {
    return t('board.queue.unknown');
  }
  const seconds = (Date.parse(queue.emptyAt) - now) / 1_000;
  return seconds < 60
    ? t('board.queue.soon')
    : t('board.queue.emptyIn', { duration: formatDuration(Math.ceil(seconds / 60) * 60, language) });
}

function Tile({
  name,
  title,
  href,
  wall,
  children,
}: {
  name: string;
  title: string;
  href?: string;
  wall: boolean;
  children: ReactNode;
}) {
  return (
    <li
      data-tile={name}
      className={`relative min-w-0 rounded-2xl border border-line bg-raised p-4 ${wall ? 'lg:p-[1.1vw]' : ''} ${href === undefined ? '' : 'hover:border-line-strong hover:bg-hover'}`}
    >
      <h2 className={`flex items-start gap-1 text-ink-2 ${wall ? 'text-[max(0.875rem,1vw)]' : 'text-sm'}`}>
        {href === undefined ? (
          title
        ) : (
          <>
            <Link
              href={href}
              className="flex-1 rounded-2xl after:absolute after:inset-0 after:rounded-2xl focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-thread"
            >
              {title}
            </Link>
            <ArrowUpRight className="mt-0.5 size-3.5 shrink-0 text-ink-3" aria-hidden="true" />
          </>
        )}
      </h2>
      <div className={wall ? 'text-[max(0.8125rem,0.9vw)]' : 'text-[0.8125rem]'}>{children}</div>
    </li>
  );
}

function Figure({
  wall,
  className = '',
  children,
}: {
  wall: boolean;
  className?: string;
  children: ReactNode;
}) {
  return (
    <p
      data-figure=""
      className={`my-1 truncate font-bold tracking-tight tabular-nums ${wall ? 'text-[max(1.75rem,2.9vw)]' : 'text-3xl'} ${className}`}
    >
      {children}
    </p>
  );
}

function Note({ className = 'text-ink-3', children }: { className?: string; children: ReactNode }) {
  return <p className={`min-h-[1.4em] ${className}`}>{children}</p>;
}
