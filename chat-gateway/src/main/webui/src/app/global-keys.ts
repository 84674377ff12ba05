import { useLocation } from 'wouter';
import { SEARCH_ID } from '@/features/conversations/conversations-pane';
import { useCommand } from '@/shared/commands';
import { useT } from '@/shared/i18n/i18n';

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

/** What can be done wherever one is. Features register what can be done with them. */
export function useGlobalKeys(showShortcuts: () => void): void {
  const { t } = useT();
  const [path] = useLocation();
  const inInbox = path === '/' || path.startsWith('/t/');
  useCommand({
    id: 'list.search',
    title: t('keys.search'),
    keys: ['/', 'mod+k'],
    run: focusSearch,
    when: inInbox,
  });
  useCommand({
    id: 'list.next',
    title: t('keys.down'),
    keys: ['j', 'alt+ArrowDown'],
    run: () => step(1),
    when: inInbox,
    repeats: true,
    onlyKeys: true,
  });
  useCommand({
    id: 'list.previous',
    title: t('keys.up'),
    keys: ['k', 'alt+ArrowUp'],
    run: () => step(-1),
    when: inInbox,
    repeats: true,
    onlyKeys: true,
  });
  useCommand({ id: 'app.shortcuts', title: t('keys.title'), keys: ['?', 'mod+/'], run: showShortcuts });
}
