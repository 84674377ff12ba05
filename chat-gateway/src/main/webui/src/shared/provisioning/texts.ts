import { addTexts } from '@/shared/i18n/i18n';
import { numbersEn } from '@/shared/i18n/numbers-en';
import { numbersEs } from '@/shared/i18n/numbers-es';

addTexts('numbers', numbersEn, numbersEs);
