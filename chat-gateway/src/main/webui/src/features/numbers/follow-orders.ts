import { useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { Order } from '@/shared/provisioning/orders';
import { openOrdersQuery, orderKeys, orderQuery, progressOf } from '@/shared/provisioning/orders';

/** The list of open orders is no longer than this, so beyond it an order that is not listed may still be open. */
const LISTED = 200;

/**
 * The newest order of each of these numbers, as frames bring them. Hundreds are not asked for one by one: the list of
 * open ones is read now and then, and only an order that has left it is read itself.
 *
 * @param dids numbers whose orders are in the cache, or may be asked for once
 */
export function useFollowedOrders(dids: readonly string[]): ReadonlyMap<string, Order> {
  const client = useQueryClient();
  const open = useQuery({ ...openOrdersQuery, enabled: dids.length > 0 });
  const orders = useQueries({
    queries: dids.map((did) => ({
      ...orderQuery(did),
      staleTime: Infinity,
      refetchInterval: false as const,
      retry: false,
    })),
    combine: (results) =>
      new Map(results.flatMap(({ data }) => (data === undefined ? [] : [[data.did, data] as const]))),
  });

  useEffect(() => {
    if (open.data === undefined) {
      return;
    }
    const listed = new Map(open.data.map((order) => [order.did, order]));
    for (const did of dids) {
      const known = client.getQueryData<Order>(orderKeys.one(did));
      const now = listed.get(did);
      if (now !== undefined && !isNewer(known, now)) {
        client.setQueryData(orderKeys.one(did), now);
      } else if (now === undefined && known?.state === 'running' && listed.size < LISTED) {
        void client.invalidateQueries({ queryKey: orderKeys.one(did) });
      }
    }
    // Only what the list brings is taken over, and each time it was read.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [open.dataUpdatedAt]);

  return orders;
}

/** A frame may have overtaken the list: what is over, or further on, is not set back. */
function isNewer(known: Order | undefined, listed: Order): boolean {
  return (
    known?.id === listed.id &&
    (known.state === 'running' || known.state === 'failed'
      ? progressOf(known).at > progressOf(listed).at
      : true)
  );
}

/** Does something whenever a count has grown: when another order has come to its end. */
export function useEachRise(count: number, then: () => void): void {
  const last = useRef(count);
  useEffect(() => {
    const risen = count > last.current;
    last.current = count;
    if (risen) {
      then();
    }
  });
}
