import { addTexts } from '../i18n/i18n';
import { workspaceEn } from '../i18n/workspace-en';
import { workspaceEs } from '../i18n/workspace-es';

addTexts('workspace', workspaceEn, workspaceEs);
