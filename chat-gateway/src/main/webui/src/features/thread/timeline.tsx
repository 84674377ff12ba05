import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ArrowDown, LoaderCircle } from 'lucide-react';
import type { RefObject } from 'react';
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { keys } from '@/live/keys';
import { useLive, useLiveStatus } from '@/live/live-context';
import type { Timeline as TimelineData } from '@/live/timeline';
import { gapOf } from '@/live/timeline';
import { useToday } from '@/shared/clock';
import { useCommand } from '@/shared/commands';
import type { Message, Thread } from '@/shared/contract';
import { unreadOf } from '@/shared/contract';
import { dayKey, formatDay, formatPhone } from '@/shared/format';
import { useT } from '@/shared/i18n/i18n';
import { useMe } from '@/shared/me';
import type { Names } from '@/shared/team/people';
import { useNames } from '@/shared/team/people';
import { useVisible } from '@/shared/visible';
import type { MeasuredListHandle } from '@/shared/ui/measured-list';
import { MeasuredList } from '@/shared/ui/measured-list';
import { toast } from '@/shared/ui/toast';
import { messageOf } from './accepted';
import { cancelMessage } from './api/cancel-message';
import { loadBackTo, loadOlder, placeAt } from './api/get-messages';
import { markRead } from './api/mark-read';
import { retryMessage } from './api/retry-message';
import { Bubble } from './bubble';
import type { ComposerHandle } from './composer';
import { DateJump, FloatingDay } from './date-jump';
import type { Divider, Item } from './items';
import { answeredBelow, dividerOf, itemsOf } from './items';
import { useOutbox, useOutgoing } from './outbox-context';
import { problemText } from './problem-text';
import type { Quiet } from './quiet';
import { quietOf } from './quiet';
import { SystemFold } from './system-fold';
import type { Run } from './system-run';
import { folded } from './system-run';
import { usePlace } from './use-place';
import { useTopDay } from './use-top-day';

const Lightbox = lazy(async () => ({ default: (await import('./lightbox')).Lightbox }));
const TrailDialog = lazy(async () => ({ default: (await import('./trail-dialog')).TrailDialog }));

/** What a message of one line is high. */
const USUAL_PX = 54;
/** So much of what was read already is shown above what was not. */
const LINES_ABOVE = 2;

interface TimelineProps {
  thread: Thread;
  timeline: TimelineData;
  /** A message to show instead of the end, by its number: a search hit. */
  atSeq: number | null;
  /** It is being read again, because nobody knows what was missed. */
  reading: boolean;
  /** Where an answer is written. */
  composer: RefObject<ComposerHandle | null>;
}

/** A message to go to: lit up in the middle, or from its day on. */
interface Sought {
  seq: number;
  align: 'start' | 'center';
}

interface View {
  openMedia: (message: Message, mediaId: string) => void;
  openTrail: (message: Message) => void;
  retry: (message: Message, sendAt?: string) => void;
  cancel: (message: Message) => void;
  discard: (message: Message) => void;
  undo: (message: Message) => void;
  quote: (message: Message) => void;
  staleMedia: () => void;
  loadOlder: () => void;
  jump: () => void;
  /** The message a request is under way about. */
  busy: string | null;
  /** What was refused because of the hour, and what is offered instead. */
  atNight: { id: string; quiet: Quiet } | null;
  markedSeq: number | null;
  thread: Thread;
  me: string;
  names: Names;
  today: Date;
  hasOlder: boolean;
  olderFailed: boolean;
}

