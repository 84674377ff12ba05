import { useState } from 'react';
import { useOrderActions } from '@/shared/provisioning/order-actions';
import { OrderSteps } from '@/shared/provisioning/order-steps';
import type { Order } from '@/shared/provisioning/orders';
import { ReleaseDialog } from './release-dialog';

/** An order step by step, with what can be done when it has failed. Giving the number back asks first. */
export function LiveOrder({ order }: { order: Order }) {
  const { retry, skipCampaign, busy, problem } = useOrderActions(order.did);
  const [releasing, setReleasing] = useState(false);
  return (
    <>
      <OrderSteps
        order={order}
        onRetry={retry}
        onSkipCampaign={skipCampaign}
        onGiveBack={() => setReleasing(true)}
        busy={busy}
        problem={problem}
      />
      {releasing && <ReleaseDialog did={order.did} now onClose={() => setReleasing(false)} />}
    </>
  );
}
