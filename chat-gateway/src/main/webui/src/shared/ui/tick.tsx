import type { ReactNode } from 'react';
import type { MessageStatus } from '../contract';
import { useT } from '../i18n/i18n';
import type { T } from '../i18n/i18n';

const paths: Record<'clock' | 'one' | 'two' | 'failed' | 'unsure', string> = {
  clock: 'M8 3.2a4.8 4.8 0 1 0 0 9.6 4.8 4.8 0 0 0 0-9.6ZM8 5.5V8l1.7 1.1',
  one: 'M3.5 8.6l3 3 6-7',
  two: 'M1 8.6l3 3 6-7M8.2 10.9l.8.7 6-7',
  failed: 'M8 2.6a5.4 5.4 0 1 0 0 10.8A5.4 5.4 0 0 0 8 2.6ZM8 5.3v3.3M8 10.7v.1',
  unsure:
    'M8 2.6a5.4 5.4 0 1 0 0 10.8A5.4 5.4 0 0 0 8 2.6ZM6.5 6.6c0-2 3.1-1.9 3.1 0 0 1.2-1.6 1.2-1.6 2.3M8 11v.1',
};

function shapeOf(status: MessageStatus): { path: string; colour: string } | null {
  switch (status) {
    case 'queued':
    case 'sending':
      return { path: paths.clock, colour: 'text-ink-3' };
    case 'sent':
      return { path: paths.one, colour: 'text-ink-3' };
    case 'delivered':
      return { path: paths.two, colour: 'text-thread' };
    case 'failed':
      return { path: paths.failed, colour: 'text-danger' };
    case 'unconfirmed':
      return { path: paths.unsure, colour: 'text-warn' };
    case 'received':
    case 'read':
      return null;
  }
}

interface TickProps {
  status: MessageStatus;
  className?: string;
}

/** How far an outbound message has come. */
export function Tick({ status, className }: TickProps) {
  const { t } = useT();
  return tick({ status, className }, t);
}

/** The same for who has the texts at hand: a long list asks for them once, not for each of its rows. */
export function tick(
  { status, className = '' }: { status: MessageStatus; className?: string | undefined },
  t: T,
): ReactNode {
  const shape = shapeOf(status);
  if (shape === null) {
    return null;
  }
  const name = t(`message.status.${status}`);
  return (
    <svg
      role="img"
      aria-label={name}
      viewBox="0 0 16 16"
      data-tick={status}
      className={`inline-block size-4 shrink-0 ${shape.colour} ${className}`}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <title>{name}</title>
      <path d={shape.path} />
    </svg>
  );
}
