import { addTexts } from '@/shared/i18n/i18n';
import { listEn } from '@/shared/i18n/list-en';
import { listEs } from '@/shared/i18n/list-es';

addTexts('narrow', listEn, listEs);
