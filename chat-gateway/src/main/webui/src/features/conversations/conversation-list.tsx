import { useInfiniteQuery } from '@tanstack/react-query';
import type { KeyboardEvent } from 'react';
import { useCallback, useMemo, useRef } from 'react';
import { useToday } from '@/shared/clock';
import type { Thread } from '@/shared/contract';
import { useT } from '@/shared/i18n/i18n';
import type { FixedListHandle } from '@/shared/ui/fixed-list';
import { FixedList } from '@/shared/ui/fixed-list';
import { EmptyState, FailedState, Skeleton } from '@/shared/ui/states';
import { threadsQuery } from './api/get-threads';
import { ConversationRow, ROW_HEIGHT } from './conversation-row';
import { useListScope, useOpenThreadId, useThreadAddress } from './list-scope';

/** All conversations of the scope; only the rows on the screen exist. */
export function ConversationList() {
  const { t } = useT();
  const today = useToday();
  const [scope] = useListScope();
  const openId = useOpenThreadId();
  const addressOf = useThreadAddress();
  const list = useRef<FixedListHandle>(null);
  const { data, isPending, isError, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } =
    useInfiniteQuery(threadsQuery(scope));
  const threads = useMemo(() => distinct(data?.pages.flatMap((page) => page.items) ?? []), [data]);

  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) {
      void fetchNextPage();
    }
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);

  if (isPending) {
    return (
      <Skeleton label={t('list.loading')}>
        {Array.from({ length: 9 }, (_, index) => (
          <div key={index} className="mx-2 flex h-[76px] items-center gap-3 px-2.5">
            <div className="size-11 rounded-full bg-line" />
            <div className="flex-1 space-y-2">
              <div className="h-3 w-2/5 rounded bg-line" />
              <div className="h-3 w-4/5 rounded bg-line opacity-70" />
            </div>
          </div>
        ))}
      </Skeleton>
    );
  }
  if (isError && threads.length === 0) {
    return (
      <FailedState text={t('list.failed')} retryLabel={t('list.retry')} onRetry={() => void refetch()} />
    );
  }
  if (threads.length === 0) {
    return (
      <EmptyState title={t(`list.empty.${scope.filter}.title`)} text={t(`list.empty.${scope.filter}.text`)} />
    );
  }

  function moveFocus(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1, Home: -threads.length, End: threads.length }[event.key];
    const row = (event.target as Element).closest<HTMLElement>('[data-index]');
    if (step === undefined || row === null) {
      return;
    }
    event.preventDefault();
    const index = Math.min(threads.length - 1, Math.max(0, Number(row.dataset['index']) + step));
    list.current?.reveal(index, (line) => line.querySelector('a')?.focus({ preventScroll: true }));
  }

  return (
    // The rows are links; the arrows are a quicker way between them.
    <div role="presentation" className="h-full" onKeyDown={moveFocus}>
      <FixedList
        ref={list}
        key={`${scope.filter} ${scope.did ?? ''} ${scope.label ?? ''}`}
        items={threads}
        keyOf={(thread) => thread.id}
        rowHeight={ROW_HEIGHT}
        onNearEnd={more}
        render={(thread, index) => (
          <ConversationRow
            thread={thread}
            index={index}
            address={addressOf(thread.id)}
            open={thread.id === openId}
            today={today}
          />
        )}
        footer={isFetchingNextPage ? <LoadingMore /> : <div className="h-2" />}
      />
    </div>
  );
}

function LoadingMore() {
  const { t } = useT();
  return (
    <p role="status" className="delayed py-3 text-center text-sm text-ink-3">
      {t('list.loadingMore')}
    </p>
  );
}

/** A thread that moved while pages were read can be on two of them. */
function distinct(threads: Thread[]): Thread[] {
  const seen = new Set<string>();
  return threads.filter((thread) => !seen.has(thread.id) && seen.add(thread.id).size > 0);
}
