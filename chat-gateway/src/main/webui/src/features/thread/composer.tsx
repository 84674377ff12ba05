import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  CalendarClock,
  ImagePlus,
  LoaderCircle,
  MoonStar,
  SendHorizontal,
  Smile,
  StickyNote,
  TriangleAlert,
  X,
} from 'lucide-react';
import type { ClipboardEvent, DragEvent, KeyboardEvent } from 'react';
import { lazy, Suspense, useCallback, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { keys } from '@/live/keys';
import { useLiveStatus } from '@/live/live-context';
import type { Timeline } from '@/live/timeline';
import { withMessage } from '@/live/timeline';
import { useNow } from '@/shared/clock';
import type { Thread } from '@/shared/contract';
import { formatMoment, formatPhone } from '@/shared/format';
import { useT } from '@/shared/i18n/i18n';
import { useMe } from '@/shared/me';
import type { Problem } from '@/shared/problem';
import { Button, IconButton } from '@/shared/ui/button';
import { Popover } from '@/shared/ui/popover';
import { addNote } from './api/add-note';
import type { ContactTime } from './api/get-consent';
import { consentQuery } from './api/get-consent';
import { BudgetLine } from './budget-line';
import { ConsentBanner } from './consent-banner';
import type { Attachment } from './use-attachments';
import { useAttachments } from './use-attachments';
import type { Outgoing } from './outbox';
import { useOutbox, useOutgoing } from './outbox-context';
import { problemText } from './problem-text';
import type { Quiet } from './quiet';
import { clockOf, isZone, quietOf } from './quiet';
import { SegmentCounter } from './segment-counter';
import { normalise } from './segments';
import { ReturnedText } from './returned-text';
import { newerMessages, StaleQuestion } from './stale-question';
import { useDraft } from './use-draft';
import { useTyping } from './use-typing';
import { zoneOf } from './zones';

const SchedulePanel = lazy(async () => ({ default: (await import('./schedule-panel')).SchedulePanel }));
const EmojiPicker = lazy(async () => ({ default: (await import('./emoji-picker')).EmojiPicker }));

interface Refusal {
  problem: Problem | null;
  /** Everything after this number was not on the screen when it was written. */
  seenSeq: number | null;
}

interface ComposerProps {
  thread: Thread;
  timeline: Timeline | undefined;
  onConsent: () => void;
}

/** Where the agent writes. Mounted anew for each thread. */
export function Composer({ thread, timeline, onConsent }: ComposerProps) {
  const { t, language } = useT();
  const me = useMe();
  const client = useQueryClient();
  const outbox = useOutbox();
  const outgoing = useOutgoing(thread.id);
  const liveStatus = useLiveStatus();
  const [text, setText] = useDraft(me.user, thread.id);
  const [asNote, setAsNote] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [hint, setHint] = useState<string | null>(null);
  const [dragging, setDragging] = useState(false);
  const [sendAt, setSendAt] = useState<Date | null>(null);
  const consent = useQuery(consentQuery(thread)).data;
  const attachments = useAttachments();
  const { typed, stopped } = useTyping(thread.id);
  const area = useRef<HTMLTextAreaElement>(null);
  const files = useRef<HTMLInputElement>(null);
  const hintId = useId();

  // As high as its text, up to the limit the style sets.
  useLayoutEffect(() => {
    const field = area.current;
    if (field !== null) {
      field.style.height = 'auto';
      field.style.height = `${field.scrollHeight + 2}px`;
    }
  }, [text]);

  // What the server knows and this page did not: read it, the banners follow from it.
  const refused = outgoing.find((entry) => entry.state === 'refused');
  const [refusedId, reason] = [refused?.id, refused?.problem?.slug];
  useEffect(() => {
    if (refusedId !== undefined && reason === 'stale-compose') {
      void client.invalidateQueries({ queryKey: keys.timeline(thread.id) });
    }
    if (refusedId !== undefined && reason === 'opted-out') {
      void client.invalidateQueries({ queryKey: keys.thread(thread.id) });
    }
  }, [refusedId, reason, client, thread.id]);

  // A refused text comes back to where it was written, unless something else is being written there by now.
  const { restore } = attachments;
  const occupied = text !== '' || attachments.all.length > 0 || asNote;
  const giveBack = useCallback(
    (id: string, before: string) => {
      const entry = outbox.take(id);
      if (entry === undefined) {
        return;
      }
      setText(before === '' ? entry.body : `${entry.body}\n${before}`);
      restore(entry.media);
      setRefusal({ problem: entry.problem ?? null, seenSeq: entry.lastSeqSeen });
      // The time chosen comes back too, unless it was what was wrong with it.
      if (entry.sendAt != null && quietOf(entry.problem) === null) {
        setSendAt(new Date(entry.sendAt));
      }
      area.current?.focus();
    },
    [outbox, setText, restore],
  );
  useEffect(() => {
    if (refusedId !== undefined && !occupied) {
      // eslint-disable-next-line react-hooks/set-state-in-effect
      giveBack(refusedId, '');
    }
  }, [refusedId, occupied, giveBack]);

  const note = useMutation({
    mutationFn: (body: string) => addNote(thread.id, body),
    onSuccess: (message) => {
      client.setQueryData<Timeline>(keys.timeline(thread.id), (known) =>
        known === undefined ? undefined : withMessage(known, message),
      );
      setText('');
      setAsNote(false);
    },
    onError: (error) => setHint(problemText(error, t)),
  });

  const body = normalise(text).trim();
  const uploading = attachments.all.some((one) => one.state === 'uploading');
  const ready = attachments.all.flatMap((one) => (one.media === null ? [] : [one.media]));
  const empty = body === '' && (asNote || ready.length === 0);

  const silenced = thread.consent?.asked === 'opt-out';
  const blocked = silenced && !asNote;
  const refusedAtNight = quietOf(refusal?.problem);
  const night = silenced || asNote ? null : (refusedAtNight ?? quietNow(consent?.contact));

  function submit({ force = false, at = sendAt }: { force?: boolean; at?: Date | null } = {}): void {
    if (empty || blocked || note.isPending) {
      return;
    }
    if (asNote) {
      note.mutate(body);
      return;
    }
    if (uploading) {
      setHint(t('composer.attachmentWaits'));
      return;
    }
    if (at !== null && at.getTime() <= Date.now()) {
      setSendAt(null);
      setHint(t('schedule.past'));
      return;
    }
    outbox.add({
      id: crypto.randomUUID(),
      threadId: thread.id,
      from: thread.did,
      to: thread.external,
      body,
      media: ready,
      lastSeqSeen: timeline?.lastSeq ?? thread.lastSeq,
      force,
      sendAt: at?.toISOString(),
      createdAt: new Date().toISOString(),
    });
    setText('');
    attachments.clear();
    setRefusal(null);
    setSendAt(null);
    setHint(null);
    stopped();
    area.current?.focus();
  }

  /** As it was written, beside what is being written now. */
  function sendAnyway(entry: Outgoing): void {
    const { threadId, from, to, body: words, media, sendAt: at } = entry;
    outbox.take(entry.id);
    outbox.add({
      id: crypto.randomUUID(),
      threadId,
      from,
      to,
      body: words,
      media,
      lastSeqSeen: timeline?.lastSeq ?? thread.lastSeq,
      force: true,
      sendAt: at,
      createdAt: new Date().toISOString(),
    });
    area.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>): void {
    if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
      event.preventDefault();
      submit();
    }
  }

  function attach(list: Iterable<File>): void {
    setHint(attachments.add(list) ? null : t('composer.notImage'));
    area.current?.focus();
  }

  function onPaste(event: ClipboardEvent): void {
    const pasted = [...event.clipboardData.files];
    if (pasted.length > 0 && !asNote) {
      event.preventDefault();
      attach(pasted);
    }
  }

  function onDrop(event: DragEvent): void {
    event.preventDefault();
    setDragging(false);
    if (!asNote) {
      attach(event.dataTransfer.files);
    }
  }

  function insert(emoji: string): void {
    const field = area.current;
    const [from, to] = [field?.selectionStart ?? text.length, field?.selectionEnd ?? text.length];
    setText(text.slice(0, from) + emoji + text.slice(to));
    requestAnimationFrame(() => {
      field?.focus();
      field?.setSelectionRange(from + emoji.length, from + emoji.length);
    });
  }

  const stale = refusal?.problem?.slug === 'stale-compose' ? refusal.problem : null;
  const sendName = asNote
    ? t('composer.saveNote')
    : sendAt === null
      ? t('composer.send')
      : t('schedule.send');
  return (
    // Dropping a file here is a shortcut; the button beside the text does the same.
    <div
      role="presentation"
      className={`relative border-t border-line px-3 pt-2 pb-3 md:px-4 ${asNote ? 'bg-bubble-note' : 'bg-paper'}`}
      onDragOver={(event) => {
        if (event.dataTransfer.types.includes('Files')) {
          event.preventDefault();
          setDragging(true);
        }
      }}
      onDragLeave={() => setDragging(false)}
      onDrop={onDrop}
    >
      {dragging && (
        <div className="pointer-events-none absolute inset-1 z-10 grid place-items-center rounded-xl border-2 border-dashed border-thread bg-thread-soft font-semibold text-thread-strong">
          {t('composer.drop')}
        </div>
      )}
      <ConsentBanner thread={thread} timeline={timeline} consent={consent} onHistory={onConsent} />
      {refusal !== null && stale !== null && (
        <StaleQuestion
          messages={newerMessages(stale, timeline, refusal.seenSeq, me.user)}
          contact={thread.displayName ?? formatPhone(thread.external)}
          onSend={() => submit({ force: true })}
        >
          <Button
            look="plain"
            onClick={() => {
              setRefusal(null);
              area.current?.focus();
            }}
          >
            {t('composer.keepWriting')}
          </Button>
        </StaleQuestion>
      )}
      {refusal !== null &&
        stale === null &&
        refusedAtNight === null &&
        !(silenced && refusal.problem?.slug === 'opted-out') && (
          <Notice
            title={t('composer.refused')}
            text={refusal.problem === null ? t('composer.problem.generic') : problemText(refusal.problem, t)}
            onDismiss={() => setRefusal(null)}
          />
        )}
      {refused !== undefined && occupied && (
        <ReturnedText
          entry={refused}
          messages={newerMessages(refused.problem, timeline, refused.lastSeqSeen, me.user)}
          contact={thread.displayName ?? formatPhone(thread.external)}
          onSend={() => sendAnyway(refused)}
          onEdit={asNote ? null : () => giveBack(refused.id, text)}
          onDiscard={() => {
            outbox.take(refused.id);
            area.current?.focus();
          }}
        />
      )}
      {night !== null && sendAt === null && (
        <NightOffer
          quiet={night}
          refused={refusedAtNight !== null}
          onSchedule={() => {
            const at = new Date(night.opensAt);
            if (empty) {
              setSendAt(at);
              area.current?.focus();
            } else {
              submit({ at });
            }
          }}
        />
      )}
      {sendAt !== null && !asNote && (
        <p
          data-send-at={sendAt.toISOString()}
          className="pop mb-2 flex w-fit items-center gap-2 rounded-full bg-thread-soft py-0.5 pr-1 pl-3 text-sm font-medium text-thread-strong"
        >
          <CalendarClock className="size-4 shrink-0" aria-hidden="true" />
          {t('schedule.chosen', { when: formatMoment(sendAt, new Date(), language) })}
          <IconButton small label={t('schedule.remove')} onClick={() => setSendAt(null)}>
            <X className="size-4" aria-hidden="true" />
          </IconButton>
        </p>
      )}
      {hint !== null && <Notice title="" text={hint} onDismiss={() => setHint(null)} />}
      {attachments.all.length > 0 && !asNote && (
        <ul className="mb-2 flex flex-wrap gap-2">
          {attachments.all.map((one) => (
            <AttachmentTile key={one.key} attachment={one} onRemove={() => attachments.remove(one.key)} />
          ))}
        </ul>
      )}
      <div className="flex flex-wrap items-end gap-x-1 gap-y-1.5 sm:flex-nowrap">
        <Popover
          label={t('composer.emoji')}
          className="bottom-11 left-0 w-80 max-w-[calc(100vw-1.5rem)]"
          trigger={(props) => (
            <IconButton label={t('composer.emoji')} {...props}>
              <Smile className="size-5.5" aria-hidden="true" />
            </IconButton>
          )}
        >
          {(close) => (
            <Suspense fallback={<p className="delayed h-80 p-4 text-sm text-ink-3">{t('emoji.loading')}</p>}>
              <EmojiPicker
                onPick={(emoji) => {
                  close();
                  insert(emoji);
                }}
              />
            </Suspense>
          )}
        </Popover>
        <IconButton
          label={t('composer.attach')}
          disabled={asNote || silenced}
          onClick={() => files.current?.click()}
        >
          <ImagePlus className="size-5.5" aria-hidden="true" />
        </IconButton>
        <input
          ref={files}
          type="file"
          accept="image/*"
          multiple
          hidden
          data-attach
          onChange={(event) => {
            attach(event.target.files ?? []);
            event.target.value = '';
          }}
        />
        <Popover
          label={t('schedule.title')}
          className="bottom-11 -left-20 w-80 max-w-[calc(100vw-1.5rem)]"
          trigger={(props) => (
            <IconButton label={t('schedule.open')} disabled={asNote || silenced} {...props}>
              <CalendarClock className="size-5" aria-hidden="true" />
            </IconButton>
          )}
        >
          {(close) => (
            <Suspense fallback={<p className="delayed h-56 p-4 text-sm text-ink-3">{t('emoji.loading')}</p>}>
              <SchedulePanel
                zone={zoneOf(consent?.contact)}
                opensAt={night?.opensAt ?? null}
                onPick={(at) => {
                  close();
                  setSendAt(at);
                  requestAnimationFrame(() => area.current?.focus());
                }}
              />
            </Suspense>
          )}
        </Popover>
        <IconButton label={t('composer.note')} aria-pressed={asNote} onClick={() => setAsNote(!asNote)}>
          <StickyNote className="size-5" aria-hidden="true" />
        </IconButton>
        <div className="relative mx-1 min-w-0 flex-1 max-sm:-order-2 max-sm:basis-3/4">
          <textarea
            ref={area}
            value={text}
            rows={1}
            dir="auto"
            readOnly={blocked}
            aria-label={t('composer.name')}
            aria-describedby={hintId}
            placeholder={
              asNote
                ? t('composer.notePlaceholder')
                : silenced
                  ? t('composer.silenced')
                  : t('composer.placeholder')
            }
            onChange={(event) => {
              setText(event.target.value);
              setHint(null);
              if (event.target.value === '') {
                stopped();
              } else {
                typed();
              }
            }}
            onKeyDown={onKeyDown}
            onPaste={onPaste}
            onBlur={stopped}
            className="block max-h-48 min-h-10 w-full resize-none rounded-2xl border border-line-strong bg-raised px-3.5 py-[0.5625rem] text-[0.9375rem] leading-[1.38] placeholder:text-ink-3 read-only:bg-linen read-only:text-ink-3 focus:border-thread focus:outline-none"
          />
          <span id={hintId} className="sr-only">
            {t('composer.hint')}
          </span>
        </div>
        <button
          type="button"
          aria-label={sendName}
          title={sendName}
          aria-disabled={empty || blocked}
          onClick={() => submit()}
          className="grid size-10 shrink-0 place-items-center rounded-full bg-thread text-on-thread transition-colors hover:bg-thread-strong aria-disabled:bg-line aria-disabled:text-ink-3 max-sm:-order-1"
        >
          {note.isPending ? (
            <LoaderCircle className="size-5 animate-spin" aria-hidden="true" />
          ) : sendAt !== null && !asNote ? (
            <CalendarClock className="size-5" aria-hidden="true" />
          ) : (
            <SendHorizontal className="size-5" aria-hidden="true" />
          )}
        </button>
      </div>
      {!asNote && (
        <div className="mt-1 flex flex-wrap items-baseline gap-x-3 px-2 empty:hidden">
          <BudgetLine
            did={thread.did}
            waitsForIt={
              timeline?.messages.some((message) => message.waiting?.reason === 'day-budget') ?? false
            }
          />
          {(text !== '' || attachments.all.length > 0) && (
            <div className="min-w-64 flex-1">
              <SegmentCounter text={body} mms={attachments.all.length > 0} />
            </div>
          )}
        </div>
      )}
      {liveStatus.state === 'offline' && outgoing.length === 0 && text !== '' && (
        <p className="mt-1 px-1 text-xs text-ink-3">{t('message.waiting')}</p>
      )}
    </div>
  );
}

