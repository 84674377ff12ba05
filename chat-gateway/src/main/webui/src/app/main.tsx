import './app.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { followLanguage } from '@/shared/i18n/i18n';
import { followInstallOffer } from '@/shared/notify/install';
import { followTheme } from '@/shared/settings';
import { readStored } from '@/shared/storage';
import { App } from './app';

followTheme();
followLanguage();
followInstallOffer();

const root = document.getElementById('root');
if (root === null) {
  throw new Error('the page has no root');
}
const page = createRoot(root);

function show(): void {
  page.render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}

if (readStored('hilo.pseudo') === true) {
  // For whoever looks for texts that are not translated, or do not fit.
  void import('@/shared/i18n/pseudo').then(({ speakPseudo }) => {
    speakPseudo();
    show();
  });
} else {
  show();
}
