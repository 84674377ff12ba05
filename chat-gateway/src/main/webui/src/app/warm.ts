/** What is opened by a key or a press, and should be there with it. */
const parts: readonly (() => Promise<unknown>)[] = [
  () => import('@/features/conversations/search-results'),
  () => import('@/features/palette/palette'),
  () => import('@/features/conversations/filter-panel'),
  () => import('@/features/thread/emoji-picker'),
  () => import('./contact-side'),
  () => import('@/features/thread/new-conversation-dialog'),
  () => import('@/features/thread/schedule-panel'),
  () => import('@/features/thread/lightbox'),
  () => import('@/features/palette/shortcuts-dialog'),
];

/** Loads what the page may need next, one after the other, while nobody waits for anything. */
export function warm(): () => void {
  const going = new AbortController();
  void (async () => {
    for (const load of parts) {
      await quiet();
      if (going.signal.aborted) {
        return;
      }
      // It is asked for again when it is needed.
      await load().catch(() => undefined);
    }
  })();
  return () => going.abort();
}

/** Nothing else is to be done; some browsers cannot say. */
function quiet(): Promise<unknown> {
  return new Promise((resolve) => {
    if ('requestIdleCallback' in window) {
      requestIdleCallback(resolve);
    } else {
      setTimeout(resolve, 200);
    }
  });
}