/** The conversation itself. Mounted anew for each thread. */
export function Timeline({ thread, timeline, atSeq, reading, composer }: TimelineProps) {
  const { t, language } = useT();
  const me = useMe();
  const names = useNames();
  const outbox = useOutbox();
  const client = useQueryClient();
  const today = useToday();
  const outgoing = useOutgoing(thread.id);
  const list = useRef<MeasuredListHandle>(null);
  const box = useRef<HTMLDivElement>(null);
  const [divider] = useState<Divider | null>(() => dividerOf(timeline.messages, unreadOf(thread)));
  const [atEnd, setAtEnd] = useState(divider === null);
  const [seenSeq, setSeenSeq] = useState(timeline.lastSeq);
  const [opened, setOpened] = useState<{ message: Message; mediaId: string } | null>(null);
  const [olderFailed, setOlderFailed] = useState(false);
  const [sought, setSought] = useState<Sought | null>(null);
  const loading = useRef(false);

  const pending = useMemo(
    () =>
      outgoing
        .filter((entry) => entry.state !== 'refused')
        .map((entry) => ({
          message: messageOf(entry, me.user),
          waiting: entry.state === 'waiting',
          held: entry.state === 'held',
        })),
    [outgoing, me.user],
  );
  const { messages, hasOlder } = timeline;
  const gapAfter = useGap(timeline, reading);
  const items = useMemo(() => {
    const shown = divider !== null && answeredBelow(messages, divider, me.user) ? null : divider;
    return folded(itemsOf(messages, pending, shown, gapAfter));
  }, [messages, pending, divider, me.user, gapAfter]);

  const [startAt] = useState(() => {
    const at = items.findIndex((item) => item.kind === 'unread');
    return at === -1 ? items.length - 1 : Math.max(0, at - LINES_ABOVE);
  });
  const place = usePlace(list, divider !== null);

  useReading(thread, timeline.lastSeq, atEnd);
  if (atEnd && seenSeq < timeline.lastSeq) {
    setSeenSeq(timeline.lastSeq);
  }
  const newBelow = messages.reduce(
    (count, message) => count + (message.direction === 'inbound' && message.seq > seenSeq ? 1 : 0),
    0,
  );

  const older = useCallback(async () => {
    if (loading.current || !hasOlder) {
      return;
    }
    loading.current = true;
    setOlderFailed(false);
    try {
      await loadOlder(client, thread.id);
    } catch {
      setOlderFailed(true);
    } finally {
      loading.current = false;
    }
  }, [client, thread.id, hasOlder]);

  const olderNow = useCallback(() => void older(), [older]);

  // What is looked for may lie far back: load up to it, then go there.
  useEffect(() => {
    if (atSeq === null) {
      return;
    }
    let gone = false;
    void loadBackTo(client, thread.id, atSeq)
      .catch(() => undefined)
      .then(() => {
        if (!gone) {
          setSought({ seq: atSeq, align: 'center' });
        }
      });
    return () => {
      gone = true;
    };
  }, [client, thread.id, atSeq]);
  // The page hears of what was loaded a moment later than the one who loaded it.
  const found = useRef<Sought | null>(null);
  useEffect(() => {
    if (sought === null || found.current === sought) {
      return;
    }
    const at = items.findIndex(
      (item) =>
        (item.kind === 'message' && item.message.seq === sought.seq) ||
        (item.kind === 'run' && item.messages.some(({ seq }) => seq === sought.seq)),
    );
    const [hit, above] = [items[at], items[at - 1]];
    if (hit !== undefined) {
      found.current = sought;
      place.goToLine(sought.align === 'start' && above?.kind === 'day' ? above.key : hit.key, sought.align);
    }
  }, [sought, items, place]);
  const markedSeq = sought?.align === 'center' ? sought.seq : null;

  const [jumping, setJumping] = useState(false);
  const [topDay, lookForDay] = useTopDay(box, items);
  const closeJump = useCallback(() => setJumping(false), []);
  async function jumpTo(at: Date): Promise<void> {
    try {
      const seq = await placeAt(thread.id, at);
      if (seq === null) {
        place.goToEnd();
        toast(t('compose.jump.none'));
        return;
      }
      const reached = await loadBackTo(client, thread.id, seq);
      const oldest = client.getQueryData<TimelineData>(keys.timeline(thread.id))?.messages[0]?.seq;
      setSought({ seq: reached ? seq : (oldest ?? seq), align: 'start' });
      if (!reached) {
        toast(t('compose.jump.tooFar'));
      }
    } catch (error) {
      toast(t('compose.jump.failed', { reason: problemText(error as Error, t) }));
    }
  }
  useCommand({ id: 'thread.jump', title: () => t('compose.jump.open'), run: () => setJumping(true) });

  // The agent's own message is always shown.
  const lastPending = pending.at(-1)?.message.id;
  useEffect(() => {
    if (lastPending !== undefined) {
      place.goToEnd();
    }
  }, [lastPending, place]);

  const [trailOf, setTrailOf] = useState<string | null>(null);
  const [atNight, setAtNight] = useState<View['atNight']>(null);
  const retry = useMutation({
    mutationFn: ({ message, sendAt }: { message: Message; sendAt?: string | undefined }) =>
      retryMessage(message.id, sendAt),
    onSuccess: () => setAtNight(null),
    onError: (error, { message }) => {
      const quiet = quietOf(error);
      if (quiet === null) {
        toast(t('message.retryFailed', { reason: problemText(error, t) }));
      } else {
        setAtNight({ id: message.id, quiet });
      }
    },
  });
  const { mutate: retryNow } = retry;
  const cancel = useMutation({
    mutationFn: (message: Message) => cancelMessage(message.id),
    onError: (error) => toast(t('message.cancelFailed', { reason: problemText(error, t) })),
  });
  const { mutate: cancelNow } = cancel;

  const told = trailOf === null ? undefined : messages.find((message) => message.id === trailOf);
  const context: View = {
    openMedia: useCallback((message: Message, mediaId: string) => setOpened({ message, mediaId }), []),
    openTrail: useCallback((message: Message) => setTrailOf(message.id), [setTrailOf]),
    retry: useCallback((message: Message, sendAt?: string) => retryNow({ message, sendAt }), [retryNow]),
    cancel: useCallback((message: Message) => cancelNow(message), [cancelNow]),
    discard: useCallback((message: Message) => void outbox.take(message.id), [outbox]),
    undo: useCallback((message: Message) => composer.current?.takeBack(message.id), [composer]),
    quote: useCallback((message: Message) => composer.current?.quote(message.body), [composer]),
    staleMedia: useCallback(
      () => void client.invalidateQueries({ queryKey: keys.timeline(thread.id) }),
      [client, thread.id],
    ),
    loadOlder: olderNow,
    jump: () => setJumping(true),
    busy: retry.isPending ? retry.variables.message.id : cancel.isPending ? cancel.variables.id : null,
    atNight,
    markedSeq,
    thread,
    me: me.user,
    names,
    today,
    hasOlder,
    olderFailed,
  };

  return (
    // Whoever scrolls decides where the timeline stays; the keys and wheel themselves do what they always do.
    <div
      ref={box}
      role="presentation"
      className="relative min-h-0 flex-1 cloth"
      onWheel={place.letGo}
      onTouchMove={place.letGo}
      onKeyDown={place.letGo}
      onPointerDown={(event) => {
        // Only the scroll bar: a press on a message is not a wish to be elsewhere.
        if (event.target instanceof Element && event.target.matches('[data-scroller]')) {
          place.letGo();
        }
      }}
    >
      <Announcer thread={thread} messages={messages} />
      {items.length === 0 ? (
        <div role="log" aria-label={t('thread.log')} className="grid h-full place-items-center">
          <p className="rounded-full bg-paper px-4 py-1.5 text-sm text-ink-3 shadow-card">
            {t('thread.empty')}
          </p>
        </div>
      ) : (
        <MeasuredList
          ref={list}
          label={t('thread.log')}
          items={items}
          keyOf={keyOf}
          render={(item) => renderItem(item, context)}
          guess={USUAL_PX}
          startAt={startAt}
          settle={place.settle}
          onAtEnd={(value) => {
            setAtEnd(value);
            place.atEndChanged(value);
          }}
          onNearStart={olderNow}
          onLook={lookForDay}
          header={<Beginning context={context} />}
          footer={<div className="h-3" />}
        />
      )}
      {items.length > 0 && !jumping && (
        <FloatingDay
          day={atEnd || topDay === null ? null : formatDay(topDay, today, language)}
          onOpen={() => setJumping(true)}
        />
      )}
      {jumping && <DateJump today={today} onGo={jumpTo} onClose={closeJump} />}
      {!atEnd && items.length > 0 && (
        <button
          type="button"
          data-jump
          aria-label={newBelow > 0 ? t('thread.toNewestCount', { count: newBelow }) : t('thread.toNewest')}
          onClick={place.goToEnd}
          className="delayed absolute right-5 bottom-4 grid size-10 place-items-center rounded-full border border-line bg-raised text-ink-2 shadow-float hover:text-thread"
        >
          <ArrowDown className="size-5" aria-hidden="true" />
          {newBelow > 0 && (
            <span className="absolute -top-2 grid h-5 min-w-5 place-items-center rounded-full bg-thread px-1 text-xs font-bold text-on-thread tabular-nums">
              {newBelow > 99 ? '99+' : newBelow}
            </span>
          )}
        </button>
      )}
      {told !== undefined && (
        <Suspense>
          <TrailDialog message={told} thread={thread} onClose={() => setTrailOf(null)} />
        </Suspense>
      )}
      {opened !== null && (
        <Suspense>
          <Lightbox
            message={opened.message}
            mediaId={opened.mediaId}
            who={
              opened.message.author == null
                ? (thread.displayName ?? formatPhone(thread.external))
                : names(opened.message.author)
            }
            onClose={() => setOpened(null)}
          />
        </Suspense>
      )}
    </div>
  );
}

