import { addTexts } from '@/shared/i18n/i18n';
import { journalEn } from '@/shared/i18n/journal-en';
import { journalEs } from '@/shared/i18n/journal-es';

addTexts('journal', journalEn, journalEs);
