import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ArrowRightLeft, Hand } from 'lucide-react';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { keys } from '@/live/keys';
import { useLive } from '@/live/live-context';
import { useNow } from '@/shared/clock';
import { useCommand } from '@/shared/commands';
import type { Thread } from '@/shared/contract';
import { formatNumber } from '@/shared/format';
import { useT } from '@/shared/i18n/i18n';
import { useMe } from '@/shared/me';
import type { Language } from '@/shared/settings';
import { IconButton } from '@/shared/ui/button';
import { toast } from '@/shared/ui/toast';
import { claimNext, waitingKey, waitingQuery } from './api/claim';
import { useListScope, useThreadAddress } from './list-scope';

const HandOverDialog = lazy(async () => ({ default: (await import('./hand-over-dialog')).HandOverDialog }));

/** How often the count is read again at most, when conversations come and go. */
const PAUSE_MS = 1_500;
/** What no frame says: a colleague was given a number, a contact was put on another. */
const AGAIN_MS = 30_000;

/** At the head of the list: the next who waits, and the end of the shift. */
export function TeamBar() {
  const { t, language } = useT();
  const me = useMe();
  const live = useLive();
  const client = useQueryClient();
  const [{ dids }] = useListScope();
  const did = dids.length === 1 ? (dids[0] ?? null) : null;
  const addressOf = useThreadAddress();
  const [, navigate] = useLocation();
  const [handing, setHanding] = useState(false);
  const now = useNow(30_000);
  const { data } = useQuery({ ...waitingQuery(did), refetchInterval: AGAIN_MS });
  useFreshCount();
  const claim = useMutation({
    mutationFn: () => claimNext(did),
    onSuccess: (claimed) => {
      if (claimed === null) {
        toast(t('claim.none'));
      } else {
        const { id } = claimed.thread;
        const { pathname, search } = window.location;
        live.putThread(claimed.thread);
        navigate(addressOf(id));
        const leave = (): void => {
          if (window.location.pathname === `/t/${id}`) {
            navigate(pathname + search);
          }
        };
        void import('./offer-back').then(({ offerClaimBack }) =>
          offerClaimBack(claimed, { user: me.user, live, leave }),
        );
      }
      void client.invalidateQueries({ queryKey: waitingKey });
    },
    onError: () => toast(t('claim.failed')),
  });
  const waiting = data?.waiting ?? 0;
  const next = (): void => {
    if (!claim.isPending) {
      claim.mutate();
    }
  };
  useCommand({ id: 'list.claim', title: t('claim.next'), keys: 'shift+n', run: next });
  useCommand({ id: 'list.handOver', title: t('claim.handOver'), run: () => setHanding(true) });

  return (
    <div className="flex items-center gap-1.5 px-4 pb-2">
      <button
        type="button"
        data-claim={waiting}
        aria-disabled={claim.isPending}
        onClick={next}
        className={`flex h-9 min-w-0 flex-1 items-center gap-2 rounded-lg px-3 text-sm font-semibold transition-colors ${
          waiting > 0
            ? 'bg-thread-soft text-thread-strong hover:brightness-[0.97] dark:hover:brightness-110'
            : 'bg-linen text-ink-2 hover:text-ink'
        }`}
      >
        <Hand className="size-4 shrink-0" aria-hidden="true" />
        <span className="truncate">{waiting > 0 ? t('claim.next') : t('claim.nobody')}</span>
        {waiting > 0 && (
          <>
            <span className="rounded-full bg-thread px-1.5 text-xs leading-5 font-bold text-on-thread tabular-nums">
              <span className="sr-only">
                {t('claim.waiting', { count: waiting, formatted: formatNumber(waiting, language) })}
              </span>
              <span aria-hidden="true">{waiting > 999 ? '999+' : waiting}</span>
            </span>
            {data?.oldestSince != null && (
              <span className="ml-auto shrink-0 text-xs font-medium tabular-nums">
                {ageText(now - Date.parse(data.oldestSince), language)}
              </span>
            )}
          </>
        )}
      </button>
      <IconButton label={t('claim.handOver')} onClick={() => setHanding(true)} data-hand-over>
        <ArrowRightLeft className="size-[1.125rem]" aria-hidden="true" />
      </IconButton>
      {handing && (
        <Suspense>
          <HandOverDialog onClose={() => setHanding(false)} />
        </Suspense>
      )}
    </div>
  );
}

/** How long ago, in its largest unit. */
function ageText(ms: number, language: Language): string {
  const minutes = Math.max(0, Math.floor(ms / 60_000));
  const [unit, count] =
    minutes < 60
      ? (['minute', minutes] as const)
      : minutes < 48 * 60
        ? (['hour', Math.floor(minutes / 60)] as const)
        : (['day', Math.floor(minutes / 1_440)] as const);
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short' }).format(count);
}

const canBeClaimed = (thread: Thread): boolean =>
  thread.unanswered && thread.state === 'open' && thread.assignee == null;

/** Reads the count again when a conversation comes to those who wait, or goes. */
function useFreshCount(): void {
  const client = useQueryClient();
  useEffect(() => {
    const known = new Map<string, string>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = client.getQueryCache().subscribe((event) => {
      if (event.type !== 'updated' || (event.query.queryKey as readonly unknown[])[0] !== keys.threads[0]) {
        return;
      }
      const thread = event.query.state.data as Thread | undefined;
      if (thread === undefined) {
        return;
      }
      const stands = `${canBeClaimed(thread)} ${thread.assignee ?? ''} ${thread.state}`;
      if (known.get(thread.id) !== stands) {
        known.set(thread.id, stands);
        timer ??= setTimeout(() => {
          timer = undefined;
          void client.invalidateQueries({ queryKey: waitingKey });
        }, PAUSE_MS);
      }
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [client]);
}
