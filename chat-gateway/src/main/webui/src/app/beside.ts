import type { QueryClient } from '@tanstack/react-query';
import { refreshSubscription } from '@/features/notify/subscription';
import type { LiveBridge } from '@/live/bridge';
import { readKept, throwAway } from '@/shared/device';
import { said } from '@/shared/notify/notice';
import { showBadges } from './badges';
import { startKeeping } from './keepsake';
import { forgetRead } from './notices';
import { warm } from './warm';

/** What works beside the page once it is there: nothing of it is needed to show it. */
export interface Beside {
  client: QueryClient;
  user: string;
  bridge: LiveBridge;
  navigate: (address: string) => void;
}

/** @returns what ends it */
export function workBeside({ client, user, bridge, navigate }: Beside): () => void {
  const worker = (navigator as Partial<Pick<Navigator, 'serviceWorker'>>).serviceWorker;
  const heard = (event: MessageEvent): void => {
    const message = said.safeParse(event.data);
    if (message.success && message.data.hilo === 'open') {
      navigate(message.data.thread === null ? '/' : `/t/${message.data.thread}`);
    }
  };
  const seen = (): void => {
    if (document.visibilityState === 'visible') {
      void forgetRead((id) => bridge.known(id));
    }
  };
  let stopKeeping = (): void => undefined;
  let ended = false;
  void whoseIsIt(user).then(() => {
    if (!ended) {
      stopKeeping = startKeeping(client, user, bridge);
    }
  });
  const stopBadges = showBadges(client);
  const stopWarming = warm();
  worker?.addEventListener('message', heard);
  worker?.startMessages();
  document.addEventListener('visibilitychange', seen);
  seen();
  void register().then(() => refreshSubscription(user));
  return () => {
    ended = true;
    stopKeeping();
    stopBadges();
    stopWarming();
    worker?.removeEventListener('message', heard);
    document.removeEventListener('visibilitychange', seen);
  };
}

/** What somebody else left in this browser is none of ours. */
async function whoseIsIt(user: string): Promise<void> {
  const kept = (await readKept('reading')) as { user?: unknown } | undefined;
  if (kept !== undefined && kept.user !== user) {
    await throwAway('reading');
  }
}

/** The service worker of the built page; while developing there is none. */
async function register(): Promise<void> {
  const worker = (navigator as Partial<Pick<Navigator, 'serviceWorker'>>).serviceWorker;
  if (worker !== undefined && import.meta.env.PROD) {
    await worker.register('/sw.js', { scope: '/', updateViaCache: 'none' }).catch(() => undefined);
  }
}
