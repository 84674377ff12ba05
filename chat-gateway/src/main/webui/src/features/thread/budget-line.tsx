import { useQuery } from '@tanstack/react-query';
import { Gauge } from 'lucide-react';
import { formatMoment, formatNumber } from '@/shared/format';
import { useT } from '@/shared/i18n/i18n';
import { budgetOf, sendingQuery } from '@/shared/sending';

const looks = { calm: 'text-ink-3', near: 'font-semibold text-warn', gone: 'font-semibold text-danger' };

/** What is left of the day for this number, once that matters. */
export function BudgetLine({ did, waitsForIt }: { did: string; waitsForIt: boolean }) {
  const { t, language } = useT();
  const sending = useQuery(sendingQuery);
  const budget = budgetOf(
    sending.data?.find((number) => number.did === did),
    waitsForIt,
  );
  if (budget === null) {
    return null;
  }
  const used = formatNumber(budget.used, language);
  const limit = formatNumber(budget.limit, language);
  const title =
    budget.resetsAt === null
      ? t('sending.today')
      : t('sending.todayUntil', {
          time: formatMoment(new Date(budget.resetsAt), new Date(), language),
        });
  return (
    <p
      title={title}
      data-budget={budget.look}
      className={`text-xs whitespace-nowrap tabular-nums ${looks[budget.look]}`}
    >
      <Gauge className="mr-1 inline size-3.5 align-[-0.1875rem]" aria-hidden="true" />
      {t('sending.budget', { used, limit })}
      <span className="sr-only">{title}</span>
    </p>
  );
}
