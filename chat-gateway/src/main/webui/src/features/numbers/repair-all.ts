import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { repairNumber } from '@/shared/provisioning/numbers';
import { rememberOrder } from '@/shared/provisioning/orders';

export interface Repairs {
  /** Those that are to be repaired, in their order. */
  wanted: readonly string[];
  asked: readonly string[];
  refused: readonly { did: string; error: Error }[];
  state: 'working' | 'done' | 'stopped';
}

/** Asks for the repair of many numbers, one after the other: what one of them comes to holds up no other. */
export function useRepairAll() {
  const client = useQueryClient();
  const [repairs, setRepairs] = useState<Repairs | null>(null);
  const stopping = useRef(false);
  useEffect(
    () => () => {
      stopping.current = true;
    },
    [],
  );

  async function start(wanted: readonly string[]): Promise<void> {
    stopping.current = false;
    const stopped = (): boolean => stopping.current;
    let now: Repairs = { wanted, asked: [], refused: [], state: 'working' };
    setRepairs(now);
    for (const did of wanted) {
      if (stopped()) {
        break;
      }
      try {
        rememberOrder(client, await repairNumber(did, crypto.randomUUID()));
        now = { ...now, asked: [...now.asked, did] };
      } catch (cause) {
        const error = cause instanceof Error ? cause : new Error(String(cause));
        now = { ...now, refused: [...now.refused, { did, error }] };
      }
      setRepairs(now);
    }
    const all = now.asked.length + now.refused.length === wanted.length;
    setRepairs({ ...now, state: all ? 'done' : 'stopped' });
  }

  return {
    repairs,
    start: (wanted: readonly string[]): void => void start(wanted),
    stop: (): void => {
      stopping.current = true;
    },
  };
}
