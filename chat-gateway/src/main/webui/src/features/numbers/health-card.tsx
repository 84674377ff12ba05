import { useQuery } from '@tanstack/react-query';
import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { failureOf } from '@/shared/failures';
import { formatNumber } from '@/shared/format';
import type { T } from '@/shared/i18n/i18n';
import { useT } from '@/shared/i18n/i18n';
import '@/shared/i18n/talk-texts';
import { reasonOf } from '@/shared/provisioning/asking';
import { Card } from '@/shared/ui/card';
import type { LongReport } from '@/shared/provisioning/numbers';
import { reportQuery } from '@/shared/provisioning/numbers';
import { Button } from '@/shared/ui/button';
import { Skeleton } from '@/shared/ui/states';
import { DayChart } from './day-chart';
import { Ago, counted, formatLong, formatShare } from './figures';

const DAYS = 30;

/** How the number fares: what was sent and came, what failed and why, and whether it has fallen silent. */
export function HealthCard({ did, active }: { did: string; active: boolean }) {
  const { t } = useT();
  const figures = useQuery(reportQuery(did, DAYS));
  return (
    <Card
      title={t('numbers.figures.title')}
      aside={<span className="text-sm text-ink-3">{t('numbers.figures.period', { count: DAYS })}</span>}
    >
      {figures.data !== undefined ? (
        <Figures report={figures.data} active={active} />
      ) : figures.isError ? (
        <p role="alert" className="text-sm text-danger">
          {t('numbers.figures.failed', { reason: reasonOf(figures.error, t) })}{' '}
          <Button look="plain" className="h-8 px-2" onClick={() => void figures.refetch()}>
            {t('numbers.retry')}
          </Button>
        </p>
      ) : (
        <Skeleton label={t('numbers.loading')}>
          <div className="mb-3 h-16 rounded-xl bg-line" />
          <div className="h-40 rounded-xl bg-line" />
        </Skeleton>
      )}
    </Card>
  );
}

function Figures({ report, active }: { report: LongReport; active: boolean }) {
  const { t, language } = useT();
  const count = (value: number): string => formatNumber(value, language);
  const facts: readonly (readonly [string, ReactNode, string?])[] = [
    [t('numbers.figures.sent'), count(report.sent)],
    [t('numbers.figures.delivered'), count(report.delivered)],
    [t('numbers.figures.notSent'), count(report.failed), report.failed > 0 ? 'text-danger' : undefined],
    [
      t('numbers.figures.unconfirmed'),
      count(report.unconfirmed),
      report.unconfirmed > 0 ? 'text-warn' : undefined,
    ],
    [t('numbers.figures.waiting'), count(report.waiting)],
    [t('numbers.figures.received'), count(report.received)],
    [t('numbers.figures.optedOut'), count(report.optedOut)],
    [
      t('numbers.figures.receipts'),
      report.receiptsRatio == null ? (
        <span key="few" className="text-sm font-normal text-ink-3">
          {t('numbers.figures.tooFew')}
        </span>
      ) : (
        formatShare(report.receiptsRatio, language)
      ),
    ],
  ];
  return (
    <>
      {active && report.silent != null && (
        <div
          role="status"
          data-silent={report.silent.since}
          className="mb-4 flex gap-2.5 rounded-xl bg-warn-soft px-3.5 py-2.5 text-sm text-warn"
        >
          <TriangleAlert className="mt-0.5 size-4 shrink-0" aria-hidden="true" />
          <div>
            <p className="font-semibold">
              {t('numbers.figures.silent', { when: formatLong(new Date(report.silent.since), language) })}
            </p>
            <p>{t('numbers.figures.silentText', counted(Math.round(report.silent.expected), language))}</p>
          </div>
        </div>
      )}
      <dl className="mb-4 grid grid-cols-2 gap-x-4 gap-y-3 sm:grid-cols-4">
        {facts.map(([name, value, look]) => (
          <div key={name}>
            <dt className="text-xs text-ink-3">{name}</dt>
            <dd className={`text-lg font-semibold tabular-nums ${look ?? ''}`}>{value}</dd>
          </div>
        ))}
      </dl>
      <DayChart days={report.days} />
      <dl className="mt-3 flex flex-wrap gap-x-6 gap-y-1 text-sm">
        <Last name={t('numbers.figures.lastInbound')} at={report.lastInboundAt} />
        <Last name={t('numbers.figures.lastOutbound')} at={report.lastOutboundAt} />
      </dl>
      <h3 className="mt-4 mb-1.5 text-sm font-semibold">{t('numbers.figures.reasons')}</h3>
      {report.failures.length === 0 ? (
        <p className="text-sm text-ink-3">{t('numbers.figures.noFailures')}</p>
      ) : (
        <ul className="text-sm">
          {[...report.failures]
            .sort((one, other) => other.count - one.count)
            .map((failure) => (
              <li
                key={failure.code}
                data-reason={failure.code}
                className="flex gap-3 border-t border-line py-1.5 first:border-t-0"
              >
                <span className="min-w-0 flex-1">
                  {failureText(failure.code, t)}
                  {failure.words != null && failure.words !== '' && (
                    <q lang="en" className="block text-xs [overflow-wrap:anywhere] text-ink-3">
                      {failure.words}
                    </q>
                  )}
                </span>
                <span className="font-semibold tabular-nums">{count(failure.count)}</span>
              </li>
            ))}
        </ul>
      )}
    </>
  );
}

/** In the words in which the conversation says it; a code of a newer server stands for itself. */
function failureText(code: string, t: T): string {
  const known = failureOf({ errorCode: code });
  return known === null ? code : t(`message.error.${known}`);
}

function Last({ name, at }: { name: string; at: string | null | undefined }) {
  const { t } = useT();
  return (
    <div className="flex gap-1.5">
      <dt className="text-ink-3">{name}:</dt>
      <dd>{at == null ? t('numbers.figures.never') : <Ago at={at} />}</dd>
    </div>
  );
}
