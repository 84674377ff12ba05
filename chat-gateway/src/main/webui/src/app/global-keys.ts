import { useEffect } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import { SEARCH_ID } from '@/features/conversations/conversations-pane';
import { wasIn } from '@/features/palette/recent';
import { useCommand } from '@/shared/commands';
import { texts } from '@/shared/i18n/i18n';
import { isAdmin, isManager, useMe } from '@/shared/me';
import { changeSettings, languageOf, settings } from '@/shared/settings';
import { useStore } from '@/shared/store';
import { lastUndoable, UNDO_KEY } from '@/shared/undo';

function searchField(): HTMLInputElement | null {
  const input = document.getElementById(SEARCH_ID);
  return input instanceof HTMLInputElement ? input : null;
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

/** As if somebody had written it there. */
function writeInto(input: HTMLInputElement, value: string): void {
  // eslint-disable-next-line @typescript-eslint/unbound-method
  const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
  set?.call(input, value);
  input.dispatchEvent(new Event('input', { bubbles: true }));
}

/** Looks for words in the messages, from wherever one is. */
export function useSearchFor(): (words: string) => void {
  const [path, navigate] = useLocation();
  return (words) => {
    if (path !== '/' && !path.startsWith('/t/')) {
      navigate('/');
    }
    // The inbox may just be being drawn.
    setTimeout(() => {
      const input = searchField();
      if (input !== null) {
        writeInto(input, words);
        input.focus();
      }
    });
  };
}

/**
 * What can be done wherever one is; features register what can be done with them. The names are asked for when somebody
 * looks, since they come with the palette.
 */
export function useGlobalKeys(openPalette: () => void, showShortcuts: () => void): void {
  const me = useMe();
  const [path, navigate] = useLocation();
  const [parameters] = useSearchParams();
  const { singleKeys } = useStore(settings);
  const searchFor = useSearchFor();
  const inInbox = path === '/' || path.startsWith('/t/');
  const openId = /^\/t\/([^/]+)\/?$/.exec(path)?.[1];

  useEffect(() => {
    if (openId !== undefined) {
      wasIn(me.user, openId);
    }
  }, [me.user, openId]);

  function back(): void {
    const next = new URLSearchParams(parameters);
    ['at', 'message', 'q'].forEach((name) => next.delete(name));
    const text = next.toString();
    navigate(text === '' ? '/' : `/?${text}`);
  }

  useCommand({
    id: 'app.palette',
    title: () => texts('palette.command.palette'),
    keys: 'mod+k',
    run: openPalette,
    overDialogs: true,
    onlyKeys: true,
  });
  useCommand({
    id: 'list.search',
    title: () => texts('palette.command.search'),
    keys: '/',
    run: () => {
      const input = searchField();
      if (input === null) {
        searchFor('');
      } else {
        input.focus();
        input.select();
      }
    },
  });
  useCommand({
    id: 'list.next',
    title: () => texts('palette.command.next'),
    keys: ['j', 'alt+ArrowDown'],
    run: () => step(1),
    when: inInbox,
    repeats: true,
    onlyKeys: true,
  });
  useCommand({
    id: 'list.previous',
    title: () => texts('palette.command.previous'),
    keys: ['k', 'alt+ArrowUp'],
    run: () => step(-1),
    when: inInbox,
    repeats: true,
    onlyKeys: true,
  });
  useCommand({
    id: 'list.back',
    title: () => texts('palette.command.back'),
    keys: 'u',
    run: back,
    when: openId !== undefined,
  });
  useCommand({
    id: 'list.compose',
    title: () => texts('palette.command.compose'),
    keys: 'c',
    run: () => navigate(`/?compose=`),
    when: me.numbers.length > 0,
  });
  useCommand({
    id: 'go.inbox',
    title: () => texts('palette.command.inbox'),
    keys: 'g i',
    run: () => navigate('/'),
  });
  useCommand({
    id: 'go.board',
    title: () => texts('palette.command.board'),
    keys: 'g b',
    run: () => navigate('/board'),
  });
  useCommand({
    id: 'go.reports',
    title: () => texts('palette.command.reports'),
    keys: 'g r',
    run: () => navigate('/reports'),
  });
  useCommand({
    id: 'go.numbers',
    title: () => texts('palette.command.numbers'),
    ...(isManager(me) && { keys: 'g n' }),
    run: () => navigate('/numbers'),
    when: isManager(me),
  });
  useCommand({
    id: 'go.journal',
    title: () => texts('palette.command.journal'),
    ...(isAdmin(me) && { keys: 'g j' }),
    run: () => navigate('/journal'),
    when: isAdmin(me),
  });
  useCommand({
    id: 'app.undo',
    title: () => lastUndoable()?.title ?? texts('palette.command.undo'),
    keys: UNDO_KEY,
    run: () => lastUndoable()?.run(),
    when: () => lastUndoable() !== undefined,
    words: 'undo deshacer',
  });
  useCommand({
    id: 'app.shortcuts',
    title: () => texts('palette.command.shortcuts'),
    keys: ['?', 'mod+/'],
    run: showShortcuts,
  });
  useCommand({
    id: 'app.theme',
    title: () => texts('palette.command.theme'),
    words: 'dark light oscuro claro tema theme',
    run: () =>
      changeSettings({ theme: document.documentElement.dataset['theme'] === 'dark' ? 'light' : 'dark' }),
  });
  useCommand({
    id: 'app.language',
    title: () => texts('palette.command.language'),
    words: 'language idioma español english',
    run: () => changeSettings({ language: languageOf(settings.get()) === 'es' ? 'en' : 'es' }),
  });
  useCommand({
    id: 'app.singleKeys',
    title: () => (singleKeys ? texts('palette.command.singleOff') : texts('palette.command.singleOn')),
    run: () => changeSettings({ singleKeys: !settings.get().singleKeys }),
  });
  useCommand({
    id: 'app.signOut',
    title: () => texts('palette.command.signOut'),
    words: 'logout salir',
    run: () => window.location.assign('/logout'),
  });
}
