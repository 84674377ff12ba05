import { useQuery, useQueryClient } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { lazy, Suspense, useEffect, useId, useRef, useState } from 'react';
import { useThreadAddress } from '@/features/conversations/list-scope';
import { threadQuery } from '@/features/thread/api/get-thread';
import { keys } from '@/live/keys';
import type { Message, Thread } from '@/shared/contract';
import { formatPhone } from '@/shared/format';
import { useT } from '@/shared/i18n/i18n';
import '@/shared/i18n/talk-texts';
import { useNames } from '@/shared/team/people';
import { Afterwards } from '@/shared/ui/afterwards';
import { IconButton } from '@/shared/ui/button';
import { Dialog } from '@/shared/ui/dialog';
import type { ContactSideState } from './use-contact-side';

const ContactPanel = lazy(async () => ({
  default: (await import('@/features/contact/contact-panel')).ContactPanel,
}));
const ConsentStory = lazy(async () => ({
  default: (await import('@/features/thread/consent-dialog')).ConsentStory,
}));
const LocalTime = lazy(async () => ({
  default: (await import('@/features/thread/local-time')).LocalTime,
}));
const Lightbox = lazy(async () => ({ default: (await import('@/features/thread/lightbox')).Lightbox }));

const BUTTON = '[data-contact-button]';

/** The contact of the open conversation, beside it or over it. */
export function ContactSide({ threadId, side }: { threadId: string; side: ContactSideState }) {
  const { t } = useT();
  const client = useQueryClient();
  const id = useId();
  const { data: thread } = useQuery(threadQuery(client, threadId));
  const heading = useRef<HTMLHeadingElement>(null);
  const { asked, wide } = side;
  useEffect(() => {
    if (asked && wide) {
      heading.current?.focus();
    }
  }, [asked, wide]);

  if (thread === undefined) {
    return null;
  }
  function close(): void {
    side.close();
    document.querySelector<HTMLElement>(BUTTON)?.focus();
  }

  return (
    // Escape closes what is on top: a dialog, the sheet, the column. Each has a button that does the same.
    <div
      role="presentation"
      className="contents"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') {
          return;
        }
        // Not the conversation beside it as well.
        event.stopPropagation();
        if (wide && !event.defaultPrevented && (event.target as Element).closest('dialog') === null) {
          event.preventDefault();
          close();
        }
      }}
    >
      {wide ? (
        <aside
          aria-labelledby={id}
          className="flex h-full w-80 shrink-0 flex-col border-l border-line bg-paper 2xl:w-96"
        >
          <header className="flex min-h-16 items-center border-b border-line pr-3 pl-5">
            <h2 ref={heading} id={id} tabIndex={-1} className="flex-1 font-semibold outline-none">
              {t('thread.contact')}
            </h2>
            <IconButton label={t('thread.contactClose')} onClick={close}>
              <X className="size-5" aria-hidden="true" />
            </IconButton>
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto">
            <Afterwards key={thread.id}>
              <Content thread={thread} />
            </Afterwards>
          </div>
        </aside>
      ) : (
        <Dialog title={t('thread.contact')} closeLabel={t('thread.contactClose')} onClose={side.close} side>
          <div className="-mx-5">
            <Content thread={thread} onLeave={side.close} />
          </div>
        </Dialog>
      )}
    </div>
  );
}

interface Picture {
  message: Message;
  mediaId: string;
}

function Content({ thread, onLeave }: { thread: Thread; onLeave?: () => void }) {
  const addressOf = useThreadAddress();
  const names = useNames();
  const [picture, setPicture] = useState<Picture | null>(null);
  useFollow(thread);
  const who = thread.displayName ?? formatPhone(thread.external);
  return (
    <Suspense>
      {/* Going to another conversation leaves the sheet over this one. */}
      <div role="presentation" onClick={(event) => leaving(event.target) && onLeave?.()}>
        <ContactPanel
          thread={thread}
          localTime={
            <Suspense>
              <LocalTime thread={thread} />
            </Suspense>
          }
          consent={
            <Suspense>
              <ConsentStory thread={thread} />
            </Suspense>
          }
          addressOf={addressOf}
          onPicture={(message, mediaId) => setPicture({ message, mediaId })}
        />
      </div>
      {picture !== null && (
        <Suspense>
          <Lightbox
            message={picture.message}
            mediaId={picture.mediaId}
            who={
              picture.message.direction === 'inbound' || picture.message.author == null
                ? who
                : names(picture.message.author)
            }
            onClose={() => setPicture(null)}
          />
        </Suspense>
      )}
    </Suspense>
  );
}

function leaving(target: EventTarget): boolean {
  return target instanceof Element && target.closest('a[data-other]') !== null;
}

const BURST_MS = 400;

/** Whatever changes of a conversation may be its contact: what is shown of it is read again, once for a burst. */
function useFollow({ id, external, lastSeq, displayName, lastMessage }: Thread): void {
  const client = useQueryClient();
  const seen = useRef(lastSeq);
  const media = (lastMessage?.mediaCount ?? 0) > 0;
  useEffect(() => {
    if (seen.current === lastSeq) {
      return;
    }
    const timer = setTimeout(() => {
      seen.current = lastSeq;
      void client.invalidateQueries({ queryKey: keys.contact(external), exact: true });
      if (media) {
        void client.invalidateQueries({ queryKey: keys.gallery(id) });
      }
    }, BURST_MS);
    return () => clearTimeout(timer);
  }, [client, id, external, lastSeq, displayName, media]);
}
