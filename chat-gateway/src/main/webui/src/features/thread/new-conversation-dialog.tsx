import { useMutation } from '@tanstack/react-query';
import type { SubmitEvent } from 'react';
import { useId, useRef, useState } from 'react';
import { isSendable } from '@/shared/contract';
import { formatPhone, parseUsPhone } from '@/shared/format';
import { useT } from '@/shared/i18n/i18n';
import { useMe } from '@/shared/me';
import { Problem } from '@/shared/problem';
import { Button } from '@/shared/ui/button';
import { Dialog } from '@/shared/ui/dialog';
import { sendMessage } from './api/send-message';
import { problemText } from './problem-text';
import { clockOf, quietOf } from './quiet';
import { RecipientField } from './recipient-field';
import { SegmentCounter } from './segment-counter';
import { normalise } from './segments';
import './texts';

interface NewConversationProps {
  /** The number to begin with; null for the first. */
  from?: string | null;
  onClose: () => void;
  onStarted: (threadId: string) => void;
}

const field =
  'w-full rounded-xl border border-line-strong bg-raised px-3.5 py-2 text-[0.9375rem] focus:border-thread focus:outline-none aria-invalid:border-danger';

/** Writes to somebody new: from which number, to whom, what. */
export function NewConversationDialog({ from: wanted = null, onClose, onStarted }: NewConversationProps) {
  const { t, language } = useT();
  const me = useMe();
  const numbers = me.numbers.filter(isSendable);
  const [chosen, setFrom] = useState(wanted);
  // A number that is taken away while this is open leaves the choice.
  const from = numbers.find(({ did }) => did === chosen)?.did ?? numbers[0]?.did ?? '';
  const [to, setTo] = useState('');
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const fromId = useId();
  const toId = useId();
  const bodyId = useId();
  // The same text sent again after a lost answer is the same message.
  const attempt = useRef({ id: crypto.randomUUID(), of: '' });

  const phone = parseUsPhone(to);
  const body = normalise(text).trim();
  const send = useMutation({
    mutationFn: async ({ recipient, sendAt }: { recipient: string; sendAt?: string }) => {
      const of = JSON.stringify([from, recipient, body, sendAt]);
      if (attempt.current.of !== of) {
        attempt.current = { id: crypto.randomUUID(), of };
      }
      const { id } = attempt.current;
      return sendMessage({
        id,
        from,
        to: recipient,
        body,
        mediaIds: [],
        lastSeqSeen: null,
        force: false,
        sendAt,
      });
    },
    onSuccess: ({ threadId }) => onStarted(threadId),
  });
  const problem = send.error instanceof Problem ? send.error : null;
  const toError = (tried && phone === null ? t('start.toInvalid') : null) ?? problem?.about('to') ?? null;
  const bodyError = (tried && body === '' ? t('start.bodyEmpty') : null) ?? problem?.about('body') ?? null;
  const placed = problem?.about('to') ?? problem?.about('body') ?? problem?.about('from');
  const night = quietOf(problem);
  const otherError =
    send.error !== null && placed === undefined && night === null ? problemText(send.error, t) : null;

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    setTried(true);
    if (phone !== null && body !== '' && from !== '' && !send.isPending) {
      send.mutate({ recipient: phone });
    }
  }

  return (
    <Dialog title={t('start.title')} closeLabel={t('start.close')} onClose={onClose}>
      {numbers.length === 0 ? (
        <p className="py-4 text-sm text-ink-2">{t('start.noNumbers')}</p>
      ) : (
        <form onSubmit={submit} noValidate className="flex flex-col gap-4 pt-2">
          <div>
            <label htmlFor={fromId} className="mb-1 block text-sm font-medium">
              {t('start.from')}
            </label>
            <select
              id={fromId}
              value={from}
              onChange={(event) => setFrom(event.target.value)}
              className={field}
            >
              {numbers.map(({ did, name }) => (
                <option key={did} value={did}>
                  {name == null || name === '' ? formatPhone(did) : `${name} · ${formatPhone(did)}`}
                </option>
              ))}
            </select>
            <FieldError id={`${fromId}-error`} text={problem?.about('from') ?? null} />
          </div>
          <div>
            <label htmlFor={toId} className="mb-1 block text-sm font-medium">
              {t('start.to')}
            </label>
            <RecipientField id={toId} value={to} onChange={setTo} error={toError} className={field} />
            <FieldError id={`${toId}-error`} text={toError} />
          </div>
          <div>
            <label htmlFor={bodyId} className="mb-1 block text-sm font-medium">
              {t('start.body')}
            </label>
            <textarea
              id={bodyId}
              value={text}
              rows={4}
              aria-invalid={bodyError !== null}
              aria-describedby={`${bodyId}-error`}
              onChange={(event) => setText(event.target.value)}
              className={`${field} resize-none`}
            />
            {body !== '' && <SegmentCounter text={body} mms={false} />}
            <FieldError id={`${bodyId}-error`} text={bodyError} />
          </div>
          {otherError !== null && (
            <p role="alert" className="rounded-xl bg-danger-soft px-3.5 py-2 text-sm text-danger">
              {otherError}
            </p>
          )}
          {night !== null && phone !== null && (
            <div
              role="alert"
              className="flex flex-col gap-2 rounded-xl bg-warn-soft px-3.5 py-2.5 text-sm text-warn"
            >
              {t('quiet.now', clockOf(new Date(), night.zone, language))}
              <Button
                look="soft"
                disabled={send.isPending}
                onClick={() => send.mutate({ recipient: phone, sendAt: night.opensAt })}
              >
                {t('quiet.schedule', clockOf(new Date(night.opensAt), night.zone, language))}
              </Button>
            </div>
          )}
          <div className="flex justify-end gap-2">
            <Button look="plain" onClick={onClose}>
              {t('start.cancel')}
            </Button>
            <Button type="submit" disabled={send.isPending}>
              {send.isPending ? t('start.sending') : t('start.send')}
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  );
}

function FieldError({ id, text }: { id: string; text: string | null }) {
  return (
    <p id={id} role={text === null ? undefined : 'alert'} className="mt-1 text-xs text-danger empty:hidden">
      {text}
    </p>
  );
}
