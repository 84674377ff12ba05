import { addTexts } from '@/shared/i18n/i18n';
import { campaignsEn } from '@/shared/i18n/campaigns-en';
import { campaignsEs } from '@/shared/i18n/campaigns-es';

addTexts('campaigns', campaignsEn, campaignsEs);
