import type { ReactNode } from 'react';
import { createContext, use } from 'react';
import { useStore } from '@/shared/store';
import type { LiveBridge, LiveStatus } from './bridge';

const BridgeContext = createContext<LiveBridge | null>(null);

export function LiveProvider({ bridge, children }: { bridge: LiveBridge; children: ReactNode }) {
  return <BridgeContext value={bridge}>{children}</BridgeContext>;
}

export function useLive(): LiveBridge {
  const bridge = use(BridgeContext);
  if (bridge === null) {
    throw new Error('outside of the live provider');
  }
  return bridge;
}

export function useLiveStatus(): LiveStatus {
  return useStore(useLive().status);
}
