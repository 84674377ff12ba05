import { addTexts } from './i18n';
import { paletteEn } from './palette-en';
import { paletteEs } from './palette-es';

addTexts('palette', paletteEn, paletteEs);
