import { memo } from 'react';
import type { Message } from '@/shared/contract';
import { formatFull, formatPhone, formatTime } from '@/shared/format';
import { useT } from '@/shared/i18n/i18n';
import { isJumbo, pieces, realHost } from '@/shared/links';
import type { Names } from '@/shared/team/people';
import { Sought } from '@/shared/ui/marked';
import { Tick } from '@/shared/ui/tick';
import { MediaList } from './media-list';
import { MessageActions } from './message-actions';
import { NoteText } from './note-text';
import { SystemLine } from './system-line';
import type { TroubleProps } from './trouble';
import { Trouble } from './trouble';

interface BubbleProps extends TroubleProps {
  first: boolean;
  mine: boolean;
  contact: string;
  names: Names;
  /** Just looked for: light it up once. */
  marked: boolean;
  onTrail: (message: Message) => void;
  onOpenMedia: (message: Message, mediaId: string) => void;
  onStaleMedia: () => void;
  onQuote: ((message: Message) => void) | null;
}

/** One message, from whichever side, and everything that may be said about it. */
export const Bubble = memo(function Bubble(props: BubbleProps) {
  const { message, first, waiting, held, mine, contact, names, marked } = props;
  const { t, language } = useT();
  const at = new Date(message.createdAt);

  if (message.direction === 'system') {
    return (
      <Line {...hooks(message)}>
        <span className="rounded-full bg-paper/80 px-3 py-1 text-center text-xs text-ink-3 shadow-card">
          <SystemLine message={message} />
        </span>
      </Line>
    );
  }

  const outbound = message.direction === 'outbound';
  const note = message.direction === 'note';
  const group = message.participants.length > 2;
  const author =
    !outbound && !note
      ? contact
      : mine
        ? t('message.fromYou')
        : message.author == null
          ? t('message.automatic')
          : names(message.author);
  const jumbo = message.media.length === 0 && isJumbo(message.body);
  const look = note
    ? 'bg-bubble-note text-ink rounded-2xl border border-dashed border-note-ink/30'
    : outbound
      ? `bg-bubble-out rounded-2xl ${first ? 'rounded-tr-md' : ''}`
      : `bg-bubble-in rounded-2xl ${first ? 'rounded-tl-md' : ''}`;

  return (
    <div className={`px-4 md:px-[6%] ${first ? 'pt-2.5' : 'pt-0.5'} ${marked ? 'marked' : ''}`}>
      <article
        {...hooks(message)}
        aria-label={`${t('message.from', { name: author })}, ${formatTime(at, language)}`}
        className={`flex w-full flex-col ${outbound || note ? 'items-end' : 'items-start'}`}
      >
        <div
          className={`group/message flex w-full items-start gap-1 ${outbound || note ? 'flex-row-reverse' : ''}`}
        >
          <div
            className={`relative max-w-[min(calc(100%-4.5rem),40rem)] min-w-0 px-3 pt-1.5 pb-2 shadow-card ${look}`}
          >
            {note && (
              <p className="mb-0.5 text-xs font-bold text-note-ink">{noteTitle(t('message.note'), author)}</p>
            )}
            {outbound && !mine && first && <p className="text-xs font-bold text-thread-strong">{author}</p>}
            {!outbound && !note && group && first && (
              <p className="text-xs font-bold text-thread-strong">{formatPhone(message.from)}</p>
            )}
            {message.media.length > 0 && (
              <MediaList
                message={message}
                who={author}
                onOpen={(mediaId) => props.onOpenMedia(message, mediaId)}
                onStale={props.onStaleMedia}
              />
            )}
            <div
              dir="auto"
              className={`flow-root [overflow-wrap:anywhere] whitespace-pre-wrap ${jumbo ? 'pt-1 text-4xl leading-tight' : 'text-[0.9375rem] leading-[1.38]'}`}
            >
              {note ? (
                <NoteText
                  body={message.body}
                  mentions={message.mentions ?? []}
                  plain={(text) => <Text body={text} />}
                />
              ) : (
                <Text body={message.body} />
              )}
              {/* Floats at the end of the last line, and under it when there is no room. */}
              <span
                dir="ltr"
                className={`relative float-right ${jumbo ? 'mt-8' : message.body === '' ? 'mt-0.5' : 'mt-[0.4375rem]'} -mb-1 ml-2.5 inline-flex items-center gap-1 text-[0.6875rem] leading-4 whitespace-nowrap text-ink-3 tabular-nums`}
              >
                {message.repeats > 1 && (
                  <button
                    type="button"
                    title={t('message.repeats', { count: message.repeats })}
                    aria-label={t('message.repeats', { count: message.repeats })}
                    data-repeats={message.repeats}
                    onClick={() => props.onTrail(message)}
                    className="relative z-10 rounded bg-pressed px-1 font-bold text-thread-strong after:absolute after:-inset-1 hover:brightness-95"
                  >
                    ×{message.repeats}
                  </button>
                )}
                <time dateTime={message.createdAt} title={formatFull(at, language)}>
                  {formatTime(at, language)}
                </time>
                {outbound && <Tick status={message.status} />}
                {!note && !waiting && !held && (
                  <button
                    type="button"
                    aria-label={t('trail.open')}
                    title={t('trail.open')}
                    data-trail
                    onClick={() => props.onTrail(message)}
                    className="absolute -inset-x-1.5 -inset-y-1 rounded-md hover:bg-ink/5"
                  />
                )}
              </span>
            </div>
          </div>
          {message.body !== '' && <MessageActions message={message} onQuote={note ? null : props.onQuote} />}
        </div>
        {message.direction === 'inbound' && message.errorCode === 'moved' && (
          <p className="px-1 pt-0.5 text-xs font-medium text-warn" data-reason="moved">
            {t('message.moved')}
          </p>
        )}
        {outbound && (
          <Trouble
            message={message}
            waiting={waiting}
            held={held}
            busy={props.busy}
            quiet={props.quiet}
            onRetry={props.onRetry}
            onCancel={props.onCancel}
            onDiscard={props.onDiscard}
            onUndo={props.onUndo}
          />
        )}
      </article>
    </div>
  );
});

function noteTitle(word: string, author: string): string {
  return author === '' ? word : `${word} · ${author}`;
}

function hooks(message: Message) {
  return {
    'data-message-id': message.id,
    'data-seq': message.seq === Number.MAX_SAFE_INTEGER ? undefined : message.seq,
    'data-status': message.status,
    'data-direction': message.direction,
  };
}

function Line({ children, ...rest }: { children: React.ReactNode }) {
  return (
    <div className="flex justify-center px-6 py-2" {...rest}>
      {children}
    </div>
  );
}

/** The customer's words, as words: only web addresses become links. */
function Text({ body }: { body: string }) {
  return pieces(body).map((piece, index) =>
    piece.kind === 'text' ? (
      <Sought key={index} text={piece.text} />
    ) : (
      <a
        key={index}
        href={piece.href}
        target="_blank"
        rel="noopener noreferrer nofollow"
        className="text-thread-strong underline decoration-thread/40 underline-offset-2 hover:decoration-current"
      >
        {piece.text}
        {realHost(piece) !== null && <span className="text-warn"> ({realHost(piece)})</span>}
      </a>
    ),
  );
}