const keyOf = ({ key }: Item | Run): string => key;

function Beginning({ context }: { context: View }) {
  const { t } = useT();
  if (context.olderFailed) {
    return (
      <p role="alert" className="py-3 text-center text-xs text-danger">
        {t('thread.olderFailed')}{' '}
        <button type="button" className="font-semibold underline" onClick={context.loadOlder}>
          {t('thread.retry')}
        </button>
      </p>
    );
  }
  return (
    <p className="flex h-10 items-center justify-center text-xs text-ink-3">
      {context.hasOlder ? t('thread.loadingOlder') : t('thread.start')}
    </p>
  );
}

function renderItem(item: Item | Run, context: View) {
  switch (item.kind) {
    case 'day':
      return <DayLine at={item.at} today={context.today} onJump={context.jump} />;
    case 'unread':
      return <UnreadLine count={item.count} />;
    case 'gap':
      return <GapLine />;
    case 'run':
      return <SystemFold run={item} />;
    case 'message':
      return (
        <Bubble
          message={item.message}
          first={item.first}
          waiting={item.waiting}
          held={item.held}
          mine={item.message.author === context.me}
          names={context.names}
          contact={context.thread.displayName ?? formatPhone(context.thread.external)}
          marked={item.message.seq === context.markedSeq}
          busy={item.message.id === context.busy}
          quiet={item.message.id === context.atNight?.id ? context.atNight.quiet : null}
          onTrail={context.openTrail}
          onRetry={context.retry}
          onCancel={context.cancel}
          onDiscard={context.discard}
          onUndo={context.undo}
          onQuote={context.quote}
          onOpenMedia={context.openMedia}
          onStaleMedia={context.staleMedia}
        />
      );
  }
}

