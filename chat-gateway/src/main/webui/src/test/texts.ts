import { createInstance } from 'i18next';
import { boardEn } from '@/shared/i18n/board-en';
import { boardEs } from '@/shared/i18n/board-es';
import { campaignsEn } from '@/shared/i18n/campaigns-en';
import { campaignsEs } from '@/shared/i18n/campaigns-es';
import { composeEn } from '@/shared/i18n/compose-en';
import { composeEs } from '@/shared/i18n/compose-es';
import { contactEn } from '@/shared/i18n/contact-en';
import { contactEs } from '@/shared/i18n/contact-es';
import { en } from '@/shared/i18n/en';
import { es } from '@/shared/i18n/es';
import { journalEn } from '@/shared/i18n/journal-en';
import { journalEs } from '@/shared/i18n/journal-es';
import { numbersEn } from '@/shared/i18n/numbers-en';
import { numbersEs } from '@/shared/i18n/numbers-es';
import { talkEn } from '@/shared/i18n/talk-en';
import { talkEs } from '@/shared/i18n/talk-es';
import { workspaceEn } from '@/shared/i18n/workspace-en';
import { workspaceEs } from '@/shared/i18n/workspace-es';
import type { T } from '@/shared/i18n/i18n';

function textsIn(lng: 'en' | 'es'): T {
  const instance = createInstance();
  void instance.init({
    lng,
    fallbackLng: false,
    resources: {
      en: {
        translation: {
          ...en,
          ...talkEn,
          thread: { ...en.thread, ...talkEn.thread },
          message: { ...en.message, ...talkEn.message },
          search: { ...en.search, ...talkEn.search },
          board: boardEn,
          campaigns: campaignsEn,
          compose: composeEn,
          contact: contactEn,
          journal: journalEn,
          numbers: numbersEn,
          workspace: workspaceEn,
        },
      },
      es: {
        translation: {
          ...es,
          ...talkEs,
          thread: { ...es.thread, ...talkEs.thread },
          message: { ...es.message, ...talkEs.message },
          search: { ...es.search, ...talkEs.search },
          board: boardEs,
          campaigns: campaignsEs,
          compose: composeEs,
          contact: contactEs,
          journal: journalEs,
          numbers: numbersEs,
          workspace: workspaceEs,
        },
      },
    },
    initAsync: false,
    interpolation: { escapeValue: false },
    showSupportNotice: false,
  });
  return instance.t;
}

/** The texts of one language, whatever the page is set to. */
export const inEnglish = textsIn('en');
export const inSpanish = textsIn('es');
