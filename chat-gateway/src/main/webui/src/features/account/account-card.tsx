import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Check, Minus, RefreshCw, TriangleAlert } from 'lucide-react';
import { useId, useState } from 'react';
import { useNow } from '@/shared/clock';
import { formatAgo, formatStamp } from '@/shared/format';
import { useT } from '@/shared/i18n/i18n';
import type { Account } from '@/shared/provisioning/account';
import { accountKey, accountQuery, moneyOf, putThreshold } from '@/shared/provisioning/account';
import { problemAt, problemBeside, reasonOf } from '@/shared/provisioning/asking';
import { Card } from '@/shared/ui/card';
import { formatMoney } from '@/shared/provisioning/money';
import { Button, IconButton } from '@/shared/ui/button';
import { Skeleton } from '@/shared/ui/states';
import { serviceOf, vital } from './services';

/** The balance, when it is low, and what the carrier has switched on for us. */
export function AccountCard() {
  const { t } = useT();
  const account = useQuery(accountQuery);
  return (
    <Card
      title={t('campaigns.account.balanceTitle')}
      aside={
        <IconButton
          small
          label={t('campaigns.account.refresh')}
          disabled={account.isFetching}
          onClick={() => void account.refetch()}
        >
          <RefreshCw className={`size-4 ${account.isFetching ? 'animate-spin' : ''}`} aria-hidden="true" />
        </IconButton>
      }
    >
      {account.error !== null && (
        <p role="alert" className="mb-3 text-sm text-danger">
          {t('campaigns.account.failed', { reason: reasonOf(account.error, t) })}
        </p>
      )}
      {account.data === undefined ? (
        account.isPending && (
          <Skeleton label={t('campaigns.page.loading')}>
            <div className="h-40 rounded-xl bg-line" />
          </Skeleton>
        )
      ) : (
        <>
          <Balance account={account.data} />
          <Threshold key={account.data.ownThreshold ?? ''} account={account.data} />
          <Services account={account.data} />
        </>
      )}
    </Card>
  );
}

function Balance({ account }: { account: Account }) {
  const { t, language } = useT();
  const now = useNow(60_000);
  const money = moneyOf(account);
  return (
    <div data-money={money}>
      <p
        className={`text-3xl font-bold tracking-tight tabular-nums ${money === 'gone' ? 'text-danger' : money === 'low' ? 'text-warn' : ''}`}
      >
        {account.balance == null ? '–' : formatMoney(account.balance, language)}
      </p>
      <p className="text-xs text-ink-3">
        {account.checkedAt == null ? null : (
          <>
            {t('campaigns.account.checked')}{' '}
            <time dateTime={account.checkedAt} title={formatStamp(new Date(account.checkedAt), language)}>
              {formatAgo(now - Date.parse(account.checkedAt), language)}
            </time>
          </>
        )}
      </p>
      {money !== 'fine' && (
        <p
          className={`mt-2.5 flex items-start gap-2 rounded-xl px-3 py-2 text-sm text-pretty ${money === 'gone' ? 'bg-danger-soft text-danger' : 'bg-warn-soft text-warn'}`}
        >
          <TriangleAlert className="mt-0.5 size-4 shrink-0" aria-hidden="true" />
          <span>{t(`campaigns.account.money.${money}`)}</span>
        </p>
      )}
    </div>
  );
}

