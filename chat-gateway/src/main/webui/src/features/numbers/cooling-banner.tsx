import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Hourglass } from 'lucide-react';
import { useState } from 'react';
import { useNow } from '@/shared/clock';
import { useT } from '@/shared/i18n/i18n';
import type { Language } from '@/shared/settings';
import { useKeys } from '@/shared/provisioning/asking';
import type { OwnNumber } from '@/shared/provisioning/numbers';
import { keepNumber } from '@/shared/provisioning/numbers';
import { orderKeys } from '@/shared/provisioning/orders';
import { Button } from '@/shared/ui/button';
import { toast } from '@/shared/ui/toast';
import { formatLong } from './figures';
import { ReleaseDialog } from './release-dialog';
import { rememberNumber, rereadNumber } from './remember';
import { Failed } from './save-row';

/** A number in its cooling period: until when, and the two ways out of it. */
export function CoolingBanner({ number }: { number: OwnNumber }) {
  const { t, language } = useT();
  const client = useQueryClient();
  const keys = useKeys();
  const [asking, setAsking] = useState(false);
  const now = useNow(60_000);
  const keep = useMutation({
    mutationFn: () => keepNumber(number.did, keys.of(number.did)),
    onSuccess: (kept) => {
      rememberNumber(client, kept);
      toast(t('numbers.release.kept'));
    },
    onSettled: (_, error) => {
      keys.answered(error);
      return Promise.all([
        rereadNumber(client, number.did),
        client.invalidateQueries({ queryKey: orderKeys.one(number.did) }),
        client.invalidateQueries({ queryKey: orderKeys.open, exact: true }),
      ]);
    },
  });
  const until = number.releaseAt == null ? null : new Date(number.releaseAt);
  return (
    <section
      aria-label={t('numbers.release.coolingTitle')}
      data-release-at={number.releaseAt ?? ''}
      className="mb-4 rounded-2xl bg-warn-soft px-4 py-3.5 text-sm text-warn md:px-5"
    >
      <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
        <Hourglass className="size-5 shrink-0" aria-hidden="true" />
        <div className="min-w-0 flex-1 basis-60">
          <p className="font-semibold">{t('numbers.release.coolingTitle')}</p>
          <p>
            {until === null
              ? t('numbers.release.coolingOpen')
              : t('numbers.release.cooling', {
                  when: formatLong(until, language),
                  in: formatIn(until.getTime() - now, language),
                })}
          </p>
        </div>
        <div className="flex flex-wrap gap-2">
          <Button disabled={keep.isPending} onClick={() => keep.mutate()}>
            {keep.isPending ? t('numbers.release.keeping') : t('numbers.release.keep')}
          </Button>
          <Button look="danger" onClick={() => setAsking(true)}>
            {t('numbers.release.giveBackNow')}
          </Button>
        </div>
      </div>
      <Failed error={keep.error} />
      {asking && <ReleaseDialog did={number.did} now onClose={() => setAsking(false)} />}
    </section>
  );
}

/** "in 6 days", "in 3 hours". */
function formatIn(millis: number, language: Language): string {
  const minutes = Math.max(1, Math.ceil(millis / 60_000));
  const [value, unit] =
    minutes < 90
      ? ([minutes, 'minute'] as const)
      : minutes < 48 * 60
        ? ([Math.round(minutes / 60), 'hour'] as const)
        : ([Math.round(minutes / 1_440), 'day'] as const);
  return new Intl.RelativeTimeFormat(language === 'es' ? 'es-US' : 'en-US').format(value, unit);
}
