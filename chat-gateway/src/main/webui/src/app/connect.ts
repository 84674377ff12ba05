import type { QueryClient } from '@tanstack/react-query';
import { fetchNewest } from '@/features/conversations/api/get-threads';
import { rememberAccepted } from '@/features/thread/accepted';
import { fetchThread } from '@/features/thread/api/get-thread';
import { sendMessage } from '@/features/thread/api/send-message';
import { Outbox } from '@/features/thread/outbox';
import { localShelf } from '@/features/thread/outbox-shelf';
import { LiveBridge } from '@/live/bridge';
import { Line } from '@/live/line';
import type { Sharing } from '@/live/sharing';
import { browserSharing } from '@/live/sharing';
import type { Wire } from '@/live/socket';
import { browserWire, realTiming } from '@/live/socket';
import type { Me, Thread } from '@/shared/contract';
import { fetchMe } from '@/shared/me';
import { reportExpired, sessionExpired } from '@/shared/session-state';

export interface Connection {
  bridge: LiveBridge;
  outbox: Outbox;
  /** @returns what ends it */
  start: () => () => void;
}

/** Ties the socket, the cache and the outbox together for one signed-in agent. */
export function connect(
  client: QueryClient,
  me: Me,
  wire: () => Wire = browserWire,
  sharing: Sharing | null = browserSharing(),
): Connection {
  const outbox = new Outbox({
    shelf: localShelf(me.user),
    // Tabs that cannot find each other rely on the server, which takes each id once.
    alone:
      sharing === null
        ? undefined
        : (thread, work) => sharing.lock(`hilo.outbox.${me.user}.${thread}`, {}, work),
    send: sendMessage,
    onAccepted: (message, accepted) => rememberAccepted(client, message, accepted, me.user),
    setTimeout: realTiming.setTimeout,
    clearTimeout: realTiming.clearTimeout,
    random: realTiming.random,
    now: realTiming.now,
  });
  const news = (cause: 'text' | 'mention', thread: Thread): void => {
    void import('./notices').then(({ tell }) =>
      tell(cause, thread, { client, me, leads: () => line.leads, known: (id) => bridge.known(id) }),
    );
  };
  const bridge: LiveBridge = new LiveBridge({
    client,
    user: me.user,
    line: {
      open: (threadId, afterSeq) => line.open(threadId, afterSeq),
      close: (threadId) => line.close(threadId),
      typing: (threadId, on) => line.typing(threadId, on),
    },
    fetchThread: (id) => fetchThread(id),
    fetchNewest,
    timing: realTiming,
    onInbound: (thread) => news('text', thread),
    onMention: (thread) => news('mention', thread),
    // Somebody signed in again, here or in another tab.
    onWelcome: () => sessionExpired.set(false),
    onRefused: reportExpired,
  });
  const line = new Line({
    user: me.user,
    connect: wire,
    events: bridge,
    timing: realTiming,
    sharing,
    // A server that is up but does not let us in answers this with 401, which the http client reports.
    onUnreachable: () => {
      fetchMe().then(
        (now) => {
          if (now.user !== me.user) {
            reportExpired();
          }
        },
        () => undefined,
      );
    },
  });

  return {
    bridge,
    outbox,
    start: () => {
      const stopWatching = bridge.watchLists();
      const stopFollowing = bridge.status.subscribe(() => {
        if (bridge.status.get().state === 'live') {
          outbox.wake();
        }
      });
      const stopTelling = sessionExpired.subscribe(() => {
        if (sessionExpired.get()) {
          line.signedOut();
        }
      });
      const wake = (): void => {
        if (document.visibilityState === 'visible') {
          line.wake();
          outbox.wake();
          bridge.flush();
        } else {
          outbox.leave();
        }
      };
      // The network went, came or is another one: the connection has to prove itself.
      const network = (): void => {
        line.wake();
        outbox.wake();
      };
      // A page that is put away must not hold the line; if it is taken out again, it comes back to it.
      const hide = (): void => {
        outbox.leave();
        line.stop();
      };
      const show = (event: PageTransitionEvent): void => {
        if (event.persisted) {
          line.start();
        }
      };
      const off = listen([
        [window, 'online', network],
        [window, 'offline', network],
        [window, 'pagehide', hide],
        [window, 'pageshow', show as EventListener],
        [document, 'visibilitychange', wake],
        [document, 'resume', wake],
      ]);
      line.start();
      const stopSending = outbox.start();
      return () => {
        off();
        stopSending();
        stopTelling();
        stopFollowing();
        stopWatching();
        line.stop();
      };
    },
  };
}

function listen(listeners: readonly (readonly [EventTarget, string, EventListener])[]): () => void {
  listeners.forEach(([target, name, listener]) => target.addEventListener(name, listener));
  return () => listeners.forEach(([target, name, listener]) => target.removeEventListener(name, listener));
}
