import { useState } from 'react';
import { useT } from '@/shared/i18n/i18n';
import { Card } from '@/shared/ui/card';
import type { OwnNumber } from '@/shared/provisioning/numbers';
import type { Order } from '@/shared/provisioning/orders';
import { Button } from '@/shared/ui/button';
import { COOLING_DAYS, ReleaseDialog } from './release-dialog';

/** The way out of a number, at the end of its page. */
export function ReleaseCard({ number, order }: { number: OwnNumber; order: Order | undefined }) {
  const { t } = useT();
  const [asking, setAsking] = useState(false);
  const busy = order?.state === 'running';
  return (
    <Card title={t('numbers.release.title')}>
      <p className="text-sm text-ink-2">
        {busy ? t('numbers.release.busy') : t('numbers.release.text', { count: COOLING_DAYS })}
      </p>
      <Button
        look="danger"
        className="mt-3 border border-danger/40"
        disabled={busy}
        onClick={() => setAsking(true)}
      >
        {t('numbers.release.start')}
      </Button>
      {asking && <ReleaseDialog did={number.did} onClose={() => setAsking(false)} />}
    </Card>
  );
}
