import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useId } from 'react';
import * as z from 'zod/mini';
import type { Timeline } from '@/live/timeline';
import { useNow } from '@/shared/clock';
import type { Message } from '@/shared/contract';
import { messageView } from '@/shared/contract';
import { formatAgo, formatTime } from '@/shared/format';
import { useT } from '@/shared/i18n/i18n';
import type { Problem } from '@/shared/problem';
import { useNames } from '@/shared/team/people';
import { Button } from '@/shared/ui/button';

const newer = z.array(messageView);

/** What landed while the agent wrote: as the refusal says, else as the timeline has it by now. */
export function newerMessages(
  problem: Problem | undefined,
  timeline: Timeline | undefined,
  seenSeq: number | null,
  user: string,
): Message[] {
  const said = newer.safeParse(problem?.members['messages']);
  if (said.success && said.data.length > 0) {
    return said.data;
  }
  return (timeline?.messages ?? []).filter(
    (message) =>
      message.seq > (seenSeq ?? 0) &&
      (message.direction === 'inbound' || (message.direction === 'outbound' && message.author !== user)),
  );
}

interface StaleProps {
  messages: readonly Message[];
  contact: string;
  onSend: () => void;
  /** The text it is about, when it is not the one in the composer. */
  quoted?: ReactNode;
  /** What else can be done with it. */
  children: ReactNode;
}

/** Somebody wrote while the agent was writing: show who and what, and ask. */
export function StaleQuestion({ messages, contact, onSend, quoted, children }: StaleProps) {
  const { t, language } = useT();
  const now = useNow();
  const title = useId();
  const text = useId();
  const names = useNames();
  const last = messages.at(-1);
  const writer = ({ direction, author }: Message): string =>
    direction === 'inbound' ? contact : names(author ?? '');
  return (
    <section
      role="alertdialog"
      aria-labelledby={title}
      aria-describedby={text}
      className="pop mb-2 rounded-xl border border-warn/40 bg-warn-soft px-3.5 py-3"
    >
      <p id={title} className="flex items-center gap-2 text-xs font-medium text-warn">
        <TriangleAlert className="size-4 shrink-0" aria-hidden="true" />
        {t('composer.stale')}
      </p>
      <p id={text} className="mt-0.5 text-sm font-semibold">
        {last === undefined
          ? t('composer.staleText')
          : t(last.direction === 'inbound' ? 'composer.staleWrote' : 'composer.staleAnswered', {
              name: writer(last),
              ago: formatAgo(now - Date.parse(last.createdAt), language),
            })}
      </p>
      {quoted}
      <ul className="my-2 max-h-32 space-y-1 overflow-y-auto text-sm">
        {messages.slice(-5).map((message) => (
          <li key={message.id} className="flex gap-2">
            <span className="shrink-0 font-semibold">{writer(message)}</span>
            <span className="min-w-0 flex-1 truncate">
              {message.body === '' ? t('media.file') : message.body}
            </span>
            <time className="shrink-0 text-xs text-ink-3 tabular-nums" dateTime={message.createdAt}>
              {formatTime(new Date(message.createdAt), language)}
            </time>
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        <Button look="solid" onClick={onSend}>
          {t('composer.sendAnyway')}
        </Button>
        {children}
      </div>
    </section>
  );
}
