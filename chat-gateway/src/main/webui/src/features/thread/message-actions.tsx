import { Check, Copy, Quote } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Message } from '@/shared/contract';
import { useT } from '@/shared/i18n/i18n';
import { toast } from '@/shared/ui/toast';

interface ActionsProps {
  message: Message;
  /** Null where nothing can be answered. */
  onQuote: ((message: Message) => void) | null;
}

/** How long it is said that it was done. */
const TOLD_MS = 2_000;

const BUTTON =
  'grid size-8 place-items-center rounded-full text-ink-3 hover:bg-paper hover:text-ink focus-visible:opacity-100';

/** What can be done with the words of a message; beside it while it is pointed at, always where nothing points. */
export function MessageActions({ message, onQuote }: ActionsProps) {
  const { t } = useT();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (copied) {
      const timer = setTimeout(() => setCopied(false), TOLD_MS);
      return () => clearTimeout(timer);
    }
    return undefined;
  }, [copied]);
  return (
    <div
      role="group"
      aria-label={t('compose.action.menu')}
      data-actions
      className="flex shrink-0 self-center opacity-0 transition-opacity group-focus-within/message:opacity-100 group-hover/message:opacity-100 pointer-coarse:opacity-100"
    >
      {onQuote !== null && (
        <button
          type="button"
          aria-label={t('compose.action.quote')}
          title={t('compose.action.quote')}
          onClick={() => onQuote(message)}
          className={BUTTON}
        >
          <Quote className="size-4" aria-hidden="true" />
        </button>
      )}
      <button
        type="button"
        aria-label={t('compose.action.copy')}
        title={t('compose.action.copy')}
        onClick={() => {
          copy(message.body).then(
            () => setCopied(true),
            () => toast(t('compose.action.copyFailed')),
          );
        }}
        className={`${BUTTON} pointer-coarse:hidden`}
      >
        {copied ? (
          <Check className="size-4 text-good" aria-hidden="true" />
        ) : (
          <Copy className="size-4" aria-hidden="true" />
        )}
      </button>
      <span role="status" className="sr-only">
        {copied ? t('compose.action.copied') : ''}
      </span>
    </div>
  );
}

/** A browser may refuse, and over plain http it has no clipboard at all. */
async function copy(text: string): Promise<void> {
  await navigator.clipboard.writeText(text);
}
