import { PhoneOff } from 'lucide-react';
import { Link } from 'wouter';
import { useT } from '@/shared/i18n/i18n';
import { isManager, useMe } from '@/shared/me';
import { buttonClass } from '@/shared/ui/button';
import type { Obstacle } from './own-number';

/** Nothing can be sent from our number: why, and what can be done. */
export function NumberNotice({ obstacle, did }: { obstacle: Obstacle; did: string }) {
  const { t } = useT();
  const me = useMe();
  const gone = obstacle === 'released';
  return (
    <div
      role="status"
      data-number-notice={obstacle}
      className="mb-2 flex flex-wrap items-center gap-x-3 gap-y-1 rounded-xl bg-warn-soft px-3.5 py-2 text-sm"
    >
      <PhoneOff className="size-4 shrink-0 text-warn" aria-hidden="true" />
      <p className="mr-auto min-w-48 flex-1">
        <strong className="font-semibold text-warn">{t(`compose.number.${obstacle}`)}</strong>{' '}
        {gone ? t('compose.number.gone') : t('compose.number.stays')}
        {!gone && !isManager(me) && <span className="text-ink-2"> {t('compose.number.ask')}</span>}
      </p>
      {isManager(me) && !gone && (
        <Link href={`/numbers/${encodeURIComponent(did)}`} className={buttonClass('plain')}>
          {t('compose.number.open')}
        </Link>
      )}
    </div>
  );
}
