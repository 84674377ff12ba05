import './app.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { followLanguage } from '@/shared/i18n/i18n';
import { followInstallOffer } from '@/shared/notify/install';
import { followTheme } from '@/shared/settings';
import { readStored } from '@/shared/storage';
import { App } from './app';
import { readFirst } from './first-reads';
import { createQueryClient } from './query-client';

const client = createQueryClient();
readFirst(client, window.location);
followTheme();
followInstallOffer();

const root = document.getElementById('root');
if (root === null) {
  throw new Error('the page has no root');
}
const page = createRoot(root);

function show(): void {
  page.render(
    <StrictMode>
      <App reading={client} />
    </StrictMode>,
  );
}

async function speak(): Promise<void> {
  await followLanguage();
  if (readStored('hilo.pseudo') === true) {
    // For whoever looks for texts that are not translated, or do not fit.
    (await import('@/shared/i18n/pseudo')).speakPseudo();
  }
}

// Also without the texts of a language that do not come: those that are there say the same.
void speak().finally(show);
