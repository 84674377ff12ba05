import { learnTalk } from './i18n';
import { talkEn } from './talk-en';
import { talkEs } from './talk-es';

learnTalk(talkEn, talkEs);
