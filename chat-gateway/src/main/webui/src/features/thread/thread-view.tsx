import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { Link } from 'wouter';
import type { Presence } from '@/live/bridge';
import { keys } from '@/live/keys';
import { useLive, useLiveStatus } from '@/live/live-context';
import { useT } from '@/shared/i18n/i18n';
import { Problem } from '@/shared/problem';
import { useNames } from '@/shared/team/people';
import { Afterwards } from '@/shared/ui/afterwards';
import { buttonClass } from '@/shared/ui/button';
import { EmptyState, FailedState, Skeleton } from '@/shared/ui/states';
import { getMessage } from './api/get-message';
import { timelineQuery } from './api/get-messages';
import { threadQuery } from './api/get-thread';
import type { ComposerHandle } from './composer';
import { Composer } from './composer';
import { namesOf, ThreadHeader } from './thread-header';
import './texts';
import { Timeline } from './timeline';

const ConsentDialog = lazy(async () => ({ default: (await import('./consent-dialog')).ConsentDialog }));

const nobody: Presence = { viewers: [], typing: [] };

interface ThreadViewProps {
  threadId: string;
  atSeq: number | null;
  /** The message to go to, by its id, when its place is not known. */
  atMessage: string | null;
  backAddress: string;
  /** Whether this is the truth of the moment; on a phone the list that usually shows it is not in sight. */
  liveChip: ReactNode;
  /** The button that shows the contact, for the header. */
  contact?: ReactNode;
}

/** One conversation: who, what was said, and the place to answer. Mounted anew for each thread. */
export function ThreadView({ threadId, atSeq, atMessage, backAddress, liveChip, contact }: ThreadViewProps) {
  const { t } = useT();
  const live = useLive();
  const client = useQueryClient();
  const [consentOpen, setConsentOpen] = useState(false);
  const composer = useRef<ComposerHandle>(null);
  const thread = useQuery(threadQuery(client, threadId));
  const timeline = useQuery(timelineQuery(threadId));
  const sought = useQuery({
    queryKey: keys.message(atMessage ?? ''),
    queryFn: ({ signal }) => getMessage(atMessage ?? '', signal),
    enabled: atMessage !== null,
    staleTime: Infinity,
  });
  const presence = useQuery<Presence>({
    queryKey: keys.presence(threadId),
    queryFn: () => nobody,
    enabled: false,
  });

  // Messages of a thread that is not open do not come by themselves: what was kept may be behind.
  const summarySeq = thread.data?.lastSeq ?? 0;
  useEffect(() => {
    const kept = client.getQueryData<{ lastSeq: number }>(keys.timeline(threadId));
    const known = live.known(threadId);
    if (kept !== undefined && known !== undefined && kept.lastSeq < known.lastSeq) {
      void client.invalidateQueries({ queryKey: keys.timeline(threadId) });
    }
    return () => live.closeThread();
  }, [client, live, threadId]);

  const lastSeq = timeline.data?.lastSeq;
  const opened = lastSeq !== undefined;
  useEffect(() => {
    if (opened) {
      live.openThread(threadId);
    }
  }, [live, threadId, opened, timeline.dataUpdatedAt]);

  const error = timeline.error ?? thread.error;
  if (error instanceof Problem && [400, 403, 404].includes(error.status)) {
    return (
      <div className="h-full cloth">
        <EmptyState title={t('thread.none')} text={t('thread.notFound')}>
          <Link href={backAddress} className={`${buttonClass('soft')} mt-4`}>
            {t('app.toInbox')}
          </Link>
        </EmptyState>
      </div>
    );
  }
  if (error !== null && (thread.data === undefined || timeline.data === undefined)) {
    return (
      <FailedState
        text={t('thread.failed')}
        retryLabel={t('thread.retry')}
        onRetry={() => {
          void thread.refetch();
          void timeline.refetch();
        }}
      />
    );
  }
  if (thread.data === undefined) {
    return <LoadingTimeline />;
  }
  const upToDate =
    timeline.data !== undefined && (timeline.data.lastSeq >= summarySeq || !timeline.isFetching);
  return (
    // Beside a contact it is narrower than the window says.
    <div className="@container relative flex h-full min-w-0 flex-col">
      <ThreadHeader
        thread={thread.data}
        presence={presence.data ?? nobody}
        backAddress={backAddress}
        onConsent={() => setConsentOpen(true)}
        contact={contact}
      />
      <OnPhone presence={presence.data ?? nobody} liveChip={liveChip} />
      {thread.data.unclaimed && (
        <p className="bg-warn-soft px-5 py-1.5 text-sm text-warn">{t('thread.unclaimed')}</p>
      )}
      {/* Whose conversation it is stands there in the frame of the press; what was said follows in the next one. */}
      <Afterwards meanwhile={<Blank />}>
        <OnceReady ready={upToDate && !sought.isLoading}>
          {timeline.data !== undefined && (
            <Timeline
              thread={thread.data}
              timeline={timeline.data}
              atSeq={atSeq ?? sought.data?.seq ?? null}
              reading={timeline.isFetching}
              composer={composer}
            />
          )}
        </OnceReady>
        <Composer
          ref={composer}
          thread={thread.data}
          timeline={timeline.data}
          onConsent={() => setConsentOpen(true)}
        />
      </Afterwards>
      {consentOpen && (
        <Suspense>
          <ConsentDialog thread={thread.data} onClose={() => setConsentOpen(false)} />
        </Suspense>
      )}
    </div>
  );
}

/** What a phone's narrow header has no room for: a broken connection, and who else is here. */
function OnPhone({ presence, liveChip }: { presence: Presence; liveChip: ReactNode }) {
  const { t, language } = useT();
  const { state } = useLiveStatus();
  const names = useNames();
  const viewers = presence.viewers.map(names);
  const typing = presence.typing.map(names);
  const here =
    typing.length > 0
      ? t('thread.typing', { count: typing.length, users: namesOf(typing, language) })
      : viewers.length > 0
        ? t('thread.viewing', { count: viewers.length, users: namesOf(viewers, language) })
        : '';
  if (state === 'live' && here === '') {
    return null;
  }
  return (
    <div
      data-on-phone
      className="flex items-center gap-3 border-b border-line bg-linen px-4 py-1.5 text-xs font-medium text-thread md:hidden"
    >
      {state !== 'live' && liveChip}
      <span className="truncate">{here}</span>
    </div>
  );
}

/** Where the timeline and the composer will stand. */
function Blank() {
  return (
    <>
      <div className="min-h-0 flex-1 cloth" />
      <div className="h-[3.8125rem] shrink-0 border-t border-line bg-paper" />
    </>
  );
}

/** Waits for the first complete state and never goes back to waiting. */
function OnceReady({ ready, children }: { ready: boolean; children: React.ReactNode }) {
  const [was, setWas] = useState(ready);
  if (ready && !was) {
    setWas(true);
  }
  return was || ready ? children : <LoadingTimeline />;
}

function LoadingTimeline() {
  const { t } = useT();
  return (
    <div className="min-h-0 flex-1 overflow-hidden cloth">
      <Skeleton label={t('thread.loading')}>
        <div className="flex flex-col gap-3 px-[6%] pt-8">
          {['w-2/5', 'w-1/3', 'w-1/2 self-end', 'w-1/4', 'w-2/5 self-end', 'w-1/3 self-end', 'w-2/5'].map(
            (shape, index) => (
              <div key={index} className={`h-12 rounded-2xl bg-line ${shape}`} />
            ),
          )}
        </div>
      </Skeleton>
    </div>
  );
}
