import { call } from '@/shared/http';
import type { Subscribed } from '@/shared/device';
import { keep, readSubscribed, throwAway } from '@/shared/device';
import { currentLanguage } from '@/shared/i18n/i18n';
import { sendSubscription } from '@/shared/notify/subscribe';

/** How often the server is told again that this browser is still here. */
const AGAIN_MS = 12 * 3_600_000;
/** A service worker that is not there by then does not come. */
const READY_MS = 8_000;

/** Whether this browser can be told while nobody looks at the page. */
export function canBePushed(): boolean {
  return 'serviceWorker' in navigator && 'PushManager' in window && typeof Notification !== 'undefined';
}

/** The server's name for this browser, if it is told for this agent. */
export async function subscribedAs(user: string): Promise<Subscribed | undefined> {
  const known = await readSubscribed();
  if (known?.user !== user || (await subscription()) === null) {
    return undefined;
  }
  return known;
}

/** @throws when the browser, its push service or the server does not want to */
export async function subscribe(user: string, publicKey: string): Promise<void> {
  const registration = await ready();
  const existing = await registration.pushManager.getSubscription();
  const wanted = bytesOf(publicKey);
  // One that was made with an earlier key would never be told anything.
  const usable = existing !== null && same(existing.options.applicationServerKey, wanted);
  if (existing !== null && !usable) {
    await existing.unsubscribe();
  }
  const made = usable
    ? existing
    : await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: wanted });
  const language = currentLanguage();
  const id = await sendSubscription(made, language);
  await keep('subscribed', { user, id, language, publicKey, at: Date.now() } satisfies Subscribed);
}

export async function unsubscribe(): Promise<void> {
  const known = await readSubscribed();
  await (await subscription())?.unsubscribe();
  await throwAway('subscribed');
  if (known !== undefined) {
    await call(`/api/push/subscriptions/${encodeURIComponent(known.id)}`, { method: 'DELETE' });
  }
}

/** Keeps what the server knows of this browser true, and takes it from whoever was signed in here before. */
export async function refreshSubscription(user: string): Promise<void> {
  const known = await readSubscribed();
  if (known === undefined) {
    return;
  }
  if (known.user !== user) {
    // Another agent chose it, on their own behalf.
    await (await subscription())?.unsubscribe();
    await throwAway('subscribed');
    return;
  }
  const due = Date.now() - known.at > AGAIN_MS || known.language !== currentLanguage();
  if (due && (await subscription()) !== null && Notification.permission === 'granted') {
    await subscribe(user, known.publicKey).catch(() => undefined);
  }
}

async function subscription(): Promise<PushSubscription | null> {
  if (!canBePushed()) {
    return null;
  }
  const registration = await navigator.serviceWorker.getRegistration('/');
  return (await registration?.pushManager.getSubscription()) ?? null;
}

async function ready(): Promise<ServiceWorkerRegistration> {
  return Promise.race([
    navigator.serviceWorker.ready,
    new Promise<never>((_, reject) => {
      setTimeout(() => reject(new Error('no service worker')), READY_MS);
    }),
  ]);
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

function same(one: ArrayBuffer | null, other: Uint8Array): boolean {
  return one !== null && new Uint8Array(one).every((byte, index) => byte === other[index]);
}
