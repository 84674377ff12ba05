import { useEffect } from 'react';
import { useT } from './i18n/i18n';

/** The window's title as long as the page is there. */
export function useTitle(title: string): void {
  const { t } = useT();
  useEffect(() => {
    document.title = `${t('app.name')} · ${title}`;
    return () => {
      document.title = t('app.name');
    };
  }, [t, title]);
}
