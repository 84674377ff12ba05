import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { CalendarClock, LoaderCircle, SendHorizontal, X } from 'lucide-react';
import type { ClipboardEvent, KeyboardEvent, Ref } from 'react';
import { useCallback, useEffect, useImperativeHandle, useMemo, useRef, useState } from 'react';
import { keys } from '@/live/keys';
import { useLiveStatus } from '@/live/live-context';
import type { Timeline } from '@/live/timeline';
import { withMessage } from '@/live/timeline';
import type { Thread } from '@/shared/contract';
import { formatMoment, formatPhone } from '@/shared/format';
import { useT } from '@/shared/i18n/i18n';
import { numberColor, numberName, useMe } from '@/shared/me';
import type { Problem } from '@/shared/problem';
import { sendingQuery } from '@/shared/sending';
import { settings } from '@/shared/settings';
import { useStore } from '@/shared/store';
import { Button, IconButton } from '@/shared/ui/button';
import { offerUndo } from '@/shared/undo';
import { addNote } from './api/add-note';
import { consentQuery } from './api/get-consent';
import { AttachmentTile } from './attachment-tile';
import { BudgetLine } from './budget-line';
import { NightOffer, Notice } from './composer-notices';
import { ComposerTools } from './composer-tools';
import { ConsentBanner } from './consent-banner';
import { costOf, LONGEST_MMS_TEXT } from './cost';
import { typeInto } from './field-edit';
import { culpritsOf } from './gsm';
import { drawHeading } from './heading';
import { MentionMenu } from './mention-menu';
import { MessageCost } from './message-cost';
import { MmsSwitch } from './mms-switch';
import { NumberNotice } from './number-notice';
import type { Outgoing } from './outbox';
import { useOutbox, useOutgoing } from './outbox-context';
import { ownNumber } from './own-number';
import { problemText } from './problem-text';
import { quietNow, quietOf } from './quiet';
import { quoteOf } from './quote';
import { ReturnedText } from './returned-text';
import { normalise } from './segments';
import { newerMessages, StaleQuestion } from './stale-question';
import { TextField } from './text-field';
import { useAttachments } from './use-attachments';
import { useDraft } from './use-draft';
import { useDrop } from './use-drop';
import { useTemplates } from './use-templates';
import { useTyping } from './use-typing';
import { zoneOf } from './zones';

interface Refusal {
  problem: Problem | null;
  /** Everything after this number was not on the screen when it was written. */
  seenSeq: number | null;
}

/** How long a text can be taken back. */
export const UNDO_MS = 5_000;

/** What the rest of the conversation may do with the composer. */
export interface ComposerHandle {
  focus: () => void;
  /** Begins the text with what is answered. */
  quote: (body: string) => void;
  /** A text that has not left yet comes back. */
  takeBack: (id: string) => void;
}

interface ComposerProps {
  ref?: Ref<ComposerHandle>;
  thread: Thread;
  timeline: Timeline | undefined;
  onConsent: () => void;
}

