import * as z from 'zod/mini';
import type { Language } from '../settings';

const answer = z.object({ id: z.string() });

/** Tells the server where this browser is reached. Used by the page and by the service worker, so it stands on its own. */
export async function sendSubscription(subscription: PushSubscription, language: Language): Promise<string> {
  const { endpoint, keys } = subscription.toJSON();
  const response = await fetch('/api/push/subscriptions', {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      Accept: 'application/json',
      'X-Requested-With': 'hilo',
      'Idempotency-Key': crypto.randomUUID(),
    },
    redirect: 'manual',
    body: JSON.stringify({
      endpoint,
      keys: { p256dh: keys?.['p256dh'], auth: keys?.['auth'] },
      language,
    }),
  });
  if (!response.ok) {
    throw new Error(`not taken: ${response.status}`);
  }
  return answer.parse(await response.json()).id;
}
