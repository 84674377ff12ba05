import type { TFunction } from 'i18next';
import { createInstance } from 'i18next';
import { useSyncExternalStore } from 'react';
import type { Language } from '../settings';
import { languageOf, settings } from '../settings';
import { en } from './en';
import type { Texts } from './en';
import type { BoardTexts } from './board-en';
import type { CampaignsTexts } from './campaigns-en';
import type { ComposeTexts } from './compose-en';
import type { ContactTexts } from './contact-en';
import type { JournalTexts } from './journal-en';
import type { ListTexts } from './list-en';
import type { NumbersTexts } from './numbers-en';
import type { PaletteTexts } from './palette-en';
import type { PushTexts } from './push-en';
import type { TalkTexts } from './talk-en';
import type { TeamTexts } from './team-en';
import type { WorkspaceTexts } from './workspace-en';

/** Texts of parts of the product that most people never open: they come with their code. */
interface LateTexts {
  board: BoardTexts;
  campaigns: CampaignsTexts;
  compose: ComposeTexts;
  contact: ContactTexts;
  journal: JournalTexts;
  narrow: ListTexts;
  numbers: NumbersTexts;
  palette: PaletteTexts;
  push: PushTexts;
  team: TeamTexts;
  workspace: WorkspaceTexts;
}

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: Texts & TalkTexts & LateTexts };
  }
}

const i18n = createInstance();

void i18n.init({
  lng: 'en',
  fallbackLng: false,
  resources: { en: { translation: en } },
  initAsync: false,
  // React escapes.
  interpolation: { escapeValue: false },
  showSupportNotice: false,
});

/** Every text goes through it on its way to the screen. */
export function processTexts(name: string, process: (text: string) => string): void {
  i18n.use({ type: 'postProcessor', name, process });
  i18n.options.postProcess = [name];
  spoken.clear();
}

/** Makes the texts of one part known, once its code is there. */
export function addTexts<Name extends keyof LateTexts>(
  name: Name,
  inEnglish: LateTexts[Name],
  inSpanish: LateTexts[Name],
): void {
  i18n.addResourceBundle('en', 'translation', { [name]: inEnglish }, true, true);
  i18n.addResourceBundle('es', 'translation', { [name]: inSpanish }, true, true);
}

/** The same for what is said of conversations: more of what the page already has some words of. */
export function learnTalk(inEnglish: TalkTexts, inSpanish: TalkTexts): void {
  i18n.addResourceBundle('en', 'translation', inEnglish, true, true);
  i18n.addResourceBundle('es', 'translation', inSpanish, true, true);
}

export function currentLanguage(): Language {
  return i18n.language === 'es' ? 'es' : 'en';
}

let knowsSpanish = false;

/** Spanish comes with a file of its own, so that nobody loads two languages. */
export function learnSpanish(inSpanish: Texts): void {
  i18n.addResourceBundle('es', 'translation', inSpanish, true, true);
  knowsSpanish = true;
}

function speak(language: Language): Promise<void> {
  if (language === 'es' && !knowsSpanish) {
    return import('./es').then(({ es }) => {
      learnSpanish(es);
      if (languageOf(settings.get()) === language) {
        void i18n.changeLanguage(language);
      }
    });
  }
  if (i18n.language !== language) {
    void i18n.changeLanguage(language);
  }
  return Promise.resolve();
}

/**
 * Keeps the texts and the document's language in step with the settings.
 *
 * @returns done when there are texts to begin with
 */
export function followLanguage(): Promise<void> {
  const apply = (): Promise<void> => {
    const language = languageOf(settings.get());
    document.documentElement.lang = language;
    return speak(language);
  };
  settings.subscribe(() => void apply());
  return apply();
}

function subscribe(changed: () => void): () => void {
  i18n.on('languageChanged', changed);
  return () => {
    i18n.off('languageChanged', changed);
  };
}

export type T = TFunction;

/** Texts without a blank to fill, as they were last said: finding one anew takes as long as drawing a line of a list. */
const spoken = new Map<unknown, string>();
i18n.on('languageChanged', () => spoken.clear());
i18n.store.on('added', () => spoken.clear());

/** For code outside of React. */
export const texts = ((...asked: Parameters<T>): string => {
  const [key, ...blanks] = asked;
  const known = blanks.length === 0 ? spoken.get(key) : undefined;
  if (known !== undefined) {
    return known;
  }
  const text = i18n.t(...asked);
  if (blanks.length === 0) {
    spoken.set(key, text);
  }
  return text;
}) as T;

/** Texts in the current language; typed keys, so that a missing one does not compile. */
export function useT(): { t: T; language: Language } {
  const language = useSyncExternalStore(subscribe, currentLanguage);
  return { t: texts, language };
}
