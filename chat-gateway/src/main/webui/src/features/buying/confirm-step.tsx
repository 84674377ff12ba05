import { useQuery } from '@tanstack/react-query';
import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { formatPhone } from '@/shared/format';
import { useT } from '@/shared/i18n/i18n';
import { accountQuery, moneyOf } from '@/shared/provisioning/account';
import { campaignName, campaignsQuery, freePlaces } from '@/shared/provisioning/campaigns';
import { Card } from '@/shared/ui/card';
import { formatMoney } from '@/shared/provisioning/money';
import { Button } from '@/shared/ui/button';
import { confirm, sumOf, useCart } from './cart';
import { placeOf } from './place';
import { useChoices } from './use-choices';

/** What it costs, from which balance, and what will be done. */
export function ConfirmStep({ onBack, onConfirmed }: { onBack: () => void; onConfirmed: () => void }) {
  const { t, language } = useT();
  const { held, names } = useCart();
  const { teams, campaignId } = useChoices();
  const campaigns = useQuery(campaignsQuery);
  const account = useQuery(accountQuery);
  const monthly = sumOf(held, 'monthlyPrice');
  const once = sumOf(held, 'setupPrice');
  const campaign = campaigns.data?.find(({ id }) => id === campaignId);
  const balance = account.data?.balance ?? null;
  const money = (sum: { sum: number; complete: boolean }): string =>
    sum.complete
      ? formatMoney(sum.sum, language)
      : t('campaigns.confirm.atLeast', { price: formatMoney(sum.sum, language) });
  const tooLittle = balance !== null && balance < once.sum + monthly.sum;

  return (
    <div className="grid grid-cols-1 gap-4">
      <Card title={t('campaigns.confirm.title')}>
        <table className="w-full text-left text-sm">
          <thead className="text-xs text-ink-3">
            <tr>
              <th scope="col" className="py-1.5 pr-4 font-semibold">
                {t('campaigns.confirm.number')}
              </th>
              <th scope="col" className="py-1.5 pr-4 font-semibold max-sm:hidden">
                {t('campaigns.confirm.place')}
              </th>
              <th scope="col" className="py-1.5 pr-4 text-right font-semibold">
                {t('campaigns.confirm.monthly')}
              </th>
              <th scope="col" className="py-1.5 text-right font-semibold">
                {t('campaigns.confirm.once')}
              </th>
            </tr>
          </thead>
          <tbody>
            {held.map((number) => (
              <tr key={number.did} data-did={number.did} className="border-t border-line">
                <th scope="row" className="py-2 pr-4 font-semibold tabular-nums">
                  <span className="whitespace-nowrap">{formatPhone(number.did)}</span>
                  {(names[number.did] ?? '') !== '' && (
                    <span className="block text-xs font-normal [overflow-wrap:anywhere] text-ink-2">
                      {names[number.did]}
                    </span>
                  )}
                </th>
                <td className="py-2 pr-4 text-ink-2 max-sm:hidden">{placeOf(number, language)}</td>
                <Price amount={number.monthlyPrice} />
                <Price amount={number.setupPrice} last />
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr className="border-t-2 border-line-strong font-semibold">
              <th scope="row" className="py-2 pr-4">
                {t('campaigns.confirm.sum')}
              </th>
              <td className="max-sm:hidden" />
              <td data-sum="monthly" className="py-2 pr-4 text-right tabular-nums">
                {money(monthly)}
              </td>
              <td data-sum="once" className="py-2 text-right tabular-nums">
                {money(once)}
              </td>
            </tr>
          </tfoot>
        </table>
        <p className="mt-2 text-xs text-pretty text-ink-3">{t('campaigns.confirm.prices')}</p>
      </Card>
      <div className="grid grid-cols-1 gap-4 md:grid-cols-2">
        <Card title={t('campaigns.confirm.account')}>
          {balance === null ? (
            <p className="text-sm text-ink-2">
              {account.isPending ? t('campaigns.confirm.asking') : t('campaigns.confirm.noBalance')}
            </p>
          ) : (
            <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm">
              <dt className="text-ink-3">{t('campaigns.confirm.balance')}</dt>
              <dd data-balance="" className="text-right font-semibold tabular-nums">
                {formatMoney(balance, language)}
              </dd>
              <dt className="text-ink-3">{t('campaigns.confirm.after')}</dt>
              <dd className="text-right tabular-nums">{formatMoney(balance - once.sum, language)}</dd>
            </dl>
          )}
          {tooLittle ? (
            <Warning>{t('campaigns.confirm.tooLittle')}</Warning>
          ) : (
            moneyOf(account.data) === 'low' && <Warning>{t('campaigns.confirm.low')}</Warning>
          )}
        </Card>
        <Card title={t('campaigns.confirm.setUp')}>
          <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm">
            <dt className="text-ink-3">{t('campaigns.confirm.teams')}</dt>
            <dd>{teams.length === 0 ? t('campaigns.confirm.nobody') : teams.join(', ')}</dd>
            <dt className="text-ink-3">{t('campaigns.select.label')}</dt>
            <dd>
              {campaign === undefined ? campaignId || t('campaigns.select.none') : campaignName(campaign)}
            </dd>
          </dl>
          {campaignId === '' && <Warning>{t('campaigns.select.noneHint')}</Warning>}
          {campaign !== undefined && !campaign.approved && (
            <Warning>{t('campaigns.select.notApproved')}</Warning>
          )}
          {campaign !== undefined && freePlaces(campaign) < held.length && (
            <Warning>{t('campaigns.select.full', { count: freePlaces(campaign) })}</Warning>
          )}
        </Card>
      </div>
      <div className="flex flex-wrap items-center justify-end gap-2">
        <Button look="plain" onClick={onBack}>
          {t('campaigns.steps.back')}
        </Button>
        <Button
          onClick={() => {
            confirm(teams, campaignId);
            onConfirmed();
          }}
        >
          {t('campaigns.confirm.buy', { count: held.length })}
        </Button>
      </div>
    </div>
  );
}

function Price({ amount, last = false }: { amount: number | null | undefined; last?: boolean }) {
  const { t, language } = useT();
  return (
    <td className={`py-2 text-right whitespace-nowrap tabular-nums ${last ? '' : 'pr-4'}`}>
      {amount == null ? (
        <span className="text-ink-3">{t('campaigns.buying.noPrice')}</span>
      ) : (
        formatMoney(amount, language)
      )}
    </td>
  );
}

export function Warning({ children }: { children: ReactNode }) {
  return (
    <p className="mt-2.5 flex items-start gap-2 rounded-xl bg-warn-soft px-3 py-2 text-sm text-pretty text-warn">
      <TriangleAlert className="mt-0.5 size-4 shrink-0" aria-hidden="true" />
      <span>{children}</span>
    </p>
  );
}
