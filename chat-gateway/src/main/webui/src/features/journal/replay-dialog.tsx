import { useState } from 'react';
import { formatPhone, formatStamp } from '@/shared/format';
import type { T } from '@/shared/i18n/i18n';
import { useT } from '@/shared/i18n/i18n';
import { Button } from '@/shared/ui/button';
import { Dialog } from '@/shared/ui/dialog';
import type { ReplayItem, ReplayScope, Shape } from './api/replay';
import { Busy, counted, KindBadge, kindText, reasonOf } from './parts';
import { RawText } from './raw-text';
import type { ReplayState } from './use-replay';
import { MOST_LISTED, useReplay } from './use-replay';
import { compare } from './words';

interface ReplayProps {
  scope: ReplayScope;
  /** Whether the list shows less than the range holds, because a replay knows not all of the filter. */
  narrower: boolean;
  onClose: () => void;
}

const counts = ['changed', 'new', 'stillQuarantined', 'same', 'gone'] as const;

/** Always a rehearsal first; what it would change is seen before anything is. */
export function ReplayDialog({ scope, narrower, onClose }: ReplayProps) {
  const { t, language } = useT();
  const { state, execute, goOn, stop } = useReplay(scope);
  const [asking, setAsking] = useState(false);
  const { phase, error } = state;
  const running = (phase === 'rehearsing' || phase === 'executing') && error === null;
  const wouldEmit = state.counts.changed + state.counts.new;

  return (
    <Dialog wide title={t('journal.replay.title')} closeLabel={t('journal.replay.close')} onClose={onClose}>
      <div data-replay={phase}>
        <p className="text-sm text-ink-2">{scopeText(scope, t, language)}</p>
        {narrower && <p className="mt-1 text-sm text-warn">{t('journal.replay.scopeIgnored')}</p>}

        <div role="status" className="mt-3 text-sm">
          {running && (
            <p className="flex items-center gap-2 font-medium">
              <Busy />
              {t('journal.replay.progress', counted(state.read, language))}
            </p>
          )}
          {running && (
            <p className="mt-0.5 text-ink-3">
              {phase === 'rehearsing' ? t('journal.replay.reading') : t('journal.replay.executing')}
            </p>
          )}
          {phase === 'rehearsed' && (
            <p className="font-medium">{t('journal.replay.rehearsed', counted(state.read, language))}</p>
          )}
          {phase === 'done' && (
            <p
              className="rounded-xl bg-thread-soft px-3.5 py-2.5 font-medium text-thread-strong"
              data-emitted={state.emitted}
            >
              {t('journal.replay.done', counted(state.emitted, language))} {t('journal.replay.doneText')}
            </p>
          )}
          {state.stopped && <p className="mt-1 text-warn">{t('journal.replay.stopped')}</p>}
        </div>
        {error !== null && (
          <div
            role="alert"
            className="mt-3 flex flex-wrap items-center gap-3 rounded-xl bg-danger-soft px-3.5 py-2.5 text-sm text-danger"
          >
            <span className="min-w-0 flex-1">
              {t('journal.replay.failed', { reason: reasonOf(error, t) })}
            </span>
            <Button look="danger" onClick={goOn}>
              {t('journal.replay.goOn')}
            </Button>
          </div>
        )}

        {(state.read > 0 || phase === 'rehearsed') && phase !== 'done' && <Counts state={state} />}
        {phase === 'rehearsed' && wouldEmit === 0 && (
          <p className="mt-3 text-sm text-ink-2">{t('journal.replay.nothing')}</p>
        )}
        {state.items.length > 0 && phase !== 'done' && !asking && <Differences state={state} />}

        {asking && phase === 'rehearsed' ? (
          <section
            aria-label={t('journal.replay.confirmTitle')}
            className="mt-4 rounded-xl border border-line-strong bg-linen p-4"
          >
            <h3 className="mb-1.5 font-semibold">{t('journal.replay.confirmTitle')}</h3>
            <ul className="list-disc space-y-1 pl-5 text-sm">
              {state.counts.changed > 0 && (
                <li>{t('journal.replay.confirmChanged', counted(state.counts.changed, language))}</li>
              )}
              {state.counts.new > 0 && (
                <li>{t('journal.replay.confirmNew', counted(state.counts.new, language))}</li>
              )}
              <li>{t('journal.replay.confirmRest')}</li>
            </ul>
            <div className="mt-4 flex flex-wrap justify-end gap-2">
              <Button look="plain" onClick={() => setAsking(false)}>
                {t('journal.back')}
              </Button>
              <Button
                onClick={() => {
                  setAsking(false);
                  execute();
                }}
              >
                {t('journal.replay.confirm')}
              </Button>
            </div>
          </section>
        ) : (
          <div className="sticky -bottom-5 -mx-5 mt-4 -mb-5 flex flex-wrap justify-end gap-2 border-t border-line bg-paper px-5 py-3.5">
            {running ? (
              <Button look="soft" onClick={stop}>
                {t('journal.replay.stop')}
              </Button>
            ) : (
              <Button look={phase === 'done' ? 'soft' : 'plain'} onClick={onClose}>
                {t('journal.close')}
              </Button>
            )}
            {phase === 'rehearsed' && wouldEmit > 0 && (
              <Button onClick={() => setAsking(true)}>
                {t('journal.replay.execute', counted(wouldEmit, language))}
              </Button>
            )}
          </div>
        )}
      </div>
    </Dialog>
  );
}

