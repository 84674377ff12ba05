import { useQuery } from '@tanstack/react-query';
import { Wallet, X } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { useT } from '@/shared/i18n/i18n';
import { accountQuery, moneyOf } from '@/shared/provisioning/account';
import { formatMoney } from '@/shared/provisioning/money';
import { readStored, writeStored } from '@/shared/storage';
import { IconButton } from '@/shared/ui/button';

const KEY = 'hilo.balance-seen';

/** Tells managers that the carrier's account runs dry, before everything stops. Nothing left cannot be waved away. */
export function BalanceBanner() {
  const { t, language } = useT();
  const account = useQuery(accountQuery);
  const [dismissed, setDismissed] = useState(() => readStored(KEY, 'session') === true);
  const money = moneyOf(account.data);
  if (money !== 'gone' && (money !== 'low' || dismissed)) {
    return null;
  }
  return (
    <div
      role={money === 'gone' ? 'alert' : 'status'}
      data-balance-banner={money}
      className={`flex items-start justify-center gap-2 px-4 py-2 text-sm ${money === 'gone' ? 'bg-danger-soft text-danger' : 'bg-warn-soft text-warn'}`}
    >
      <Wallet className="mt-0.5 size-4 shrink-0" aria-hidden="true" />
      <p className="text-pretty">
        <strong className="font-semibold">
          {money === 'gone'
            ? t('balance.gone')
            : t('balance.low', { amount: formatMoney(account.data?.balance ?? 0, language) })}
        </strong>{' '}
        {money === 'gone' && `${t('balance.goneText')} `}
        <Link href="/numbers/account" className="font-medium underline underline-offset-2">
          {t('balance.show')}
        </Link>
      </p>
      {money === 'low' && (
        <IconButton
          small
          label={t('balance.dismiss')}
          className="-my-1.5 text-current"
          onClick={() => {
            setDismissed(true);
            writeStored(KEY, true, 'session');
          }}
        >
          <X className="size-4" aria-hidden="true" />
        </IconButton>
      )}
    </div>
  );
}
