import { es } from '@/shared/i18n/es';
import { learnSpanish } from '@/shared/i18n/i18n';

learnSpanish(es);
