import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useRef, useState } from 'react';
import { formatPhone } from '@/shared/format';
import { useT } from '@/shared/i18n/i18n';
import { releaseNumber } from '@/shared/provisioning/numbers';
import { rememberOrder } from '@/shared/provisioning/orders';
import { Button } from '@/shared/ui/button';
import { Dialog } from '@/shared/ui/dialog';
import { field } from './filter-bar';
import { rereadNumber } from './remember';
import { Failed } from './save-row';

/** The product's own cooling period; what the server really keeps to is said when it has begun. */
export const COOLING_DAYS = 7;

interface ReleaseDialogProps {
  did: string;
  /** Only at once is offered: it is cooling already, or was never used. */
  now?: boolean;
  onClose: () => void;
}

/** Asks for the number's last four digits before it is given back. */
export function ReleaseDialog({ did, now: onlyNow = false, onClose }: ReleaseDialogProps) {
  const { t } = useT();
  const id = useId();
  const client = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const [now, setNow] = useState(onlyNow);
  const [digits, setDigits] = useState('');
  const [wrong, setWrong] = useState(false);
  const release = useMutation({
    mutationFn: () => releaseNumber(did, now),
    onSuccess: (order) => {
      rememberOrder(client, order);
      onClose();
    },
    onSettled: () => rereadNumber(client, did),
  });

  return (
    <Dialog
      title={t('numbers.release.ask', { number: formatPhone(did) })}
      closeLabel={t('numbers.close')}
      onClose={onClose}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (digits !== did.slice(-4)) {
            setWrong(true);
            input.current?.focus();
          } else if (!release.isPending) {
            release.mutate();
          }
        }}
      >
        <p className="text-sm text-ink-2">
          {now ? t('numbers.release.askNow') : t('numbers.release.askText')}
        </p>
        {!onlyNow && (
          <fieldset className="mt-4">
            <legend className="mb-1.5 text-sm font-medium">{t('numbers.release.when')}</legend>
            {([false, true] as const).map((atOnce) => (
              <label
                key={String(atOnce)}
                className="mb-1.5 grid cursor-pointer grid-cols-[auto_1fr] items-start gap-x-2.5 rounded-xl border border-line px-3 py-2 text-sm has-checked:border-thread has-checked:bg-thread-soft"
              >
                <input
                  type="radio"
                  name={`${id}-when`}
                  checked={now === atOnce}
                  onChange={() => setNow(atOnce)}
                  className="mt-0.5 size-4 accent-thread"
                />
                <span className="font-medium">
                  {atOnce ? t('numbers.release.now') : t('numbers.release.later', { count: COOLING_DAYS })}
                </span>
                <span className="col-start-2 text-xs text-ink-2">
                  {atOnce ? t('numbers.release.nowHint') : t('numbers.release.laterHint')}
                </span>
              </label>
            ))}
          </fieldset>
        )}
        <label htmlFor={`${id}-digits`} className="mt-4 mb-1 block text-sm font-medium">
          {t('numbers.release.digits')}
        </label>
        <input
          ref={input}
          id={`${id}-digits`}
          value={digits}
          inputMode="numeric"
          maxLength={4}
          autoComplete="off"
          aria-invalid={wrong}
          aria-describedby={`${id}-hint ${id}-wrong`}
          onChange={(event) => {
            setDigits(event.target.value.replace(/\D/g, ''));
            setWrong(false);
          }}
          className={`${field} w-28 text-center tracking-widest tabular-nums aria-invalid:border-danger`}
        />
        <p id={`${id}-hint`} className="mt-1 text-xs text-ink-3">
          {t('numbers.release.digitsHint')}
        </p>
        <p id={`${id}-wrong`} role="alert" className="text-xs text-danger empty:hidden">
          {wrong ? t('numbers.release.digitsWrong') : null}
        </p>
        <Failed error={release.error} />
        <div className="mt-4 flex flex-wrap justify-end gap-2">
          <Button look="plain" onClick={onClose}>
            {t('numbers.cancel')}
          </Button>
          <Button type="submit" look="grave" disabled={release.isPending}>
            {release.isPending ? t('numbers.release.confirming') : t('numbers.release.confirm')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
