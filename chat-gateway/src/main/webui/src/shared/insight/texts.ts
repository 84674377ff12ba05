import { addTexts } from '../i18n/i18n';
import { boardEn } from '../i18n/board-en';
import { boardEs } from '../i18n/board-es';

addTexts('board', boardEn, boardEs);