function scopeText(scope: ReplayScope, t: T, language: 'es' | 'en'): string {
  if (scope.kind === 'chosen') {
    return t('journal.replay.scopeChosen', counted(scope.ids.length, language));
  }
  return [
    t('journal.replay.scopeRange', {
      from:
        scope.from === null ? t('journal.replay.scopeFirst') : formatStamp(new Date(scope.from), language),
      to: formatStamp(new Date(scope.to), language),
    }),
    scope.of === null ? null : t('journal.replay.scopeKind', { kind: kindText(scope.of, t) }),
    scope.number === null ? null : t('journal.replay.scopeNumber', { number: formatPhone(scope.number) }),
  ]
    .filter((part) => part !== null)
    .join(' · ');
}

function Counts({ state }: { state: ReplayState }) {
  const { t, language } = useT();
  return (
    <ul className="mt-3 flex flex-wrap gap-2">
      {counts
        .filter((name) => state.counts[name] > 0)
        .map((name) => (
          <li
            key={name}
            data-count={name}
            className={`rounded-lg px-3 py-1.5 text-sm ${name === 'changed' || name === 'new' ? 'bg-thread-soft text-thread-strong' : 'bg-linen text-ink-2'}`}
          >
            <strong className="tabular-nums">{counted(state.counts[name], language).formatted}</strong>{' '}
            {t(`journal.replay.count.${name}`)}
          </li>
        ))}
    </ul>
  );
}

function Differences({ state }: { state: ReplayState }) {
  const { t, language } = useT();
  const all = state.counts.changed + state.counts.new + state.counts.stillQuarantined + state.counts.gone;
  return (
    <section className="mt-4" aria-label={t('journal.replay.differences')}>
      <h3 className="mb-2 text-sm font-semibold">{t('journal.replay.differences')}</h3>
      <ul className="flex flex-col gap-2.5">
        {/* One delivery can be several: a group text reaches each of our numbers in it. */}
        {state.items.map((item, index) => (
          <li key={index}>
            <Difference item={item} />
          </li>
        ))}
      </ul>
      {all > state.items.length && (
        <p className="mt-2 text-xs text-ink-3">
          {t('journal.replay.listed', counted(Math.min(MOST_LISTED, state.items.length), language))}
        </p>
      )}
    </section>
  );
}

const changes = ['same', 'changed', 'new', 'still-quarantined', 'gone'] as const;
const fields = ['kind', 'from', 'to', 'body', 'media', 'stat', 'err', 'refId', 'reason'] as const;
type Field = (typeof fields)[number];

