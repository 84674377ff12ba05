import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useLocation } from 'wouter';
import type { LiveBridge } from '@/live/bridge';
import { useMe } from '@/shared/me';

/** The page is there first. */
const LATER_MS = 2_500;

/** Starts what works beside the page, when the page is there. */
export function useBeside(bridge: LiveBridge): void {
  const client = useQueryClient();
  const { user } = useMe();
  const [, navigate] = useLocation();
  useEffect(() => {
    let stop = (): void => undefined;
    let ended = false;
    const timer = setTimeout(() => {
      void import('./beside').then(({ workBeside }) => {
        if (!ended) {
          stop = workBeside({ client, user, bridge, navigate });
        }
      });
    }, LATER_MS);
    return () => {
      ended = true;
      clearTimeout(timer);
      stop();
    };
  }, [client, user, bridge, navigate]);
}
