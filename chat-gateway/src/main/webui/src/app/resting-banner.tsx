import { useQuery } from '@tanstack/react-query';
import { CirclePause } from 'lucide-react';
import { formatMoment } from '@/shared/format';
import { useT } from '@/shared/i18n/i18n';
import { sendingQuery } from '@/shared/sending';

/** Nothing leaves until somebody renews the credentials: everybody should know before they wonder. */
export function RestingBanner() {
  const { t, language } = useT();
  const sending = useQuery(sendingQuery);
  const resting = sending.data?.find((number) => number.resting != null)?.resting;
  if (resting == null) {
    return null;
  }
  return (
    <div
      role="alert"
      data-resting={resting.reason}
      className="flex items-start justify-center gap-2 bg-danger-soft px-4 py-2 text-sm text-danger"
    >
      <CirclePause className="mt-0.5 size-4 shrink-0" aria-hidden="true" />
      <p className="text-pretty">
        <strong className="font-semibold">{t('sending.rests')}</strong>{' '}
        {resting.reason === 'credentials' && `${t('sending.credentials')} `}
        {resting.until != null &&
          t('sending.until', { time: formatMoment(new Date(resting.until), new Date(), language) })}
      </p>
    </div>
  );
}
