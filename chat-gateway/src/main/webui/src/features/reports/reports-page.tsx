import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useSearchParams } from 'wouter';
import { failureOf } from '@/shared/failures';
import { formatCalendarDay, formatNumber } from '@/shared/format';
import type { T } from '@/shared/i18n/i18n';
import { useT } from '@/shared/i18n/i18n';
import '@/shared/i18n/talk-texts';
import { formatDuration } from '@/shared/insight/durations';
import { InsightFrame, Part } from '@/shared/insight/frame';
import { OpeningNote } from '@/shared/insight/opening';
import { reasonFor } from '@/shared/insight/reason';
import type { Me } from '@/shared/contract';
import { numberName, useMe } from '@/shared/me';
import type { Names } from '@/shared/team/people';
import { useNames } from '@/shared/team/people';
import { LabelChip } from '@/shared/ui/label-chip';
import { NumberName } from '@/shared/ui/number-name';
import { EmptyState, FailedState, Skeleton } from '@/shared/ui/states';
import type { Group, Report, Row } from './api/report';
import { reportQuery } from './api/report';
import { DayCharts } from './day-charts';
import { formatShare } from './figures';
import type { Measure } from './measures';
import { measures } from './measures';
import { RankChart } from './rank-chart';
import { ReportTable } from './report-table';
import { Toolbar } from './toolbar';
import type { Choice } from './use-question';
import { useChoice } from './use-question';
import '@/shared/insight/texts';

/** How conversations fared over days, by day, number, agent or label. */
export function ReportsPage() {
  const { t } = useT();
  const client = useQueryClient();
  // The contact centre's zone comes with the first answer; until then the browser's own day is good enough.
  const zone = client
    .getQueriesData<Report>({ queryKey: ['reports', 'conversations'] })
    .map(([, known]) => known?.zone)
    .find((known) => known !== undefined);
  const choice = useChoice(zone);
  const report = useQuery({ ...reportQuery(choice.question), enabled: choice.opening.ready });
  return (
    <InsightFrame tab="reports" title={t('board.report.title')} lead={t('board.report.lead')}>
      <Toolbar choice={choice} />
      {report.data !== undefined ? (
        <Shown report={report.data} choice={choice} busy={report.isPlaceholderData} />
      ) : report.isError ? (
        <FailedState
          text={t('board.report.failed', { reason: reasonFor(report.error, t) })}
          retryLabel={t('session.retry')}
          onRetry={() => void report.refetch()}
        />
      ) : (
        <Skeleton label={t('board.report.loading')}>
          <div className="mb-4 h-24 rounded-2xl bg-linen" />
          <div className="h-72 rounded-2xl bg-linen" />
        </Skeleton>
      )}
    </InsightFrame>
  );
}

const isEmpty = ({ total }: Report): boolean =>
  (total.received ?? 0) +
    total.sent +
    total.failed +
    total.replies +
    total.resolved +
    (total.optOuts ?? 0) ===
  0;

function Shown({ report, choice, busy }: { report: Report; choice: Choice; busy: boolean }) {
  const { t } = useT();
  const group = choice.question.group;
  return (
    <div
      aria-busy={busy}
      data-report={report.group}
      className={`flex flex-col gap-4 transition-opacity ${busy ? 'opacity-60' : ''}`}
    >
      {isEmpty(report) ? (
        <EmptyState title={t('board.report.emptyTitle')} text={t('board.report.empty')} />
      ) : (
        <>
          <Totals total={report.total} />
          <Figures report={report} group={busy ? groupOf(report, group) : group} />
          <Failures row={report.total} />
          <OpeningNote opening={choice.opening} text={t('board.hours.report')} />
          <p className="text-xs text-ink-3">{t('board.report.zone', { zone: report.zone })}</p>
        </>
      )}
    </div>
  );
}

/** What the shown report is by, while another one is asked for. */
function groupOf(report: Report, wanted: Group): Group {
  return (['day', 'number', 'agent', 'label'] as const).find((known) => known === report.group) ?? wanted;
}

function Figures({ report, group }: { report: Report; group: Group }) {
  const { t, language } = useT();
  const me = useMe();
  const names = useNames();
  const [parameters, setParameters] = useSearchParams();
  const measure = measures.find((known) => known === parameters.get('measure')) ?? 'conversations';
  const nameOf = (row: Row): string => named(row, group, me, names, t);
  const drawn = (row: Row): ReactNode =>
    group === 'number' ? (
      <NumberName did={row.key} />
    ) : group === 'label' && row.key !== '' ? (
      <LabelChip labelKey={row.key} />
    ) : group === 'day' ? (
      formatCalendarDay(row.key, language)
    ) : (
      nameOf(row)
    );
  const choose = (chosen: Measure): void =>
    setParameters(
      (current) => {
        const next = new URLSearchParams(current);
        next.set('measure', chosen);
        return next;
      },
      { replace: true },
    );
  return (
    <>
      {group === 'day' ? (
        <DayCharts rows={report.rows} />
      ) : (
        <RankChart
          title={t(`board.report.rank.${group}`)}
          rows={report.rows}
          measure={measure}
          onMeasure={choose}
          nameOf={nameOf}
          drawn={drawn}
        />
      )}
      <ReportTable
        rows={group === 'day' ? [...report.rows].reverse() : report.rows}
        total={report.total}
        head={t(`board.report.group.${group}`)}
        nameOf={group === 'day' ? (row) => row.key : nameOf}
        drawn={drawn}
      />
    </>
  );
}

