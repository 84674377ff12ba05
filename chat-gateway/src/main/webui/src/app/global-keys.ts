import { useEffect } from 'react';
import { SEARCH_ID } from '@/features/conversations/conversations-pane';
import { settings } from '@/shared/settings';

function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null
  );
}

function focusSearch(): void {
  const input = document.getElementById(SEARCH_ID);
  if (input instanceof HTMLInputElement) {
    input.focus();
    input.select();
  }
}

/** Goes to the conversation above or below the open one. */
function step(by: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>('nav [data-thread-id]')];
  const at = rows.findIndex((row) => row.getAttribute('aria-current') === 'page');
  const next = at === -1 ? rows[0] : rows[at + by];
  if (next !== undefined) {
    next.click();
    next.scrollIntoView({ block: 'nearest' });
  }
}

/** Keys that work wherever the focus is. Single ones are off while writing and can be switched off altogether. */
export function useGlobalKeys(showShortcuts: () => void): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || document.querySelector('dialog[open]') !== null) {
        return;
      }
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        focusSearch();
        return;
      }
      if (event.altKey && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
        event.preventDefault();
        step(event.key === 'ArrowDown' ? 1 : -1);
        return;
      }
      if (
        event.ctrlKey ||
        event.metaKey ||
        event.altKey ||
        !settings.get().singleKeys ||
        isWriting(event.target)
      ) {
        return;
      }
      if (event.key === '/') {
        event.preventDefault();
        focusSearch();
      } else if (event.key === '?') {
        event.preventDefault();
        showShortcuts();
      }
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, [showShortcuts]);
}
