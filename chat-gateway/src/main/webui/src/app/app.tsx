import type { QueryClient } from '@tanstack/react-query';
import { QueryClientProvider } from '@tanstack/react-query';
import { useState } from 'react';
import { useT } from '@/shared/i18n/i18n';
import { Toasts } from '@/shared/ui/toast';
import { ErrorBoundary } from './error-boundary';
import { createQueryClient } from './query-client';
import { SessionGate } from './session-gate';
import { Shell } from './shell';

/** @param reading what has been asked for already */
export function App({ reading }: { reading?: QueryClient }) {
  const { t } = useT();
  const [client] = useState(() => reading ?? createQueryClient());
  return (
    <QueryClientProvider client={client}>
      <ErrorBoundary text={t('app.failed')} action={t('app.reload')}>
        <SessionGate>
          <Shell />
        </SessionGate>
      </ErrorBoundary>
      <Toasts closeLabel={t('app.dismiss')} />
    </QueryClientProvider>
  );
}
