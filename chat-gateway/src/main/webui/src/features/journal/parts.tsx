import { ArrowRight, CornerDownRight, LoaderCircle, MessageSquareText } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { formatClock, formatDate, formatNumber, formatPhone } from '@/shared/format';
import type { T } from '@/shared/i18n/i18n';
import { useT } from '@/shared/i18n/i18n';
import { numberName, useMe } from '@/shared/me';
import { Problem, Unreachable } from '@/shared/problem';
import { useNames } from '@/shared/team/people';
import { Button } from '@/shared/ui/button';
import type { Delivery, Outcome } from './api/deliveries';
import type { Decision } from './api/decision';
import { RawText } from './raw-text';
import { kindOf, verdictOf } from './journal-filter';

export const field =
  'h-9 rounded-lg border border-line-strong bg-raised px-2.5 text-sm focus:border-thread focus:outline-2 focus:outline-thread/30';

/** Why something did not work, in the server's words where it has some. */
export function reasonOf(error: Error | null, t: T): string {
  if (error instanceof Problem) {
    const said = error.errors.map((one) => one.detail).join(' ');
    return said === '' ? (error.detail ?? (error.title === '' ? `HTTP ${error.status}` : error.title)) : said;
  }
  return error instanceof Unreachable ? t('journal.unreachable') : (error?.message ?? '');
}

/** A count with its digits grouped, for texts that have a plural. */
export function counted(count: number, language: 'es' | 'en'): { count: number; formatted: string } {
  return { count, formatted: formatNumber(count, language) };
}

const looks: Record<string, string> = {
  text: 'bg-thread-soft text-thread-strong',
  group: 'bg-thread-soft text-thread-strong',
  receipt: 'bg-linen text-ink-2',
  quarantined: 'bg-danger-soft text-danger',
};

export function KindBadge({ kind }: { kind: string }) {
  const { t } = useT();
  return (
    <span
      data-kind={kind}
      className={`inline-block rounded-md px-2 py-0.5 text-xs font-semibold whitespace-nowrap ${looks[kind] ?? 'bg-linen text-ink-2'}`}
    >
      {kindText(kind, t)}
    </span>
  );
}

export function kindText(kind: string, t: T): string {
  const known = kindOf(kind);
  return known === null ? (kind === '' ? t('journal.kind.other') : kind) : t(`journal.kind.${known}`);
}

const colours: Record<string, string> = {
  shown: 'text-good',
  applied: 'text-good',
  folded: 'text-thread-strong',
  parked: 'text-warn',
};

/** What became of a delivery in two words. */
export function VerdictMark({ outcome }: { outcome: Pick<Outcome, 'verdict' | 'repeats'> }) {
  const { t } = useT();
  const known = verdictOf(outcome.verdict);
  return (
    <span
      data-verdict={outcome.verdict}
      className={`inline-flex items-center gap-1.5 text-[0.8125rem] font-medium ${colours[outcome.verdict] ?? 'text-ink-2'}`}
    >
      <span className="size-2 shrink-0 rounded-full bg-current" aria-hidden="true" />
      {known === null ? outcome.verdict : t(`journal.verdict.${known}`)}
      {outcome.repeats != null && outcome.repeats > 1 && (
        <span
          role="img"
          aria-label={t('journal.repeats', { count: outcome.repeats })}
          className="rounded bg-pressed px-1 text-xs font-bold text-thread-strong"
        >
          ×{outcome.repeats}
        </span>
      )}
    </span>
  );
}

/** Leads to the conversation, at the very message. */
export function MessageLink({ outcome, className = '' }: { outcome: Outcome; className?: string }) {
  const { t } = useT();
  if (outcome.threadId == null) {
    return null;
  }
  const at = outcome.messageId == null ? '' : `?message=${encodeURIComponent(outcome.messageId)}`;
  return (
    <Link
      href={`/t/${encodeURIComponent(outcome.threadId)}${at}`}
      className={`inline-flex min-h-6 items-center gap-1 rounded text-xs font-medium text-thread-strong underline decoration-thread/40 underline-offset-2 hover:decoration-current ${className}`}
    >
      <MessageSquareText className="size-3.5" aria-hidden="true" />
      {t('journal.toMessage')}
    </Link>
  );
}

/** Whose text to whom, our own numbers by their names. */
export function Numbers({ from, to }: { from: string | null | undefined; to: readonly string[] }) {
  const { t } = useT();
  const me = useMe();
  const nameOf = (number: string): string => numberName(me, number);
  if (from == null && to.length === 0) {
    return <span className="text-ink-3">–</span>;
  }
  return (
    <span className="block min-w-0 text-[0.8125rem] tabular-nums">
      <span className="block truncate font-medium" title={from == null ? undefined : formatPhone(from)}>
        {from == null ? '–' : nameOf(from)}
      </span>
      <span className="flex items-center gap-1 text-ink-3">
        <ArrowRight className="size-3 shrink-0" aria-hidden="true" />
        <span className="sr-only">{t('journal.to')}</span>
        <span className="truncate" title={to.map(formatPhone).join(', ')}>
          {to.map(nameOf).join(', ')}
        </span>
      </span>
    </span>
  );
}