/** Night there, as far as we know; while what we write is an answer it does not count. */
function quietNow(contact: ContactTime | null | undefined): Quiet | null {
  const quiet = contact?.quiet;
  if (quiet == null || !isZone(quiet.zone)) {
    return null;
  }
  const now = Date.now();
  const answering = contact?.replyUntil != null && Date.parse(contact.replyUntil) > now;
  return answering || Date.parse(quiet.opensAt) <= now ? null : quiet;
}

interface NightProps {
  quiet: Quiet;
  /** The server has just said no because of it. */
  refused: boolean;
  onSchedule: () => void;
}

/** It is night where the contact is: not an error, but another time. */
function NightOffer({ quiet, refused, onSchedule }: NightProps) {
  const { t, language } = useT();
  const now = useNow(60_000);
  return (
    <div
      role={refused ? 'alert' : undefined}
      data-night
      className={`mb-2 flex flex-wrap items-center gap-x-3 gap-y-1.5 rounded-xl px-3.5 py-1.5 text-sm ${refused ? 'pop bg-warn-soft text-warn' : 'bg-linen text-ink-2'}`}
    >
      <MoonStar className="size-4 shrink-0" aria-hidden="true" />
      <span className="mr-auto">{t('quiet.now', clockOf(new Date(now), quiet.zone, language))}</span>
      <Button look="soft" onClick={onSchedule}>
        {t('quiet.schedule', clockOf(new Date(quiet.opensAt), quiet.zone, language))}
      </Button>
    </div>
  );
}

