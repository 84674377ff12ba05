import type { QueryClient } from '@tanstack/react-query';
import { rememberAccepted } from '@/features/thread/accepted';
import { fetchThread } from '@/features/thread/api/get-thread';
import { sendMessage } from '@/features/thread/api/send-message';
import { Outbox } from '@/features/thread/outbox';
import { LiveBridge } from '@/live/bridge';
import type { Wire } from '@/live/socket';
import { browserWire, LiveSocket, realTiming } from '@/live/socket';
import type { Me } from '@/shared/contract';
import { meQuery } from '@/shared/me';
import { reportExpired } from '@/shared/session-state';
import { settings } from '@/shared/settings';
import { chime } from './chime';

export interface Connection {
  bridge: LiveBridge;
  outbox: Outbox;
  /** @returns what ends it */
  start: () => () => void;
}

/** Ties the socket, the cache and the outbox together for one signed-in agent. */
export function connect(client: QueryClient, me: Me, wire: () => Wire = browserWire): Connection {
  const outbox = new Outbox({
    user: me.user,
    send: sendMessage,
    onAccepted: (message, accepted) => rememberAccepted(client, message, accepted, me.user),
    setTimeout: realTiming.setTimeout,
    clearTimeout: realTiming.clearTimeout,
    random: realTiming.random,
    now: realTiming.now,
  });
  const bridge: LiveBridge = new LiveBridge({
    client,
    user: me.user,
    send: (frame) => socket.send(frame),
    fetchThread: (id) => fetchThread(id),
    timing: realTiming,
    onInbound: () => {
      if (settings.get().sound) {
        chime();
      }
    },
    // A server that is up but does not let us in answers this with 401, which the http client reports.
    onUnreachable: () => void client.refetchQueries({ queryKey: meQuery.queryKey }),
    onRefused: reportExpired,
  });
  const socket = new LiveSocket(wire, bridge);

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
      const wake = (): void => {
        if (document.visibilityState === 'visible') {
          socket.wake();
          outbox.wake();
        }
      };
      window.addEventListener('online', wake);
      document.addEventListener('visibilitychange', wake);
      socket.start();
      outbox.start();
      return () => {
        window.removeEventListener('online', wake);
        document.removeEventListener('visibilitychange', wake);
        stopFollowing();
        stopWatching();
        socket.stop();
      };
    },
  };
}