/** From which balance on people are warned. */
function Threshold({ account }: { account: Account }) {
  const { t, language } = useT();
  const id = useId();
  const client = useQueryClient();
  const [text, setText] = useState(account.ownThreshold == null ? '' : String(account.ownThreshold));
  const saving = useMutation({
    mutationFn: putThreshold,
    onSuccess: (saved) => client.setQueryData(accountKey, saved),
  });
  const amount = text.trim() === '' ? null : Number(text.trim().replace(',', '.'));
  const wrong = amount !== null && !(Number.isFinite(amount) && amount >= 0 && amount < 1_000_000_000);
  const same = amount === (account.ownThreshold ?? null);
  const beside = problemBeside(saving.error, ['amount'], t);
  return (
    <form
      className="mt-5"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!wrong && !same && !saving.isPending) {
          saving.mutate(amount === null ? null : Math.round(amount * 100) / 100);
        }
      }}
    >
      <label htmlFor={id} className="mb-1 block text-sm font-medium">
        {t('campaigns.account.threshold')}
      </label>
      <div className="flex flex-wrap items-center gap-2">
        <span className="relative">
          <span aria-hidden="true" className="absolute top-1/2 left-3 -translate-y-1/2 text-sm text-ink-3">
            $
          </span>
          <input
            id={id}
            value={text}
            inputMode="decimal"
            autoComplete="off"
            maxLength={12}
            placeholder={account.lowBalanceThreshold == null ? '' : String(account.lowBalanceThreshold)}
            aria-invalid={wrong || saving.error !== null}
            aria-describedby={`${id}-hint ${id}-problem`}
            onChange={(event) => setText(event.target.value)}
            className="h-10 w-32 rounded-xl border border-line-strong bg-raised pr-3 pl-6 text-sm tabular-nums focus:border-thread focus:outline-2 focus:outline-thread/30 aria-invalid:border-danger"
          />
        </span>
        <Button type="submit" look="soft" className="h-10" disabled={wrong || same || saving.isPending}>
          {saving.isPending ? t('campaigns.saving') : t('campaigns.save')}
        </Button>
        <span role="status" className="text-xs text-good">
          {saving.isSuccess && same ? t('campaigns.saved') : ''}
        </span>
      </div>
      <p id={`${id}-hint`} className="mt-1 text-xs text-pretty text-ink-3">
        {account.lowBalanceThreshold == null
          ? t('campaigns.account.noCarrierThreshold')
          : t('campaigns.account.carrierThreshold', {
              amount: formatMoney(account.lowBalanceThreshold, language),
            })}
      </p>
      <p id={`${id}-problem`} role="alert" className="mt-1 text-xs text-danger empty:hidden">
        {wrong
          ? t('campaigns.account.thresholdWrong')
          : (problemAt(saving.error, 'amount') ??
            (beside === undefined ? undefined : t('campaigns.notDone', { reason: beside })))}
      </p>
    </form>
  );
}

/** What is switched on, in words; without SMS or MMS nothing works here, whatever Hilo does. */
function Services({ account }: { account: Account }) {
  const { t } = useT();
  const services = Object.entries(account.services)
    .map(([name, on]) => ({ name, on, known: serviceOf(name) }))
    .toSorted(
      (a, b) => Number(b.known !== null && vital(b.known)) - Number(a.known !== null && vital(a.known)),
    );
  if (services.length === 0) {
    return null;
  }
  return (
    <div className="mt-5">
      <h3 className="mb-1 text-sm font-semibold">{t('campaigns.account.services')}</h3>
      <ul className="divide-y divide-line text-sm">
        {services.map(({ name, on, known }) => {
          const missing = !on && known !== null && vital(known);
          return (
            <li
              key={name}
              data-service={name}
              data-on={on}
              className={`flex items-start gap-2 py-1.5 ${missing ? 'text-danger' : on ? '' : 'text-ink-3'}`}
            >
              {on ? (
                <Check className="mt-0.5 size-4 shrink-0 text-good" aria-hidden="true" />
              ) : missing ? (
                <TriangleAlert className="mt-0.5 size-4 shrink-0" aria-hidden="true" />
              ) : (
                <Minus className="mt-0.5 size-4 shrink-0" aria-hidden="true" />
              )}
              <span className="min-w-0 flex-1">
                {known === null ? name : t(`campaigns.account.service.${known}`)}
                {missing && <span className="block text-xs">{t('campaigns.account.serviceMissing')}</span>}
              </span>
              <span className="text-xs">{on ? t('campaigns.account.on') : t('campaigns.account.off')}</span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