function DayLine({ at, today, onJump }: { at: Date; today: Date; onJump: () => void }) {
  const { t, language } = useT();
  const day = formatDay(at, today, language);
  return (
    <div className="flex justify-center pt-4 pb-1" data-day={dayKey(at)}>
      <button
        type="button"
        aria-label={t('compose.jump.openFrom', { day })}
        title={t('compose.jump.open')}
        onClick={onJump}
        className="min-h-6 rounded-full bg-paper px-3 py-0.5 text-xs font-medium text-ink-2 shadow-card hover:text-thread"
      >
        {day}
      </button>
    </div>
  );
}

function UnreadLine({ count }: { count: number }) {
  const { t } = useT();
  return (
    <div role="separator" data-unread className="flex items-center gap-3 px-4 py-3 text-thread">
      <span className="stitched flex-1 opacity-60" />
      <span className="text-xs font-semibold">{t('thread.unread', { count })}</span>
      <span className="stitched flex-1 opacity-60" />
    </div>
  );
}

/** What is missing here is on its way: nobody should take the two sides of it for neighbours. */
function GapLine() {
  const { t } = useT();
  return (
    <div data-gap className="flex items-center gap-3 px-4 py-3 text-warn">
      <span className="stitched flex-1 opacity-60" />
      <span className="inline-flex items-center gap-2 text-xs font-semibold">
        <LoaderCircle className="size-3.5 animate-spin" aria-hidden="true" />
        {t('thread.catchingUp')}
      </span>
      <span className="stitched flex-1 opacity-60" />
    </div>
  );
}

/** A hole shorter than this closes by itself and is not worth a mark. */
const GAP_SHOWN_MS = 120;

/** The number behind which something is missing, once that has lasted long enough to be seen. */
function useGap(timeline: TimelineData, reading: boolean): number | null {
  const status = useLiveStatus();
  const missing = gapOf(timeline) !== null || (reading && status.state === 'catching-up');
  const [lasts, setLasts] = useState(false);
  useEffect(() => {
    if (!missing) {
      return;
    }
    const timer = setTimeout(() => setLasts(true), GAP_SHOWN_MS);
    return () => {
      clearTimeout(timer);
      setLasts(false);
    };
  }, [missing]);
  return missing && lasts ? timeline.lastSeq : null;
}

/** Says what arrives while the thread is open, without reading out history that scrolls by. */
function Announcer({ thread, messages }: { thread: Thread; messages: readonly Message[] }) {
  const { t } = useT();
  const [from] = useState(() => messages.at(-1)?.seq ?? 0);
  const newest = messages.findLast((message) => message.direction === 'inbound');
  const name = thread.displayName ?? formatPhone(thread.external);
  return (
    <p aria-live="polite" className="sr-only">
      {newest !== undefined && newest.seq > from
        ? t('thread.arrived', { name, text: newest.body === '' ? t('media.file') : newest.body })
        : ''}
    </p>
  );
}

/** A thread that is open, in sight and at its end has been read. */
function useReading(thread: Thread, lastSeq: number, atEnd: boolean): void {
  const live = useLive();
  const visible = useVisible();
  const sent = useRef(0);
  const unread = unreadOf(thread) > 0;
  useEffect(() => {
    if (!atEnd || !visible || !unread || sent.current >= lastSeq) {
      return;
    }
    sent.current = lastSeq;
    live.markRead(thread.id, thread.inboundCount);
    markRead(thread.id, lastSeq).catch(() => {
      // Read again with the next message or the next visit.
      sent.current = 0;
    });
  }, [atEnd, visible, unread, lastSeq, live, thread.id, thread.inboundCount]);
}
