import { useT } from '@/shared/i18n/i18n';
import type { Language } from '@/shared/settings';
import { changeSettings, languages } from '@/shared/settings';

/** Each language by its own name, because whoever looks for it may not read the other. */
const names: Record<Language, string> = { es: 'Español', en: 'English' };

export function LanguageSwitch() {
  const { t, language } = useT();
  return (
    <div role="group" aria-label={t('settings.language')} className="inline-flex rounded-lg bg-linen p-0.5">
      {languages.map((one) => (
        <button
          key={one}
          type="button"
          lang={one}
          aria-pressed={language === one}
          onClick={() => changeSettings({ language: one })}
          className="rounded-md px-3 py-1 text-sm text-ink-2 hover:text-ink aria-pressed:bg-raised aria-pressed:font-semibold aria-pressed:text-ink aria-pressed:shadow-card"
        >
          {names[one]}
        </button>
      ))}
    </div>
  );
}
