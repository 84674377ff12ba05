import { ArrowRight } from 'lucide-react';
import { useMemo } from 'react';
import { useT } from '@/shared/i18n/i18n';
import { Button } from '@/shared/ui/button';
import { toGsm } from './gsm';
import { segmentsOf } from './segments';

/** What making a text GSM would change, before anything is. */
export function GsmOffer({ text, onUse }: { text: string; onUse: (text: string) => void }) {
  const { t } = useT();
  const offer = useMemo(() => toGsm(text), [text]);
  const [before, after] = [segmentsOf(text).parts, segmentsOf(offer.text).parts];
  const hopeless = offer.stuck.length > 0;
  return (
    <div className="flex flex-col gap-2 p-1.5 text-sm text-ink" data-gsm={hopeless ? 'stuck' : 'possible'}>
      <p className="font-semibold">{t('compose.gsm.title')}</p>
      {hopeless && (
        <p className="text-xs text-pretty text-warn">
          {t('compose.gsm.stuck', { signs: offer.stuck.slice(0, 8).join(' ') })}
        </p>
      )}
      {offer.changes.length > 0 && (
        <>
          <p className="text-xs text-ink-2">{t('compose.gsm.lead')}</p>
          <ul className="flex max-h-40 flex-wrap gap-1.5 overflow-y-auto">
            {offer.changes.map(({ from, to, times }) => (
              <li key={from} className="rounded-lg bg-linen px-2 py-0.5 text-sm">
                <span className="sr-only">
                  {t('compose.gsm.change', { from, to: to === '' ? t('compose.gsm.gone') : to })}
                  {times > 1 && `, ${t('compose.gsm.times', { count: times })}`}
                </span>
                <span aria-hidden="true" className="inline-flex items-center gap-1.5">
                  {from}
                  <ArrowRight className="size-3 text-ink-3" />
                  {to === '' ? <em className="text-xs text-ink-3">{t('compose.gsm.gone')}</em> : to}
                  {times > 1 && <span className="text-xs text-ink-3">×{times}</span>}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      <p className="flex gap-3 text-xs text-ink-2 tabular-nums">
        <span>{t('compose.gsm.before', { parts: t('composer.segments', { count: before }) })}</span>
        {!hopeless && (
          <span className={after < before ? 'font-semibold text-good' : ''}>
            {t('compose.gsm.after', { parts: t('composer.segments', { count: after }) })}
          </span>
        )}
      </p>
      <Button disabled={hopeless} onClick={() => onUse(offer.text)}>
        {t('compose.gsm.use')}
      </Button>
    </div>
  );
}
