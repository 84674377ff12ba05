import { useT } from '@/shared/i18n/i18n';
import { sessionExpired, signInAddress } from '@/shared/session-state';
import { useStore } from '@/shared/store';
import { buttonClass } from '@/shared/ui/button';

/** The session ended under the agent's hands: say so, keep what was written, offer the way back. */
export function ExpiredBanner() {
  const { t } = useT();
  if (!useStore(sessionExpired)) {
    return null;
  }
  return (
    <div
      role="alert"
      className="flex flex-wrap items-center justify-center gap-x-4 gap-y-1.5 bg-warn-soft px-4 py-2 text-sm text-warn"
    >
      <span className="font-medium">{t('session.expired')}</span>
      <a href={signInAddress()} className={buttonClass('solid')}>
        {t('session.again')}
      </a>
    </div>
  );
}