function named(row: Row, group: Group, me: Me, names: Names, t: T): string {
  switch (group) {
    case 'number':
      return numberName(me, row.key);
    case 'label':
      return row.key === '' ? t('board.report.noLabel') : row.key;
    case 'agent':
      return row.key === 'hilo' ? t('board.report.itself') : names(row.key);
    case 'day':
      return row.key;
  }
}

function Totals({ total }: { total: Row }) {
  const { t, language } = useT();
  const number = (value: number): string => formatNumber(value, language);
  const times = (one: Row['firstReply']): readonly [string, string] =>
    one == null
      ? ['–', t('board.report.noTimes')]
      : [
          formatDuration(one.p50, language),
          t('board.report.nineOfTen', { duration: formatDuration(one.p90, language) }),
        ];
  const firstReply = times(total.firstReply);
  const resolution = times(total.resolution);
  const tiles: readonly (readonly [string, string, string, string])[] = [
    [
      'texts',
      t('board.report.tile.texts'),
      number((total.received ?? 0) + total.sent),
      t('board.report.tile.textsNote', { received: number(total.received ?? 0), sent: number(total.sent) }),
    ],
    [
      'conversations',
      t('board.measure.conversations'),
      number(total.conversations),
      t('board.report.tile.conversationsNote', { count: total.resolved, formatted: number(total.resolved) }),
    ],
    ['firstReply', t('board.chart.firstReply'), ...firstReply],
    ['resolution', t('board.chart.resolution'), ...resolution],
    [
      'delivery',
      t('board.measure.delivery'),
      total.deliveryRate == null ? '–' : formatShare(total.deliveryRate, language),
      t('board.report.tile.failedNote', { count: total.failed, formatted: number(total.failed) }),
    ],
    ['optOuts', t('board.measure.optOuts'), number(total.optOuts ?? 0), t('board.report.tile.optOutsNote')],
  ];
  return (
    <dl aria-label={t('board.report.total')} className="grid grid-cols-2 gap-3 md:grid-cols-3 xl:grid-cols-6">
      {tiles.map(([name, title, value, note]) => (
        <div key={name} data-total-of={name} className="min-w-0 rounded-2xl border border-line bg-raised p-4">
          <dt className="text-sm text-ink-2">{title}</dt>
          <dd>
            <span className="my-1 block truncate text-2xl font-bold tracking-tight tabular-nums">
              {value}
            </span>
            <span className="block text-[0.8125rem] text-ink-3">{note}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Failures({ row }: { row: Row }) {
  const { t, language } = useT();
  const sum = row.failures.reduce((all, failure) => all + failure.count, 0);
  return (
    <Part title={t('board.report.failures')}>
      {row.failures.length === 0 ? (
        <p className="text-sm text-ink-3">{t('board.report.noFailures')}</p>
      ) : (
        <ol className="flex flex-col gap-1.5">
          {row.failures.map((failure) => (
            <li
              key={failure.code}
              data-reason={failure.code}
              className="grid grid-cols-[minmax(0,1fr)_minmax(4rem,40%)_auto] items-center gap-3 text-sm max-sm:grid-cols-[1fr_auto]"
            >
              <span className="min-w-0">{failureText(failure.code, t)}</span>
              <svg
                aria-hidden="true"
                viewBox="0 0 100 10"
                preserveAspectRatio="none"
                className="h-4 w-full overflow-hidden rounded-sm bg-linen max-sm:hidden"
              >
                <rect width={Math.max(0.6, (failure.count / sum) * 100)} height={10} className="chart-3" />
              </svg>
              <span className="min-w-20 text-right whitespace-nowrap tabular-nums">
                <strong className="font-semibold">{formatNumber(failure.count, language)}</strong>
                <span className="text-ink-3"> · {formatShare(failure.count / sum, language)}</span>
              </span>
            </li>
          ))}
        </ol>
      )}
    </Part>
  );
}

/** In the words in which the conversation says it; a code of a newer server stands for itself. */
function failureText(code: string, t: T): string {
  const known = failureOf({ errorCode: code });
  return known === null ? code : t(`message.error.${known}`);
}
