import { useInfiniteQuery } from '@tanstack/react-query';
import { ArrowUp } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { memo, useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { ListScope } from '@/live/keys';
import { Flattened } from '@/live/thread-lists';
import { useNow } from '@/shared/clock';
import type { Thread } from '@/shared/contract';
import { useT } from '@/shared/i18n/i18n';
import type { FixedListHandle } from '@/shared/ui/fixed-list';
import { FixedList } from '@/shared/ui/fixed-list';
import { FailedState, Skeleton } from '@/shared/ui/states';
import { threadsQuery } from './api/get-threads';
import { ConversationRow, ROW_HEIGHT } from './conversation-row';
import { EmptyList } from './empty-list';
import { useOpenThreadId, useThreadAddress } from './list-scope';
import { useFollow, useRowLook } from './row-look';
import type { Steady } from './steady';
import { steadied } from './steady';

interface ListProps {
  scope: ListScope;
  onCompose: () => void;
}

/** All conversations of the scope. */
export const ConversationList = memo(function ConversationList({ scope, onCompose }: ListProps) {
  const { t } = useT();
  const { data, isPending, isError, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } =
    useInfiniteQuery(threadsQuery(scope));
  const [flattened] = useState(() => new Flattened());
  const pages = data?.pages;
  const threads = useMemo(() => flattened.of(pages ?? []), [flattened, pages]);

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
    return <EmptyList onCompose={onCompose} />;
  }
  return <Rows key={JSON.stringify(scope)} threads={threads} onNearEnd={more} loading={isFetchingNextPage} />;
});

interface RowsProps {
  threads: readonly Thread[];
  onNearEnd: () => void;
  loading: boolean;
}

const idOf = ({ id }: Thread): string => id;

/** Only the rows on the screen exist. */
function Rows({ threads, onNearEnd, loading }: RowsProps) {
  const { t } = useT();
  const look = useRowLook();
  const follow = useFollow();
  const now = useNow(10_000);
  const openId = useOpenThreadId();
  const addressOf = useThreadAddress();
  const list = useRef<FixedListHandle>(null);
  const [steady, setSteady] = useState<Steady>(() => steadied(threads, openId, null, 0));
  const { rows, shift, above } = steady;

  useLayoutEffect(() => {
    // What is in sight is known to the document only, and must be asked before the rows move.
    setSteady((before) => steadied(threads, openId, before, list.current?.top() ?? 0));
  }, [threads, openId]);

  useLayoutEffect(() => {
    if (shift !== 0) {
      list.current?.shift(shift);
    }
  }, [steady, shift]);

  const draw = useCallback(
    (thread: Thread) => (
      <ConversationRow
        thread={thread}
        address={addressOf(thread.id)}
        open={thread.id === openId}
        look={look}
        now={thread.unanswered ? now : 0}
      />
    ),
    [addressOf, openId, look, now],
  );

  function moveFocus(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1, Home: -rows.length, End: rows.length }[event.key];
    const row = (event.target as Element).closest<HTMLElement>('[data-row]');
    if (step === undefined || row === null) {
      return;
    }
    event.preventDefault();
    const index = Math.min(rows.length - 1, Math.max(0, Number(row.dataset['row']) + step));
    list.current?.reveal(index, (line) => line.querySelector('a')?.focus({ preventScroll: true }));
  }

  return (
    // The rows are links; the arrows are a quicker way between them.
    <div role="presentation" className="relative h-full" onKeyDown={moveFocus} onClick={follow}>
      {above > 0 && (
        <button
          type="button"
          data-above={above}
          onClick={() => list.current?.toTop()}
          className="pop absolute top-2 left-1/2 z-10 flex h-8 -translate-x-1/2 items-center gap-1.5 rounded-full bg-thread px-3 text-xs font-semibold whitespace-nowrap text-on-thread shadow-float hover:bg-thread-strong"
        >
          <ArrowUp className="size-3.5" aria-hidden="true" />
          {t('list.above', { count: above })}
        </button>
      )}
      <FixedList
        ref={list}
        items={rows}
        keyOf={idOf}
        rowHeight={ROW_HEIGHT}
        onNearEnd={onNearEnd}
        onTop={(atTop) => {
          if (atTop && above > 0) {
            setSteady((before) => ({ ...before, shift: 0, above: 0 }));
          }
        }}
        render={draw}
        footer={loading ? <LoadingMore /> : <div className="h-2" />}
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
