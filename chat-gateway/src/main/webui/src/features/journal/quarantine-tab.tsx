import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { formatClock } from '@/shared/format';
import { useT } from '@/shared/i18n/i18n';
import type { Standing } from './api/decision';
import { QUARANTINE_TOPIC } from './api/letter-topics';
import type { Quarantined } from './api/quarantine';
import { quarantineQuery } from './api/quarantine';
import type { ReplayScope } from './api/replay';
import { DeliverySheet } from './delivery-sheet';
import { useOpened } from './opened';
import { ReplayDialog } from './replay-dialog';
import { useReturnTo } from './rows';
import { SettleList } from './settle-list';

/** Deliveries that nobody could read, and what was decided about them. */
export function QuarantineTab() {
  const { t, language } = useT();
  const opened = useOpened('delivery');
  const [state, setState] = useState<Standing>('open');
  const [replaying, setReplaying] = useState<ReplayScope | null>(null);
  const list = useInfiniteQuery(quarantineQuery(state));
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const ids = items.flatMap((item) => (item.delivery == null ? [] : [item.delivery.id]));
  const at = opened.id === null ? -1 : ids.indexOf(opened.id);
  useReturnTo(items.find((item) => item.delivery?.id === opened.id)?.place ?? null);

  return (
    <>
      <p className="mb-3 max-w-3xl text-sm text-ink-2">{t('journal.quarantine.lead')}</p>
      <SettleList
        topic={QUARANTINE_TOPIC}
        label={t('journal.tab.quarantine')}
        texts="quarantine"
        state={state}
        onState={setState}
        list={list}
        words={{
          name: (item) => t('journal.deliveries.open', { time: formatClock(new Date(item.at), language) }),
          beside: (item) => item.delivery?.source ?? null,
          reason: (item) => <Why item={item} />,
          preview: (item) => item.delivery?.preview ?? '',
          address: (item) => (item.delivery == null ? '' : opened.addressOf(item.delivery.id)),
        }}
      />
      {opened.id !== null && (
        <DeliverySheet
          id={opened.id}
          newer={at > 0 ? (ids[at - 1] ?? null) : null}
          older={at === -1 ? null : (ids[at + 1] ?? null)}
          onShow={opened.show}
          onReplay={(id) => setReplaying({ kind: 'chosen', ids: [id] })}
          onClose={opened.close}
        />
      )}
      {replaying !== null && (
        <ReplayDialog scope={replaying} narrower={false} onClose={() => setReplaying(null)} />
      )}
    </>
  );
}

function Why({ item }: { item: Quarantined }) {
  const { t } = useT();
  const readable = item.delivery != null && item.delivery.kind !== 'quarantined' && item.decision == null;
  return (
    <span className="font-medium text-danger">
      <span lang="en">{item.reason}</span>
      {readable && (
        <span data-readable className="block text-good">
          {t('journal.quarantine.readable')}
        </span>
      )}
    </span>
  );
}
