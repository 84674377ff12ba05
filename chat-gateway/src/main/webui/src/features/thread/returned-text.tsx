import type { Message } from '@/shared/contract';
import { useT } from '@/shared/i18n/i18n';
import { Button } from '@/shared/ui/button';
import type { Outgoing } from './outbox';
import { problemText } from './problem-text';
import { StaleQuestion } from './stale-question';

interface ReturnedProps {
  entry: Outgoing;
  /** What landed between what its writer saw and its arrival. */
  messages: readonly Message[];
  contact: string;
  onSend: () => void;
  /** Null while the composer has no room for it. */
  onEdit: (() => void) | null;
  onDiscard: () => void;
}

/**
 * A text that the server refused while the next one was already being written. It stays a text of its own: what the two
 * say was never meant as one message.
 */
export function ReturnedText({ entry, messages, contact, onSend, onEdit, onDiscard }: ReturnedProps) {
  const { t } = useT();
  const quoted = (
    <blockquote
      data-returned={entry.id}
      dir="auto"
      className="my-1.5 max-h-24 overflow-y-auto border-l-2 border-current/40 pl-2.5 text-sm [overflow-wrap:anywhere] whitespace-pre-wrap text-ink"
    >
      {entry.body === '' ? t('media.file') : entry.body}
    </blockquote>
  );
  const actions = (
    <>
      {onEdit !== null && (
        <Button look="plain" onClick={onEdit}>
          {t('composer.takeBack')}
        </Button>
      )}
      <Button look="plain" onClick={onDiscard}>
        {t('message.discard')}
      </Button>
    </>
  );
  if (entry.problem?.slug === 'stale-compose') {
    return (
      <StaleQuestion messages={messages} contact={contact} onSend={onSend} quoted={quoted}>
        {actions}
      </StaleQuestion>
    );
  }
  return (
    <div role="alert" className="pop mb-2 rounded-xl bg-danger-soft px-3.5 py-2 text-sm text-danger">
      <p>
        <strong className="font-semibold">{t('composer.refused')}. </strong>
        {entry.problem === undefined ? t('composer.problem.generic') : problemText(entry.problem, t)}
      </p>
      {quoted}
      <div className="flex flex-wrap gap-2">{actions}</div>
    </div>
  );
}
