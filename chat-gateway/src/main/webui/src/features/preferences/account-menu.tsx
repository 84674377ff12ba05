import { lazy, Suspense } from 'react';
import { useT } from '@/shared/i18n/i18n';
import { useMe } from '@/shared/me';
import { Avatar } from '@/shared/ui/avatar';
import { Popover } from '@/shared/ui/popover';

const AccountPanel = lazy(async () => ({ default: (await import('./account-panel')).AccountPanel }));

interface AccountMenuProps {
  className: string;
  /** What waits in the journal, where nothing else on the screen says so. */
  journalOpen?: number;
  onShortcuts: () => void;
}

/** Who is signed in, and how they like it. */
export function AccountMenu({ className, journalOpen = 0, onShortcuts }: AccountMenuProps) {
  const { t } = useT();
  const me = useMe();
  const name = me.name === '' ? me.user : me.name;

  return (
    <Popover
      label={t('session.account')}
      className={`w-72 ${className}`}
      trigger={(props) => (
        <button
          type="button"
          aria-label={t('session.account')}
          title={t('session.account')}
          className="relative block rounded-full"
          {...props}
        >
          <Avatar name={name} phone={me.user} size="lg" />
          {journalOpen > 0 && (
            <span
              aria-hidden="true"
              className="absolute -top-0.5 -right-0.5 size-3 rounded-full border-2 border-paper bg-danger"
            />
          )}
        </button>
      )}
    >
      {(close) => (
        <Suspense fallback={<div className="h-96" />}>
          <AccountPanel journalOpen={journalOpen} onShortcuts={onShortcuts} close={close} />
        </Suspense>
      )}
    </Popover>
  );
}
