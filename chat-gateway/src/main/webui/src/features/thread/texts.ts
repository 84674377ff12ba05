import { composeEn } from '@/shared/i18n/compose-en';
import { composeEs } from '@/shared/i18n/compose-es';
import { addTexts } from '@/shared/i18n/i18n';
import '@/shared/i18n/talk-texts';

addTexts('compose', composeEn, composeEs);
