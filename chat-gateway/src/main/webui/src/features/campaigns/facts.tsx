import { useT } from '@/shared/i18n/i18n';

const facts = ['manual', 'cost', 'size', 'time', 'blocked', 'speed'] as const;
const wanted = ['company', 'website', 'purpose', 'samples', 'consent', 'words'] as const;

/** What one should know before the form goes out. */
export function Facts() {
  const { t } = useT();
  return (
    <aside aria-label={t('campaigns.facts.title')} className="rounded-2xl bg-linen p-4 text-sm">
      <h3 className="font-semibold">{t('campaigns.facts.title')}</h3>
      <ul className="mt-2 list-disc space-y-1.5 pl-4.5 text-ink-2">
        {facts.map((fact) => (
          <li key={fact} className="text-pretty">
            {t(`campaigns.facts.${fact}`)}
          </li>
        ))}
      </ul>
      <h3 className="mt-4 font-semibold">{t('campaigns.facts.formTitle')}</h3>
      <ul className="mt-2 list-disc space-y-1.5 pl-4.5 text-ink-2">
        {wanted.map((fact) => (
          <li key={fact} className="text-pretty">
            {t(`campaigns.facts.form.${fact}`)}
          </li>
        ))}
      </ul>
      <p className="mt-3 text-xs text-ink-3">{t('campaigns.facts.asOf')}</p>
    </aside>
  );
}
