import { useT } from '@/shared/i18n/i18n';
import { signInAddress } from '@/shared/session-state';
import { Mark, ThreadArt } from '@/shared/ui/brand';
import { buttonClass } from '@/shared/ui/button';

/** What a visitor sees before signing in. The identity provider asks for the password, not we. */
export function SignInPage({ languageSwitch }: { languageSwitch: React.ReactNode }) {
  const { t } = useT();
  return (
    <main className="flex min-h-full flex-col items-center justify-center cloth px-6 py-10">
      <div className="w-full max-w-sm rounded-3xl border border-line bg-paper px-8 pt-10 pb-8 text-center shadow-float">
        <div className="mb-6 flex items-center justify-center gap-3">
          <Mark className="size-10" />
          <span className="text-2xl font-bold tracking-tight">Hilo</span>
        </div>
        <ThreadArt className="mx-auto mb-6 w-48" />
        <h1 className="text-xl font-semibold">{t('session.title')}</h1>
        <p className="mt-1 mb-7 text-ink-3">{t('session.lead')}</p>
        <a href={signInAddress()} className={`${buttonClass()} h-11 w-full text-base`}>
          {t('session.signIn')}
        </a>
      </div>
      <div className="mt-6">{languageSwitch}</div>
    </main>
  );
}
