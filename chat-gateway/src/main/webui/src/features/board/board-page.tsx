import { useQuery } from '@tanstack/react-query';
import { Maximize2, Minimize2 } from 'lucide-react';
import { useEffect } from 'react';
import { useSearchParams } from 'wouter';
import { useLiveStatus } from '@/live/live-context';
import { useCommand } from '@/shared/commands';
import { useNow } from '@/shared/clock';
import { formatClock, formatTime } from '@/shared/format';
import { useT } from '@/shared/i18n/i18n';
import { InsightFrame } from '@/shared/insight/frame';
import type { Opening } from '@/shared/insight/opening';
import { OpeningNote, OpeningSwitch, useOpening } from '@/shared/insight/opening';
import { useTitle } from '@/shared/use-title';
import { reasonFor } from '@/shared/insight/reason';
import { Button, IconButton } from '@/shared/ui/button';
import { EmptyState, FailedState, Skeleton } from '@/shared/ui/states';
import { AgentsTable } from './agents-table';
import type { Board } from './api/board';
import { boardQuery } from './api/board';
import { NumbersTable } from './numbers-table';
import { QueuePart } from './queue-part';
import { Tiles } from './tiles';
import { useLiveBoard } from './use-live-board';
import { lookOf } from './wait';
import { secondsOf, Waitings } from './waiting';
import { useAwake } from './wall';
import '@/shared/insight/texts';

/** Who waits, for whom and since when, and what waits to leave: now. With `?wall` for a screen on a wall. */
export function BoardPage() {
  const { t } = useT();
  const [parameters, setParameters] = useSearchParams();
  const wall = parameters.has('wall');
  const board = useQuery(boardQuery);
  const opening = useOpening();
  useLiveBoard();
  const toggle = (): void =>
    setParameters(
      (current) => {
        const next = new URLSearchParams(current);
        if (wall) {
          next.delete('wall');
        } else {
          next.set('wall', '');
        }
        return next;
      },
      { replace: true },
    );
  useCommand({ id: 'app.wall', title: () => t(wall ? 'board.wall.leave' : 'board.wall.enter'), run: toggle });

  const body =
    board.data !== undefined ? (
      <Shown board={board.data} opening={opening} wall={wall} />
    ) : board.isError ? (
      <FailedState
        text={t('board.failed', { reason: reasonFor(board.error, t) })}
        retryLabel={t('session.retry')}
        onRetry={() => void board.refetch()}
      />
    ) : (
      <Loading />
    );
  if (wall) {
    return (
      <Wall board={board.data} onLeave={toggle}>
        {body}
      </Wall>
    );
  }
  return (
    <InsightFrame
      tab="board"
      title={t('board.title')}
      lead={t('board.lead')}
      actions={
        <>
          <Freshness at={board.dataUpdatedAt} />
          <OpeningSwitch opening={opening} />
          <Button look="soft" onClick={toggle}>
            <Maximize2 className="size-4" aria-hidden="true" />
            {t('board.wall.enter')}
          </Button>
        </>
      }
    >
      {body}
    </InsightFrame>
  );
}

function Shown({ board, opening, wall }: { board: Board; opening: Opening; wall: boolean }) {
  const { t } = useT();
  const waitings = new Waitings(board, opening.on);
  if (board.numbers.length === 0 && board.open === 0) {
    return <EmptyState title={t('board.emptyTitle')} text={t('board.empty')} />;
  }
  return (
    <div className={wall ? 'flex min-h-0 flex-1 flex-col gap-[1.2vw]' : 'flex flex-col gap-4'}>
      <Said board={board} waitings={waitings} />
      <Tiles board={board} waitings={waitings} wall={wall} />
      <div
        className={
          wall
            ? 'grid min-h-0 flex-1 auto-rows-min gap-[1.2vw] overflow-y-auto lg:grid-cols-2'
            : 'grid items-start gap-4 xl:grid-cols-2'
        }
      >
        <NumbersTable lines={board.numbers} thresholds={board.thresholds} waitings={waitings} wall={wall} />
        <AgentsTable lines={board.agents} thresholds={board.thresholds} waitings={waitings} wall={wall} />
        {!wall && <QueuePart queue={board.queue} />}
      </div>
      {!wall && <OpeningNote opening={opening} text={t('board.hours.board')} />}
    </div>
  );
}

/** What a screen reader is told, when it changes and not with every second. */
function Said({ board, waitings }: { board: Board; waitings: Waitings }) {
  const { t } = useT();
  const now = useNow(10_000);
  const waiting = waitings.of({ oldestSince: board.oldest?.since, longest: board.longest });
  const look = waiting === null ? 'nobody' : lookOf(secondsOf(waiting, now), board.thresholds);
  return (
    <p role="status" className="sr-only">
      {t(`board.said.${look}`)}
    </p>
  );
}

function Freshness({ at }: { at: number }) {
  const { t, language } = useT();
  const status = useLiveStatus();
  const offline = status.state === 'offline' || status.state === 'refused';
  if (at === 0) {
    return null;
  }
  return (
    <p
      data-fresh={!offline}
      className={`text-xs tabular-nums ${offline ? 'font-semibold text-danger' : 'text-ink-3'}`}
    >
      {t(offline ? 'board.stale' : 'board.asOf', { time: formatClock(new Date(at), language) })}
    </p>
  );
}

/** The whole window, to be read from across the room; the screen stays on. */
function Wall({
  board,
  onLeave,
  children,
}: {
  board: Board | undefined;
  onLeave: () => void;
  children: React.ReactNode;
}) {
  const { t, language } = useT();
  const now = useNow();
  useTitle(t('board.title'));
  useAwake();
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !event.defaultPrevented) {
        onLeave();
      }
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, [onLeave]);
  return (
    <main id="main" data-wall="" className="flex h-full flex-col gap-[1.2vw] bg-paper p-[1.4vw]">
      <header className="flex items-center gap-4">
        <h1 className="flex-1 text-[max(1.25rem,1.6vw)] font-bold tracking-tight">{t('board.title')}</h1>
        <Freshness at={board === undefined ? 0 : Date.parse(board.at)} />
        <time
          dateTime={new Date(now).toISOString()}
          className="text-[max(1.25rem,1.6vw)] font-semibold tabular-nums"
        >
          {formatTime(new Date(now), language)}
        </time>
        <IconButton label={t('board.wall.leave')} onClick={onLeave}>
          <Minimize2 className="size-5" aria-hidden="true" />
        </IconButton>
      </header>
      {children}
    </main>
  );
}

function Loading() {
  const { t } = useT();
  return (
    <Skeleton label={t('board.loading')}>
      <div className="mb-4 grid grid-cols-2 gap-3 md:grid-cols-3 xl:grid-cols-6">
        {[0, 1, 2, 3, 4, 5].map((tile) => (
          <div key={tile} className="h-28 rounded-2xl bg-linen" />
        ))}
      </div>
      <div className="grid gap-4 xl:grid-cols-2">
        <div className="h-72 rounded-2xl bg-linen" />
        <div className="h-72 rounded-2xl bg-linen" />
      </div>
    </Skeleton>
  );
}
