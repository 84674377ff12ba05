import { contactEn } from '@/shared/i18n/contact-en';
import { contactEs } from '@/shared/i18n/contact-es';
import { addTexts } from '@/shared/i18n/i18n';

addTexts('contact', contactEn, contactEs);