/** Where the agent writes. Mounted anew for each thread. */
export function Composer({ ref, thread, timeline, onConsent }: ComposerProps) {
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
  const [sendAt, setSendAt] = useState<Date | null>(null);
  const consent = useQuery(consentQuery(thread)).data;
  const attachments = useAttachments();
  const { undoSend } = useStore(settings);
  const price = useQuery(sendingQuery).data?.find(({ did }) => did === thread.did)?.price ?? null;
  const { obstacle, canMms } = ownNumber(me, thread.did);
  const { typed, stopped } = useTyping(thread.id);
  const area = useRef<HTMLTextAreaElement>(null);
  const off = thread.consent?.asked === 'opt-out' && !asNote;
  const templates = useTemplates({ area, text, setText, thread, off, asNote, send: submit });

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
  const takeBack = useCallback(
    (id: string) => {
      const before = area.current?.value ?? '';
      const entry = outbox.take(id);
      if (entry !== undefined) {
        setText(before === '' ? entry.body : `${entry.body}\n${before}`);
        restore(entry.media);
        setAsNote(false);
        area.current?.focus();
      }
    },
    [outbox, setText, restore],
  );
  const held = outgoing.findLast((entry) => entry.state === 'held')?.id;
  useEffect(
    () =>
      held === undefined
        ? undefined
        : offerUndo({ title: t('compose.undo.command'), run: () => takeBack(held) }),
    [held, takeBack, t],
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
  const mms = attachments.all.length > 0;
  const heading = attachments.all.find((one) => one.heading);
  const cost = useMemo(() => costOf(body, mms), [body, mms]);
  const marks = useMemo(
    () => (cost.kind === 'sms' && cost.segments.encoding === 'ucs2' && !asNote ? culpritsOf(text) : []),
    [cost, text, asNote],
  );

  const silenced = thread.consent?.asked === 'opt-out';
  const closed = silenced || obstacle !== null;
  const blocked = closed && !asNote;
  const refusedAtNight = quietOf(refusal?.problem);
  const night = closed || asNote ? null : (refusedAtNight ?? quietNow(consent?.contact));

  function submit(options: { force?: boolean; at?: Date | null; unfilled?: boolean } = {}): void {
    const { force = false, at = sendAt, unfilled = false } = options;
    if (empty || blocked || note.isPending) {
      return;
    }
    if (asNote) {
      note.mutate(body);
      return;
    }
    if (!unfilled && templates.holds(body, options)) {
      return;
    }
    if (uploading) {
      setHint(t('composer.attachmentWaits'));
      return;
    }
    if (attachments.all.some((one) => one.state === 'failed')) {
      setHint(t('compose.picture.failedLeft'));
      return;
    }
    if (mms && !canMms) {
      setHint(t('compose.picture.cannot'));
      return;
    }
    if (cost.tooLong) {
      area.current?.focus();
      return;
    }
    if (at !== null && at.getTime() <= Date.now()) {
      setSendAt(null);
      setHint(t('schedule.past'));
      return;
    }
    outbox.add(
      {
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
      },
      // A scheduled one can be cancelled, and "send anyway" was a second thought already.
      undoSend && at === null && !force ? UNDO_MS : 0,
    );
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
    if (templates.onKeyDown(event)) {
      return;
    }
    // While an input method composes, Enter is its own; some browsers say so only by the old code.
    // eslint-disable-next-line @typescript-eslint/no-deprecated
    const composing = event.nativeEvent.isComposing || event.nativeEvent.keyCode === 229;
    if (event.key === 'Enter' && !event.shiftKey && !composing) {
      event.preventDefault();
      submit();
    }
    if (event.key === 'z' && (event.ctrlKey || event.metaKey) && text === '' && held !== undefined) {
      event.preventDefault();
      takeBack(held);
    }
  }

  function attach(list: Iterable<File>): void {
    if (asNote || closed) {
      return;
    }
    setHint(canMms ? attachments.add(list) : t('compose.picture.cannot'));
    area.current?.focus();
  }

  function onPaste(event: ClipboardEvent): void {
    const pasted = [...event.clipboardData.files];
    // Office programs put a picture of the words beside the words.
    if (pasted.length > 0 && !asNote && event.clipboardData.getData('text/plain') === '') {
      event.preventDefault();
      attach(pasted);
    }
  }
  const dropping = useDrop(!asNote && !closed, attach);

  function asOneMms(on: boolean): void {
    if (heading !== undefined) {
      attachments.remove(heading.key);
    }
    if (on) {
      drawHeading(numberName(me, thread.did), numberColor(me, thread.did)).then(
        (file) => attachments.add([file], { heading: true }),
        () => setHint(t('compose.mms.failed')),
      );
    }
    area.current?.focus();
  }

  function makeGsm(next: string): void {
    const field = area.current;
    if (field === null || !typeInto(field, next, 0, field.value.length)) {
      setText(next);
    }
  }

  function insert(words: string): void {
    const field = area.current;
    if (field === null || typeInto(field, words)) {
      return;
    }
    const [from, to] = [field.selectionStart, field.selectionEnd];
    setText(text.slice(0, from) + words + text.slice(to));
    requestAnimationFrame(() => {
      field.focus();
      field.setSelectionRange(from + words.length, from + words.length);
    });
  }

  function onType(value: string): void {
    setText(value);
    setHint(null);
    if (value === '') {
      stopped();
    } else {
      typed();
    }
  }

  useImperativeHandle(ref, () => ({
    focus: () => area.current?.focus(),
    quote: (quoted) => {
      const field = area.current;
      const words = quoteOf(quoted);
      if (field !== null && !typeInto(field, words, 0, 0)) {
        setText(words + text);
        field.focus();
      }
    },
    takeBack,
  }));

  const stale = refusal?.problem?.slug === 'stale-compose' ? refusal.problem : null;
  const sendName = asNote
    ? t('composer.saveNote')
    : sendAt === null
      ? t('composer.send')
      : t('schedule.send');
  return (
    <div className={`border-t border-line px-3 pt-2 pb-3 md:px-4 ${asNote ? 'bg-bubble-note' : 'bg-paper'}`}>
      {dropping && (
        // Over the whole conversation, which is where files may be dropped.
        <div className="pointer-events-none absolute inset-2 z-30 grid place-items-center rounded-xl border-2 border-dashed border-thread bg-thread-soft/95 font-semibold text-thread-strong">
          {t('composer.drop')}
        </div>
      )}
      {obstacle !== null && <NumberNotice obstacle={obstacle} did={thread.did} />}
      {templates.panel}
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
      {asNote && <MentionMenu threadId={thread.id} area={area} text={text} onChange={setText} />}
      <div className="flex flex-wrap items-end gap-x-1 gap-y-1.5 sm:flex-nowrap">
        <ComposerTools
          asNote={asNote}
          closed={closed}
          canAttach={canMms}
          zone={zoneOf(consent?.contact)}
          opensAt={night?.opensAt ?? null}
          templates={templates.button}
          onEmoji={insert}
          onFiles={attach}
          onSchedule={(at) => {
            setSendAt(at);
            requestAnimationFrame(() => area.current?.focus());
          }}
          onNote={() => setAsNote(!asNote)}
        />
        <TextField
          fieldRef={area}
          value={text}
          marks={marks}
          readOnly={blocked}
          placeholder={
            asNote
              ? t('composer.notePlaceholder')
              : closed
                ? t('composer.silenced')
                : t('composer.placeholder')
          }
          onType={onType}
          {...templates.field}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
          onBlur={stopped}
        />
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
        <div className="mt-1 flex flex-wrap items-center gap-x-3 px-2 empty:hidden">
          <BudgetLine
            did={thread.did}
            waitsForIt={
              timeline?.messages.some((message) => message.waiting?.reason === 'day-budget') ?? false
            }
          />
          {(text !== '' || mms) && !closed && (
            <>
              <MmsSwitch
                on={mms}
                always={mms && heading === undefined}
                possible={canMms}
                onChange={asOneMms}
              />
              <div className="min-w-56 flex-1">
                <MessageCost
                  cost={cost}
                  text={text}
                  price={price}
                  marked={marks.length}
                  onGsm={makeGsm}
                  onMms={canMms && body.length <= LONGEST_MMS_TEXT ? () => asOneMms(true) : null}
                />
              </div>
            </>
          )}
        </div>
      )}
      {liveStatus.state === 'offline' && outgoing.length === 0 && text !== '' && (
        <p className="mt-1 px-1 text-xs text-ink-3">{t('message.waiting')}</p>
      )}
    </div>
  );
}
