import { addTexts } from '@/shared/i18n/i18n';
import { pushEn } from '@/shared/i18n/push-en';
import { pushEs } from '@/shared/i18n/push-es';

addTexts('push', pushEn, pushEs);
