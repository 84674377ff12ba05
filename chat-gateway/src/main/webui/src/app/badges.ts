import type { QueryClient } from '@tanstack/react-query';
import { QueryObserver } from '@tanstack/react-query';
import { anything } from '@/live/keys';
import type { ThreadCounts } from '@/live/thread-counts';
import { countsQuery } from '@/live/thread-counts';
import { formatNumber } from '@/shared/format';
import { currentLanguage } from '@/shared/i18n/i18n';

const COUNT = /^\([\d.,\s]+\) /;

/**
 * Shows how many conversations hold something unread where it is seen from outside: in the title and on the icon of the tab,
 * and on the icon of the installed app. Followed on every page, not only in the inbox.
 *
 * @returns what ends it
 */
export function showBadges(client: QueryClient): () => void {
  const icon = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
  const usual = icon?.href;
  let count = 0;

  const title = (): void => {
    const plain = document.title.replace(COUNT, '');
    const wanted = count === 0 ? plain : `(${formatNumber(count, currentLanguage())}) ${plain}`;
    if (document.title !== wanted) {
      document.title = wanted;
    }
  };
  const draw = (): void => {
    title();
    if (icon !== null && usual !== undefined) {
      icon.href = count === 0 ? usual : badged(count);
    }
    appBadge(count);
  };

  const observer = new QueryObserver(client, countsQuery(anything));
  const follow = (data: ThreadCounts | undefined): void => {
    if (data !== undefined && data.unread !== count) {
      count = data.unread;
      draw();
    }
  };
  const stop = observer.subscribe(({ data }) => follow(data));
  // What is known already is no change.
  follow(observer.getCurrentResult().data);
  // Each page has a title of its own, and none of them knows this.
  const watch = new MutationObserver(title);
  watch.observe(document.head, { subtree: true, childList: true, characterData: true });
  return () => {
    stop();
    watch.disconnect();
    count = 0;
    draw();
  };
}

/** The product's mark with a number in its corner, as an address: no canvas, and no picture from elsewhere. */
export function badged(count: number): string {
  const text = count > 99 ? '99+' : String(count);
  const size = { 1: 15, 2: 13, 3: 10 }[text.length] ?? 10;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="9" fill="#3f3d9e"/><path d="M10 6.5v19M10 19c0-4 2.6-6 5.8-6s5.7 2 5.7 5.6V22c0 2.2 1.3 3.4 3.5 3.4" fill="none" stroke="#fff" stroke-width="3" stroke-linecap="round"/><circle cx="21.5" cy="21.5" r="10.5" fill="#c8102e" stroke="#fff" stroke-width="1.5"/><text x="21.5" y="${21.5 + size * 0.36}" font-family="sans-serif" font-weight="700" font-size="${size}" fill="#fff" text-anchor="middle">${text}</text></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

function appBadge(count: number): void {
  const { setAppBadge, clearAppBadge } = navigator as Partial<
    Pick<Navigator, 'setAppBadge' | 'clearAppBadge'>
  >;
  const done = count === 0 ? clearAppBadge?.call(navigator) : setAppBadge?.call(navigator, count);
  // Only where the app is installed, and there only if the desktop can.
  done?.catch(() => undefined);
}
