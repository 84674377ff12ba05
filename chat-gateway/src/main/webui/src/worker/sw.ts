import { readSubscribed, keep, throwAway } from '@/shared/device';
import type { About, Said } from '@/shared/notify/notice';
import { notice, shownOf, tagOf, unreadable } from '@/shared/notify/notice';
import { sendSubscription } from '@/shared/notify/subscribe';
import { isAway, PAST_THE_WORKER, routeOf } from './routes';
import type { Changed, Fetched, WindowClient, WorkerScope } from './scope';

/*
 * The page's service worker: brings the page when nobody answers, and shows what is pushed. It answers for nothing else;
 * what agents read and write goes past it. Built beside the page by vite.worker.ts, which fills in the two names below.
 */

declare const __SHELL__: readonly string[];
declare const __VERSION__: string;
declare const self: WorkerScope;

const PREFIX = 'hilo-page-';
const NAME = PREFIX + __VERSION__;
const shell: ReadonlySet<string> = new Set(__SHELL__);
const PAGE = '/';
/** A network that takes longer is none, if the page is here. */
const PATIENCE_MS = 4_000;
/** Signing out does not wait for a push service that is away. */
const WIPE_MS = 2_000;

self.addEventListener('install', (event) => {
  const routes = PAST_THE_WORKER.map((root) => ({
    condition: { urlPattern: `${root}/*` },
    source: 'network' as const,
  }));
  // What is not sent past it comes here and is let through.
  event.waitUntil(event.addRoutes?.(routes).catch(() => undefined) ?? Promise.resolve());
  event.waitUntil(fill().then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(
    Promise.all([forgetOld(), self.registration.navigationPreload.enable()]).then(() => self.clients.claim()),
  );
});

self.addEventListener('fetch', (event) => {
  const route = routeOf(event.request, self.location.origin, shell);
  if (route === 'page') {
    event.respondWith(page(event));
  } else if (route === 'asset') {
    event.respondWith(asset(event.request));
  } else if (route === 'sign-out') {
    event.respondWith(signOut(event.request));
  }
});

self.addEventListener('push', (event) => {
  event.waitUntil(show(event.data === null ? undefined : safely(() => event.data?.json())));
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const { thread } = event.notification.data as About;
  event.waitUntil(open(thread).then(badge));
});

self.addEventListener('notificationclose', (event) => event.waitUntil(badge()));

self.addEventListener('pushsubscriptionchange', (event) => event.waitUntil(resubscribe(event)));

// ---- the page

/** What an earlier release had under the same name is the same: names change with the content. */
async function fill(): Promise<void> {
  const cache = await caches.open(NAME);
  await Promise.all(
    __SHELL__.map(async (path) => {
      const known = path.startsWith('/assets/') ? await caches.match(path) : undefined;
      const response =
        known ?? (await fetch(path, { cache: path.startsWith('/assets/') ? 'default' : 'reload' }));
      if (!response.ok) {
        throw new Error(`${path}: ${response.status}`);
      }
      await cache.put(path, response);
    }),
  );
}

/** The one before stays: a tab that was opened with it may still ask for a part of it. */
async function forgetOld(): Promise<void> {
  const others = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== NAME);
  await Promise.all(others.slice(0, -1).map((name) => caches.delete(name)));
}

/** The newest page, from the server; without one the page that is here. */
async function page(event: Fetched): Promise<Response> {
  const here = async (): Promise<Response | undefined> => (await caches.open(NAME)).match(PAGE);
  const answer = Promise.resolve(event.preloadResponse).then((early) => early ?? fetch(event.request));
  event.waitUntil(answer.catch(() => undefined));
  try {
    const response = await Promise.race([answer, after(PATIENCE_MS)]);
    if (response !== undefined) {
      return isAway(response.status) ? ((await here()) ?? response) : response;
    }
    return (await here()) ?? (await answer);
  } catch {
    return (await here()) ?? Response.error();
  }
}

async function asset(request: Request): Promise<Response> {
  return (await caches.match(request, { ignoreVary: true })) ?? fetch(request);
}

/** Whoever signs out leaves nothing behind here, by whichever link they go. */
async function signOut(request: Request): Promise<Response> {
  await Promise.race([wipe(), after(WIPE_MS)]);
  return fetch(request);
}

async function wipe(): Promise<void> {
  const known = await readSubscribed();
  const subscription = await self.registration.pushManager.getSubscription();
  const shown = await self.registration.getNotifications();
  shown.forEach((one) => one.close());
  await Promise.allSettled([
    throwAway(),
    badge(),
    subscription?.unsubscribe(),
    known === undefined
      ? undefined
      : fetch(`/api/push/subscriptions/${known.id}`, {
          method: 'DELETE',
          headers: { 'X-Requested-With': 'hilo' },
        }),
  ]);
}

// ---- notices

async function show(data: unknown): Promise<void> {
  const read = notice.safeParse(data);
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (!read.success) {
    const { title, options } = unreadable((await readSubscribed())?.language ?? 'en');
    return self.registration.showNotification(title, options);
  }
  const told = read.data;
  if (told.kind === 'trial') {
    say(windows, { hilo: 'trial' });
  } else if (windows.some((one) => one.visibilityState === 'visible')) {
    // Somebody looks at the page, which tells them by itself.
    return;
  }
  const earlier = (await self.registration.getNotifications({ tag: tagOf(told.thread ?? '') }))[0];
  const { title, options } = shownOf(told, (earlier?.data as About | undefined)?.seq);
  await self.registration.showNotification(title, options);
  await badge();
}

function say(windows: readonly WindowClient[], what: Said): void {
  windows.forEach((one) => one.postMessage(what));
}

async function open(thread: string | null): Promise<void> {
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const one = windows.find(({ visibilityState }) => visibilityState === 'visible') ?? windows[0];
  if (one === undefined) {
    await self.clients.openWindow(thread === null ? '/' : `/t/${thread}`);
    return;
  }
  say([await one.focus().catch(() => one)], { hilo: 'open', thread });
}

/** How many conversations wait, as far as nobody has looked; the page knows better as soon as it is open. */
async function badge(): Promise<void> {
  const set = (self.navigator as Partial<Pick<Navigator, 'setAppBadge'>>).setAppBadge;
  if (set !== undefined) {
    const waiting = await self.registration.getNotifications();
    await safely(() => set.call(self.navigator, waiting.length));
  }
}

/** The browser has changed the address by itself: the server has to know the new one. */
async function resubscribe(event: Changed): Promise<void> {
  const known = await readSubscribed();
  const options = event.oldSubscription?.options;
  if (known === undefined || options === undefined) {
    return;
  }
  const subscription = event.newSubscription ?? (await self.registration.pushManager.subscribe(options));
  const id = await sendSubscription(subscription, known.language);
  await keep('subscribed', { ...known, id, at: Date.now() });
}

function after(ms: number): Promise<undefined> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(undefined), ms);
  });
}

function safely<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
