import './app.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { followLanguage } from '@/shared/i18n/i18n';
import { followTheme } from '@/shared/settings';
import { App } from './app';

followTheme();
followLanguage();

const root = document.getElementById('root');
if (root === null) {
  throw new Error('the page has no root');
}
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
