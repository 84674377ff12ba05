import { AlarmClock, Clock3, Paperclip, StickyNote, UsersRound } from 'lucide-react';
import { memo } from 'react';
import type { Thread } from '@/shared/contract';
import { unreadOf } from '@/shared/contract';
import { formatLasting, formatMoment, formatNumber, formatPhone, formatWhen } from '@/shared/format';
import { systemText } from '@/shared/system-line';
import { Avatar } from '@/shared/ui/avatar';
import { LabelTag } from '@/shared/ui/label-chip';
import { NumberName } from '@/shared/ui/number-name';
import { tick } from '@/shared/ui/tick';
import type { RowLook } from './row-look';

export const ROW_HEIGHT = 76;

interface RowProps {
  thread: Thread;
  address: string;
  open: boolean;
  look: RowLook;
  /** The time, to ten seconds, for who waits: waiting grows. */
  now: number;
}

/**
 * One conversation of the list: who, what was said last, and what is left to do. Rows come and go with every frame of a
 * list that is scrolled fast, so none has a hook, a query or a listener of its own; the list follows their links.
 */
export const ConversationRow = memo(function ConversationRow({ thread, address, open, look, now }: RowProps) {
  const { t, language, me, today, nameOf, labelOf } = look;
  const unread = unreadOf(thread);
  const name = thread.displayName ?? formatPhone(thread.external);
  const at = new Date(thread.lastMessageAt);

  return (
    <a
      href={address}
      aria-current={open ? 'page' : undefined}
      data-thread-id={thread.id}
      className={`group relative mx-2 flex h-[76px] items-center gap-3 rounded-xl px-2.5 transition-colors focus-visible:-outline-offset-2 ${open ? 'bg-thread-soft' : 'hover:bg-hover'}`}
    >
      {open && <span aria-hidden="true" className="absolute inset-y-2.5 -left-1 stitched-y text-thread" />}
      <Avatar name={thread.displayName} phone={thread.external} />
      <span className="min-w-0 flex-1">
        <span className="flex items-baseline gap-2">
          <span className={`truncate text-[0.9375rem] ${unread > 0 ? 'font-bold' : 'font-semibold'}`}>
            {name}
          </span>
          {thread.displayName != null && <span className="sr-only">{formatPhone(thread.external)}</span>}
          <time
            dateTime={thread.lastMessageAt}
            className={`ml-auto shrink-0 text-xs tabular-nums ${unread > 0 ? 'font-semibold text-thread' : 'text-ink-3'}`}
          >
            {formatWhen(at, today, language)}
          </time>
        </span>
        <span className="mt-px flex items-center gap-1.5">
          {preview(thread, unread > 0, look)}
          {unread > 0 && (
            <span
              role="img"
              aria-label={t('list.unread', { count: unread })}
              className="ml-auto grid h-5 min-w-5 shrink-0 place-items-center rounded-full bg-thread px-1.5 text-xs font-bold text-on-thread tabular-nums"
            >
              {unread > 999 ? '999+' : formatNumber(unread, language)}
            </span>
          )}
        </span>
        <span className="mt-0.5 flex items-center gap-1.5 overflow-hidden text-xs whitespace-nowrap text-ink-3">
          {thread.unanswered && waiting(thread.waitingSince ?? thread.lastMessageAt, now, look)}
          <span className="truncate">
            <NumberName did={thread.did} />
          </span>
          {thread.unclaimed && chip(t('list.unclaimed'), 'bg-warn-soft text-warn')}
          {thread.state === 'closed' && chip(t(`thread.state.${thread.state}`), 'bg-pressed text-ink-2')}
          {thread.state === 'snoozed' && snoozed(thread.snoozedUntil, look)}
          {thread.labels.slice(0, 2).map((key) => {
            const label = labelOf(key);
            return label === null ? null : <LabelTag key={key} label={label} className="max-w-24!" />;
          })}
          {thread.labels.length > 2 && <span className="shrink-0">+{thread.labels.length - 2}</span>}
          {thread.assignee == null && thread.team != null && (
            <span
              role="img"
              aria-label={t('list.team', { team: thread.team })}
              title={t('list.team', { team: thread.team })}
              className="ml-auto grid size-[18px] shrink-0 place-items-center rounded-full bg-linen text-ink-2 ring-1 ring-paper"
            >
              <UsersRound className="size-3" aria-hidden="true" />
            </span>
          )}
          {thread.assignee != null &&
            assignee(
              nameOf(thread.assignee),
              t('list.assignedTo', {
                user: thread.assignee === me.user ? t('thread.you') : nameOf(thread.assignee),
              }),
            )}
        </span>
      </span>
    </a>
  );
});

function assignee(name: string, words: string) {
  return (
    <span
      className="ml-auto grid size-[18px] shrink-0 place-items-center rounded-full bg-pressed text-[0.625rem] font-bold text-thread-strong uppercase ring-1 ring-paper"
      role="img"
      aria-label={words}
      title={words}
    >
      {name.slice(0, 1)}
    </span>
  );
}

const HOUR_MS = 3_600_000;

/** How long a contact has waited; after an hour nobody should overlook it. */
function waiting(since: string, now: number, { t, language }: RowLook) {
  const waited = Math.max(0, now - Date.parse(since));
  const words = t('list.waits', { time: formatLasting(waited, language, true) });
  return (
    <span
      role="img"
      data-waiting-since={since}
      aria-label={words}
      title={words}
      className={`flex shrink-0 items-center gap-1 rounded px-1 leading-[1.35] font-semibold tabular-nums ${waited < HOUR_MS ? 'bg-warn-soft text-warn' : 'bg-danger-soft text-danger'}`}
    >
      <Clock3 className="size-3" aria-hidden="true" />
      {formatLasting(waited, language)}
    </span>
  );
}

function snoozed(until: string | null | undefined, { t, language, today }: RowLook) {
  const moment = until == null ? null : formatMoment(new Date(until), today, language);
  return (
    <span
      data-snoozed={until}
      className="flex max-w-52 shrink-0 items-center gap-1 truncate rounded bg-pressed px-1.5 leading-[1.35] text-ink-2"
    >
      <AlarmClock className="size-3 shrink-0" aria-hidden="true" />
      <span className="sr-only">{t('thread.state.snoozed')} </span>
      <span className="truncate">
        {moment === null ? t('thread.state.snoozed') : t('list.until', { time: moment })}
      </span>
    </span>
  );
}

function chip(text: string, className: string) {
  return (
    <span className={`max-w-24 shrink-0 truncate rounded px-1.5 leading-[1.35] ${className}`}>{text}</span>
  );
}

function preview({ lastMessage }: Thread, strong: boolean, { t }: RowLook) {
  if (lastMessage == null) {
    return <span className="truncate text-sm text-ink-3">{t('list.noText')}</span>;
  }
  const { direction, status, preview: text, mediaCount } = lastMessage;
  return (
    <span
      className={`flex min-w-0 items-center gap-1 text-sm ${strong ? 'font-medium text-ink' : 'text-ink-2'}`}
    >
      {direction === 'outbound' && tick({ status }, t)}
      {direction === 'note' && (
        <StickyNote className="size-3.5 shrink-0 text-note-ink" aria-label={t('list.note')} />
      )}
      {mediaCount > 0 && <Paperclip className="size-3.5 shrink-0" aria-hidden="true" />}
      <span className="truncate">
        {text === ''
          ? t('list.photo', { count: mediaCount })
          : direction === 'system'
            ? systemText(text, t)
            : text}
      </span>
    </span>
  );
}
