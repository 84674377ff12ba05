import { CalendarClock, Clock3, RotateCw } from 'lucide-react';
import type { ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';
import { useNow } from '@/shared/clock';
import type { Message } from '@/shared/contract';
import { useT } from '@/shared/i18n/i18n';
import { doubtOf, failureOf, mayRetry } from '@/shared/failures';
import type { Quiet } from './quiet';
import { clockOf } from './quiet';
import { useReread } from './use-reread';
import { isWorthTelling, waitingText } from './waiting';

export interface TroubleProps {
  message: Message;
  /** Still on this side of the network. */
  waiting: boolean;
  /** It can still be taken back. */
  held: boolean;
  /** A request about this message is under way. */
  busy: boolean;
  /** Sending it again was refused because it is night there. */
  quiet: Quiet | null;
  onRetry: (message: Message, sendAt?: string) => void;
  onCancel: (message: Message) => void;
  onDiscard: (message: Message) => void;
  onUndo: (message: Message) => void;
}

/** What is to be said about an outbound message that has not simply been sent, and what can be done. */
export function Trouble(props: TroubleProps) {
  const { t } = useT();
  const { message, waiting, held, onDiscard, onUndo } = props;
  if (held) {
    return (
      <Line>
        <span data-held>{t('compose.undo.held')}</span>
        <Action label={t('compose.undo.undoOf', { text: message.body })} onClick={() => onUndo(message)}>
          {t('compose.undo.undo')}
        </Action>
      </Line>
    );
  }
  if (waiting) {
    return (
      <Line>
        {t('message.waiting')}
        <Action onClick={() => onDiscard(message)}>{t('message.discard')}</Action>
      </Line>
    );
  }
  switch (message.status) {
    case 'queued':
      return <Queued {...props} />;
    case 'failed':
      return <Failed {...props} />;
    case 'unconfirmed':
      return <Unconfirmed {...props} />;
    case 'sending':
    case 'sent':
    case 'delivered':
    case 'received':
    case 'read':
      return null;
  }
}

function Line({ tone = 'text-ink-2', children }: { tone?: string; children: ReactNode }) {
  return (
    <p className={`mt-1 max-w-[min(85%,40rem)] text-right text-xs leading-[1.125rem] text-pretty ${tone}`}>
      {children}
    </p>
  );
}

interface ActionProps {
  onClick: () => void;
  children: ReactNode;
  disabled?: boolean;
  focused?: boolean;
  label?: string;
}

function Action({ onClick, children, disabled = false, focused = false, label }: ActionProps) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (focused) {
      button.current?.focus();
    }
  }, [focused]);
  return (
    <button
      ref={button}
      type="button"
      aria-label={label}
      disabled={disabled}
      onClick={onClick}
      className="-my-1 ml-2 inline-flex min-h-6 items-center gap-1 rounded align-middle font-semibold whitespace-nowrap underline underline-offset-2 disabled:opacity-50"
    >
      {children}
    </button>
  );
}

function Queued({ message, busy, onCancel }: TroubleProps) {
  const { t, language } = useT();
  const now = useNow();
  const telling = isWorthTelling(message, now);
  // One that was just accepted leaves by itself; asking about each would double the requests.
  useReread(message, telling);
  if (!telling) {
    return null;
  }
  const waiting = message.waiting ?? { reason: 'turn' as const };
  const Icon = waiting.reason === 'scheduled' ? CalendarClock : Clock3;
  return (
    <Line>
      <span className="tabular-nums" data-waiting={waiting.reason}>
        <Icon className="mr-1 inline size-3.5 align-[-0.1875rem]" aria-hidden="true" />
        {waitingText(waiting, now, language, t)}
      </span>
      <Action disabled={busy} onClick={() => onCancel(message)}>
        {t('message.cancel')}
      </Action>
    </Line>
  );
}

function Failed({ message, busy, quiet, onRetry }: TroubleProps) {
  const { t } = useT();
  const code = failureOf(message);
  const said = code === null ? message.errorText : null;
  return (
    <Line tone="text-danger">
      <span data-reason={message.errorCode ?? ''}>
        <span className="font-medium">
          {code === null ? t('message.failed') : t(`message.error.${code}`)}
        </span>
        {said != null && said !== '' && <span className="[overflow-wrap:anywhere]"> ({said})</span>}
        {code !== null && <span className="text-ink-2"> {t(`message.advice.${code}`)}</span>}
      </span>
      {quiet === null && mayRetry(message) && (
        <Action disabled={busy} onClick={() => onRetry(message)}>
          <RotateCw className="size-3" aria-hidden="true" />
          {t('message.retry')}
        </Action>
      )}
      {quiet !== null && <AtNight {...{ message, quiet, busy, onRetry }} />}
    </Line>
  );
}

/** It may have arrived: a second one is a decision, and says so before it is made. */
function Unconfirmed({ message, busy, quiet, onRetry }: TroubleProps) {
  const { t } = useT();
  const [asking, setAsking] = useState<boolean | null>(null);
  const doubt = doubtOf(message.errorText);
  return (
    <Line tone="text-warn">
      <span>
        <span className="font-medium">{t('message.unconfirmed')}</span>
        {doubt !== null && asking !== true && (
          <span className="text-ink-2"> {t(`message.doubt.${doubt}`)}</span>
        )}
        {asking === true && <span role="status"> {t('message.twice')}</span>}
      </span>
      {quiet !== null ? (
        <AtNight {...{ message, quiet, busy, onRetry }} />
      ) : asking === true ? (
        <>
          <Action
            focused
            disabled={busy}
            onClick={() => {
              setAsking(null);
              onRetry(message);
            }}
          >
            {t('message.sendTwice')}
          </Action>
          <Action onClick={() => setAsking(false)}>{t('message.leave')}</Action>
        </>
      ) : (
        <Action focused={asking === false} disabled={busy} onClick={() => setAsking(true)}>
          {t('message.sendAgain')}
        </Action>
      )}
    </Line>
  );
}

function AtNight({
  message,
  quiet,
  busy,
  onRetry,
}: Pick<TroubleProps, 'message' | 'busy' | 'onRetry'> & { quiet: Quiet }) {
  const { t, language } = useT();
  const now = useNow(60_000);
  return (
    <>
      <span className="text-ink-2">{t('quiet.now', clockOf(new Date(now), quiet.zone, language))}</span>
      <Action focused disabled={busy} onClick={() => onRetry(message, quiet.opensAt)}>
        <CalendarClock className="size-3" aria-hidden="true" />
        {t('quiet.schedule', clockOf(new Date(quiet.opensAt), quiet.zone, language))}
      </Action>
    </>
  );
}
