import type { QueryClient } from '@tanstack/react-query';
import type { Thread } from '@/shared/contract';
import { unreadOf } from '@/shared/contract';
import { currentLanguage } from '@/shared/i18n/i18n';
import { numberName } from '@/shared/me';
import type { Me } from '@/shared/contract';
import type { Cause } from '@/shared/notify/rules';
import { concerns, isQuiet, pushQuery, USUAL } from '@/shared/notify/rules';
import type { Notice } from '@/shared/notify/notice';
import { shownOf, tagOf } from '@/shared/notify/notice';
import { settings } from '@/shared/settings';
import { chime } from './chime';

export interface NoticeContext {
  client: QueryClient;
  me: Me;
  /** Of all tabs one tells. */
  leads: () => boolean;
  /** A thread as it stands now. */
  known: (id: string) => Thread | undefined;
  now?: () => number;
}

/** A tab that has the conversation open reads it at once, and says so to the others well within this. */
export const READ_MS = 1_200;

/** Tells the agent of something new: by a sound, and on the desktop when nobody looks at it anyway. */
export async function tell(cause: Cause, thread: Thread, context: NoticeContext): Promise<void> {
  if (!context.leads()) {
    return;
  }
  // Whoever cannot be asked for their rules is told as usual.
  const { rules } = await context.client.query(pushQuery).catch(() => ({ rules: USUAL }));
  const quiet = isQuiet(rules, new Date(context.now?.() ?? Date.now()));
  if (quiet || !concerns(rules, cause, thread, context.me.user)) {
    return;
  }
  const { sound, desktop } = settings.get();
  if (sound && !isInSight(thread.id)) {
    chime();
  }
  if (!desktop || !mayShow()) {
    return;
  }
  await new Promise((resolve) => {
    setTimeout(resolve, READ_MS);
  });
  const now = context.known(thread.id) ?? thread;
  if (isInSight(thread.id) || (cause === 'text' && unreadOf(now) === 0)) {
    return;
  }
  await show({
    v: 1,
    kind: cause,
    language: currentLanguage(),
    // The page has a sound of its own.
    sound: false,
    thread: thread.id,
    seq: thread.lastSeq,
    did: thread.did,
    number: numberName(context.me, thread.did),
    external: thread.external,
    name: thread.displayName,
    body: rules.preview ? thread.lastMessage?.preview : undefined,
    media: thread.lastMessage?.mediaCount ?? 0,
    at: thread.lastMessageAt,
  });
}

/** What was told of a conversation that somebody has read needs no notification any more. */
export async function forget(threadId: string): Promise<void> {
  const registration = await registered();
  const shown = (await registration?.getNotifications({ tag: tagOf(threadId) })) ?? [];
  shown.forEach((one) => one.close());
}

/** The same for every conversation, when somebody comes back to the page. */
export async function forgetRead(known: (id: string) => Thread | undefined): Promise<void> {
  const registration = await registered();
  for (const one of (await registration?.getNotifications()) ?? []) {
    const { thread } = one.data as { thread: string | null };
    const found = thread === null ? undefined : known(thread);
    if (found !== undefined && unreadOf(found) === 0) {
      one.close();
    }
  }
}

function isInSight(threadId: string): boolean {
  return document.visibilityState === 'visible' && window.location.pathname === `/t/${threadId}`;
}

function mayShow(): boolean {
  return typeof Notification !== 'undefined' && Notification.permission === 'granted';
}

async function registered(): Promise<ServiceWorkerRegistration | undefined> {
  const worker = (navigator as Partial<Pick<Navigator, 'serviceWorker'>>).serviceWorker;
  return worker?.getRegistration('/');
}

/** By the service worker, so that what it shows itself takes the place of this and not a place beside it. */
async function show(told: Notice): Promise<void> {
  const registration = await registered();
  const { title, options } = shownOf(told);
  if (registration?.active != null) {
    await registration.showNotification(title, options);
  }
}