function Notice({ title, text, onDismiss }: { title: string; text: string; onDismiss: () => void }) {
  const { t } = useT();
  return (
    <div
      role="alert"
      className="pop mb-2 flex items-start gap-2 rounded-xl bg-danger-soft py-2 pr-1.5 pl-3.5 text-sm text-danger"
    >
      <p className="flex-1 py-0.5">
        {title !== '' && <strong className="font-semibold">{title}. </strong>}
        {text}
      </p>
      <IconButton small label={t('composer.dismiss')} className="-my-1" onClick={onDismiss}>
        <X className="size-4" aria-hidden="true" />
      </IconButton>
    </div>
  );
}

function AttachmentTile({ attachment, onRemove }: { attachment: Attachment; onRemove: () => void }) {
  const { t } = useT();
  const { name, preview, state, problem } = attachment;
  return (
    <li
      data-attachment-state={state}
      className={`relative size-20 overflow-hidden rounded-xl border bg-pressed ${state === 'failed' ? 'border-danger' : 'border-line'}`}
      title={problem === null ? name : t('composer.attachmentFailed', { name, reason: problem })}
    >
      {preview !== '' && <img src={preview} alt={name} className="size-full object-cover" />}
      {state === 'uploading' && (
        <span
          role="status"
          aria-label={t('media.uploading')}
          className="absolute inset-0 grid place-items-center bg-paper/60"
        >
          <LoaderCircle className="size-6 animate-spin text-thread" aria-hidden="true" />
        </span>
      )}
      {state === 'failed' && (
        <span role="alert" className="absolute inset-0 grid place-items-center bg-danger-soft/85 text-danger">
          <TriangleAlert className="size-6" aria-hidden="true" />
          <span className="sr-only">{t('composer.attachmentFailed', { name, reason: problem ?? '' })}</span>
        </span>
      )}
      <button
        type="button"
        aria-label={t('composer.removeAttachment', { name })}
        onClick={onRemove}
        className="absolute top-1 right-1 grid size-6 place-items-center rounded-full bg-black/60 text-white hover:bg-black/80"
      >
        <X className="size-3.5" aria-hidden="true" />
      </button>
    </li>
  );
}
