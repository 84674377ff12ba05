import { lazy, Suspense, useCallback, useEffect, useMemo, useState } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import { ConversationsPane } from '@/features/conversations/conversations-pane';
import { useListScope, useOpenThreadId, useThreadAddress } from '@/features/conversations/list-scope';
import { AccountMenu } from '@/features/preferences/account-menu';
import { useLive } from '@/live/live-context';
import { useT } from '@/shared/i18n/i18n';
import { MarkWords } from '@/shared/ui/marked';
import { useMedia } from '@/shared/media';
import { EmptyState } from '@/shared/ui/states';
import { useTitle } from '@/shared/use-title';
import { useJournalAlert } from './journal-alert';
import { LiveChip } from './live-chip';
import { ContactButton, useContactSide } from './use-contact-side';

const ContactSide = lazy(async () => ({ default: (await import('./contact-side')).ContactSide }));

const NewConversationDialog = lazy(async () => ({
  default: (await import('@/features/thread/new-conversation-dialog')).NewConversationDialog,
}));

const loadThreadView = () => import('@/features/thread/thread-view');
const ThreadView = lazy(async () => ({ default: (await loadThreadView()).ThreadView }));
if (window.location.pathname.startsWith('/t/')) {
  // Both are needed at once; do not wait for the list to be drawn.
  void loadThreadView();
}

const liveChip = <LiveChip />;

/** List and thread side by side; on a phone one after the other. */
export function InboxPage({ onShortcuts }: { onShortcuts: () => void }) {
  const { t } = useT();
  const live = useLive();
  const [, navigate] = useLocation();
  const [parameters] = useSearchParams();
  const [scope] = useListScope();
  const threadId = useOpenThreadId();
  const addressOf = useThreadAddress();
  const [composing, setComposing] = useState(false);
  const contact = useContactSide(threadId);
  const composeFrom = parameters.get('compose');
  const journalOpen = useJournalAlert();
  const at = Number(parameters.get('at') ?? Number.NaN);

  const listAddress = withoutPosition(parameters);
  // On a phone it is all there is.
  const listIsMain = useMedia('(width < 48rem)') && threadId === null;
  useTitle(t('app.inbox'));
  useEffect(() => live.pin(threadId), [live, threadId, scope]);

  // The first thread should open as fast as the next ones.
  useEffect(() => {
    const timer = setTimeout(() => void loadThreadView(), 300);
    return () => clearTimeout(timer);
  }, []);

  const compose = useCallback(() => setComposing(true), []);
  const account = useMemo(
    () => (
      <span className="md:hidden">
        <AccountMenu className="top-12 left-0" journalOpen={journalOpen} onShortcuts={onShortcuts} />
      </span>
    ),
    [journalOpen, onShortcuts],
  );
  return (
    // Escape goes back from wherever the focus is inside; every place it leads to has a button of its own.
    <div
      role="presentation"
      className="flex h-full"
      onKeyDown={(event) => {
        if (
          event.key === 'Escape' &&
          !event.defaultPrevented &&
          threadId !== null &&
          // A dialog over the page goes first.
          !(event.target instanceof Element && event.target.closest('dialog') !== null)
        ) {
          navigate(listAddress);
        }
      }}
    >
      <div
        role={listIsMain ? 'main' : undefined}
        id={listIsMain ? 'main' : undefined}
        className={`h-full w-full shrink-0 border-r border-line bg-paper md:block md:w-[22rem] lg:w-[25rem] 2xl:w-[28rem] ${threadId === null ? 'block' : 'hidden'}`}
      >
        <ConversationsPane onCompose={compose} liveChip={liveChip} account={account} />
      </div>
      <main
        id={listIsMain ? undefined : 'main'}
        className={`h-full min-w-0 flex-1 bg-paper md:block ${threadId === null ? 'hidden' : 'block'}`}
      >
        {threadId === null ? (
          <div className="h-full cloth">
            <EmptyState title={t('thread.none')} text={t('thread.noneText')} />
          </div>
        ) : (
          <Suspense fallback={<div className="h-full cloth" />}>
            <MarkWords query={parameters.get('q')}>
              <ThreadView
                key={threadId}
                threadId={threadId}
                atSeq={Number.isSafeInteger(at) ? at : null}
                atMessage={parameters.get('message')}
                backAddress={listAddress}
                liveChip={liveChip}
                contact={<ContactButton side={contact} />}
              />
            </MarkWords>
          </Suspense>
        )}
      </main>
      {threadId !== null && contact.open && (
        <Suspense>
          <ContactSide threadId={threadId} side={contact} />
        </Suspense>
      )}
      {(composing || composeFrom !== null) && (
        <Suspense>
          <NewConversationDialog
            from={composeFrom}
            onClose={() => {
              setComposing(false);
              if (composeFrom !== null) {
                navigate(listAddress, { replace: true });
              }
            }}
            onStarted={(id) => {
              setComposing(false);
              navigate(addressOf(id));
            }}
          />
        </Suspense>
      )}
    </div>
  );
}

function withoutPosition(parameters: URLSearchParams): string {
  const next = new URLSearchParams(parameters);
  next.delete('at');
  next.delete('q');
  next.delete('message');
  next.delete('compose');
  const text = next.toString();
  return text === '' ? '/' : `/?${text}`;
}