function Difference({ item }: { item: ReplayItem }) {
  const { t, language } = useT();
  const change = changes.find((one) => one === item.change);
  const told = fields.filter((field) => {
    const named = item.fields.includes(field);
    return (
      named || (item.fields.length === 0 && valueOf(item.before, field, t) !== valueOf(item.now, field, t))
    );
  });
  return (
    <article data-change={item.change} className="overflow-hidden rounded-xl border border-line">
      <header className="flex flex-wrap items-center gap-2 bg-linen px-3 py-1.5 text-xs">
        {item.at != null && (
          <time dateTime={item.at} className="font-semibold tabular-nums">
            {formatStamp(new Date(item.at), language)}
          </time>
        )}
        <KindBadge kind={item.now?.kind ?? item.before?.kind ?? ''} />
        <span
          className={`ml-auto font-semibold ${item.change === 'changed' || item.change === 'new' ? 'text-thread-strong' : 'text-warn'}`}
        >
          {change === undefined ? item.change : t(`journal.replay.change.${change}`)}
        </span>
      </header>
      {told.length > 0 && (
        <table className="w-full table-fixed text-left text-sm max-sm:block">
          <thead className="text-xs text-ink-3 max-sm:sr-only">
            <tr>
              <th scope="col" className="w-24 px-3 pt-1.5 font-medium">
                {t('journal.replay.field')}
              </th>
              <th scope="col" className="px-3 pt-1.5 font-medium">
                {t('journal.replay.before')}
              </th>
              <th scope="col" className="px-3 pt-1.5 font-medium">
                {t('journal.replay.now')}
              </th>
            </tr>
          </thead>
          <tbody className="max-sm:block">
            {told.map((field) => (
              <FieldRow
                key={field}
                field={field}
                before={valueOf(item.before, field, t)}
                now={valueOf(item.now, field, t)}
              />
            ))}
          </tbody>
        </table>
      )}
    </article>
  );
}

function FieldRow({ field, before, now }: { field: Field; before: string; now: string }) {
  const { t } = useT();
  const cell = 'px-3 py-1.5 align-top [overflow-wrap:anywhere] whitespace-pre-wrap max-sm:block';
  return (
    <tr className="max-sm:block max-sm:border-t max-sm:border-line max-sm:first:border-0">
      <th
        scope="row"
        className="px-3 py-1.5 align-top text-xs font-medium text-ink-3 max-sm:block max-sm:pb-0"
      >
        {t(`journal.field.${field}`)}
      </th>
      <td className={cell} dir="auto">
        <span className="mr-1.5 text-xs text-ink-3 sm:hidden">{t('journal.replay.before')}</span>
        <Side field={field} mine={before} other={now} side="before" />
      </td>
      <td className={cell} dir="auto">
        <span className="mr-1.5 text-xs text-ink-3 sm:hidden">{t('journal.replay.now')}</span>
        <Side field={field} mine={now} other={before} side="now" />
      </td>
    </tr>
  );
}

function Side({
  field,
  mine,
  other,
  side,
}: {
  field: Field;
  mine: string;
  other: string;
  side: 'before' | 'now';
}) {
  const { t } = useT();
  if (mine === '') {
    return <span className="text-ink-3">{t('journal.nothing')}</span>;
  }
  if (mine === other) {
    return <RawText text={mine} />;
  }
  const [before, now] = side === 'before' ? [mine, other] : [other, mine];
  const pieces =
    field === 'body' && other !== ''
      ? compare(before, now)
      : ([{ kind: side === 'before' ? 'gone' : 'added', text: mine }] as const);
  return pieces.map((piece, index) =>
    piece.kind === 'same' ? (
      <RawText key={index} text={piece.text} />
    ) : piece.kind === 'gone' && side === 'before' ? (
      <del key={index} className="rounded-sm bg-danger-soft text-danger">
        <RawText text={piece.text} />
      </del>
    ) : piece.kind === 'added' && side === 'now' ? (
      <ins
        key={index}
        className="rounded-sm bg-[color-mix(in_oklab,var(--good)_15%,transparent)] text-good decoration-good/50"
      >
        <RawText text={piece.text} />
      </ins>
    ) : null,
  );
}

function valueOf(shape: Shape | null | undefined, field: Field, t: T): string {
  if (shape == null) {
    return '';
  }
  switch (field) {
    case 'kind':
      return shape.kind == null ? '' : kindText(shape.kind, t);
    case 'from':
      return shape.from == null ? '' : formatPhone(shape.from);
    case 'to':
      return (Array.isArray(shape.to) ? shape.to : [shape.to ?? '']).map(formatPhone).join(', ');
    case 'media':
      return shape.media?.join('\n') ?? '';
    case 'body':
    case 'stat':
    case 'err':
    case 'refId':
    case 'reason':
      return shape[field] ?? '';
  }
}
