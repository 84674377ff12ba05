import { readStored, writeStored } from './storage';
import { Store } from './store';

export const languages = ['es', 'en'] as const;
export type Language = (typeof languages)[number];
export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

export interface Settings {
  /** Null follows the browser. */
  language: Language | null;
  theme: Theme;
  sound: boolean;
  /** Notifications of this page on the desktop, once the browser allows them. */
  desktop: boolean;
  /** The last conversations stay in this browser for reading without a network. */
  offline: boolean;
  /** Shortcuts of one bare key, which speech input can press by accident (WCAG 2.1.4). */
  singleKeys: boolean;
  /** A text can be taken back for a moment before it leaves. */
  undoSend: boolean;
}

const KEY = 'hilo.settings';

function stored(): Settings {
  const value = readStored(KEY);
  const found = (typeof value === 'object' && value !== null ? value : {}) as Partial<
    Record<keyof Settings, unknown>
  >;
  return {
    language: languages.find((language) => language === found.language) ?? null,
    theme: themes.find((theme) => theme === found.theme) ?? 'system',
    sound: found.sound === true,
    desktop: found.desktop !== false,
    offline: found.offline !== false,
    singleKeys: found.singleKeys !== false,
    undoSend: found.undoSend !== false,
  };
}

export const settings = new Store<Settings>(stored());

export function changeSettings(change: Partial<Settings>): void {
  settings.update((value) => ({ ...value, ...change }));
  writeStored(KEY, settings.get());
}

/** The chosen language, else the first of the browser's that we speak, else English. */
export function languageOf(
  value: Pick<Settings, 'language'>,
  preferred: readonly string[] = navigator.languages,
): Language {
  if (value.language !== null) {
    return value.language;
  }
  for (const tag of preferred) {
    const match = languages.find((language) => tag.toLowerCase().startsWith(language));
    if (match !== undefined) {
      return match;
    }
  }
  return 'en';
}

/** Keeps the document's theme in step with the settings and, for `system`, with the device. */
export function followTheme(): void {
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const apply = (): void => {
    const { theme } = settings.get();
    document.documentElement.dataset['theme'] =
      theme === 'system' ? (dark.matches ? 'dark' : 'light') : theme;
  };
  apply();
  settings.subscribe(apply);
  dark.addEventListener('change', apply);
}
