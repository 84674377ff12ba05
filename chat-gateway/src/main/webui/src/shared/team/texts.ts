import { addTexts } from '@/shared/i18n/i18n';
import { teamEn } from '@/shared/i18n/team-en';
import { teamEs } from '@/shared/i18n/team-es';

addTexts('team', teamEn, teamEs);