/** The beginning of what was said, or why nobody knows what was said. */
export function Preview({ delivery }: { delivery: Delivery }) {
  const { t } = useT();
  const words = delivery.preview ?? '';
  return (
    <span className="block min-w-0 text-sm">
      {delivery.reason != null && delivery.reason !== '' && (
        <span className="block text-[0.8125rem] font-medium [overflow-wrap:anywhere] text-danger">
          {delivery.reason}
        </span>
      )}
      <span
        dir="auto"
        className={`line-clamp-2 [overflow-wrap:anywhere] ${delivery.reason == null ? '' : 'font-mono text-xs text-ink-3'}`}
      >
        {words !== '' ? (
          delivery.reason == null ? (
            words
          ) : (
            <RawText text={words} lines={false} />
          )
        ) : delivery.media > 0 ? null : (
          <span className="text-ink-3">{t('journal.noContent')}</span>
        )}
      </span>
      {delivery.media > 0 && (
        <span className="text-xs text-ink-3">{t('journal.attachments', { count: delivery.media })}</span>
      )}
    </span>
  );
}

/** The time of day. */
export function When({ at }: { at: string }) {
  const { language } = useT();
  return (
    <time dateTime={at} className="block text-[0.8125rem] font-semibold whitespace-nowrap tabular-nums">
      {formatClock(new Date(at), language)}
    </time>
  );
}

/** Its day, and what else belongs to it. */
export function Day({ at, beside }: { at: string; beside?: string }) {
  const { language } = useT();
  return (
    <span className="block truncate text-xs text-ink-3 tabular-nums">
      {[formatDate(new Date(at), language), beside]
        .filter((part) => part !== undefined && part !== '')
        .join(' · ')}
    </span>
  );
}

/** Who decided, when, and in which words. */
export function DecisionNote({ decision }: { decision: Decision | null | undefined }) {
  const { t, language } = useT();
  const names = useNames();
  if (decision == null) {
    return <span className="text-xs font-medium text-warn">{t('journal.decision.open')}</span>;
  }
  return (
    <span className="block text-xs text-ink-2" data-decision={decision.kind}>
      <span className="block font-medium">
        {t(`journal.decision.${decision.kind}`, { user: names(decision.by) })}
      </span>
      <time dateTime={decision.at} className="block text-ink-3 tabular-nums">
        {formatDate(new Date(decision.at), language)}, {formatClock(new Date(decision.at), language)}
      </time>
      {decision.note != null && decision.note !== '' && (
        <q className="block [overflow-wrap:anywhere]">{decision.note}</q>
      )}
      {decision.result != null && decision.result !== '' && (
        <span className="block [overflow-wrap:anywhere] text-ink-3">
          {t('journal.decision.result', { result: decision.result })}
        </span>
      )}
    </span>
  );
}

interface MoreProps {
  has: boolean;
  loading: boolean;
  error: Error | null;
  label?: string;
  onMore: () => void;
}

/** The end of a list: the next page, or why it did not come. */
export function More({ has, loading, error, label, onMore }: MoreProps) {
  const { t } = useT();
  if (!has) {
    return null;
  }
  return (
    <div className="flex flex-col items-center gap-2 py-4">
      {error !== null && (
        <p role="alert" className="text-sm text-danger">
          {t('journal.notDone', { reason: reasonOf(error, t) })}
        </p>
      )}
      <Button look="soft" disabled={loading} onClick={onMore}>
        {loading && <Busy />}
        {loading ? t('journal.loadingMore') : (label ?? t('journal.more'))}
      </Button>
    </div>
  );
}

export function Busy() {
  return <LoaderCircle className="size-4 animate-spin" aria-hidden="true" />;
}

/** A notice above a list. */
export function Notice({ children }: { children: ReactNode }) {
  return (
    <p className="mb-3 flex items-start gap-2 rounded-xl bg-warn-soft px-3.5 py-2 text-sm text-warn">
      <CornerDownRight className="mt-0.5 size-4 shrink-0" aria-hidden="true" />
      <span>{children}</span>
    </p>
  );
}

/** The three looks at what is or was to be decided, or at any few choices. */
export function Choice<V extends string>({
  label,
  values,
  value,
  textOf,
  onChange,
}: {
  label: string;
  values: readonly V[];
  value: V;
  textOf: (value: V) => string;
  onChange: (value: V) => void;
}) {
  return (
    <div
      role="group"
      aria-label={label}
      className="inline-flex max-w-full flex-wrap rounded-lg bg-linen p-0.5"
    >
      {values.map((one) => (
        <button
          key={one}
          type="button"
          aria-pressed={one === value}
          onClick={() => onChange(one)}
          className="min-h-8 rounded-md px-2.5 py-1 text-[0.8125rem] whitespace-nowrap text-ink-2 hover:text-ink aria-pressed:bg-raised aria-pressed:font-semibold aria-pressed:text-ink aria-pressed:shadow-card"
        >
          {textOf(one)}
        </button>
      ))}
    </div>
  );
}

/** A list of names and values. */
export function Facts({ facts }: { facts: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className="grid grid-cols-1 gap-x-4 text-sm sm:grid-cols-[minmax(7rem,auto)_minmax(0,1fr)] sm:gap-y-1">
      {facts
        .filter(([, value]) => value !== null && value !== undefined && value !== '')
        .map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-ink-3 max-sm:mt-1.5 max-sm:text-xs">{name}</dt>
            <dd className="min-w-0 [overflow-wrap:anywhere]">{value}</dd>
          </div>
        ))}
    </dl>
  );
}

export function Section({
  title,
  aside,
  children,
}: {
  title: string;
  aside?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className="mt-6">
      <div className="mb-2 flex flex-wrap items-center gap-2">
        <h3 className="flex-1 text-sm font-semibold">{title}</h3>
        {aside}
      </div>
      {children}
    </section>
  );
}
