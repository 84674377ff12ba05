import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useEffect } from 'react';
import { LanguageSwitch } from '@/features/preferences/language-switch';
import { SignInPage } from '@/features/session/sign-in-page';
import { useT } from '@/shared/i18n/i18n';
import { MeContext, meQuery } from '@/shared/me';
import { Problem } from '@/shared/problem';
import { sessionExpired } from '@/shared/session-state';
import { Mark } from '@/shared/ui/brand';
import { FailedState } from '@/shared/ui/states';

/** Only people who are signed in get further. */
export function SessionGate({ children }: { children: ReactNode }) {
  const { t } = useT();
  const me = useQuery(meQuery);
  const signedOut = me.error instanceof Problem && me.error.status === 401;
  const unknown = me.data === undefined;
  const client = useQueryClient();
  const away = unknown && me.failureReason !== null && !isRefusal(me.failureReason);

  useEffect(() => {
    if (away) {
      // Nobody answers: what was laid aside can still be read.
      void import('./keepsake').then(({ restore }) => restore(client));
    }
  }, [away, client]);

  useEffect(() => {
    // Somebody who was never signed in has no session that could have ended.
    if (signedOut && unknown) {
      sessionExpired.set(false);
      // Nobody is signed in here, so nothing is anybody's to read.
      void import('@/shared/device').then(({ throwAway }) => throwAway('reading'));
    }
  }, [signedOut, unknown]);

  if (me.data !== undefined) {
    return <MeContext value={me.data}>{children}</MeContext>;
  }
  if (signedOut) {
    return <SignInPage languageSwitch={<LanguageSwitch />} />;
  }
  if (me.error !== null) {
    return (
      <FailedState
        text={t('session.unreachable')}
        retryLabel={t('session.retry')}
        onRetry={() => void me.refetch()}
      />
    );
  }
  return (
    <div role="status" aria-label={t('session.loading')} className="delayed grid h-full place-items-center">
      <Mark className="size-12 animate-pulse" />
    </div>
  );
}

function isRefusal(error: Error): boolean {
  return error instanceof Problem && error.status < 500;
}
