import { SlidersHorizontal, X } from 'lucide-react';
import { useId, useState } from 'react';
import { useT } from '@/shared/i18n/i18n';
import { Button } from '@/shared/ui/button';
import type { JournalFilter } from './journal-filter';
import { isNarrow, kinds, ranges, verdicts } from './journal-filter';
import { field } from './parts';

interface FilterBarProps {
  filter: JournalFilter;
  onChange: (change: Partial<JournalFilter>) => void;
}

/** What the list is narrowed by. Choices count at once, what is typed when it is finished. */
export function FilterBar({ filter, onChange }: FilterBarProps) {
  const { t, language } = useT();
  const id = useId();
  const [open, setOpen] = useState(false);
  const zone =
    new Intl.DateTimeFormat(language, { timeZoneName: 'short' })
      .formatToParts(new Date())
      .find((part) => part.type === 'timeZoneName')?.value ?? '';
  const active = [filter.kind, filter.number, filter.source, filter.verdict].filter(
    (one) => one !== null,
  ).length;

  return (
    <section aria-label={t('journal.filter.title')} className="mb-3">
      <div className="flex items-end gap-2 lg:hidden">
        <div className="min-w-0 flex-1">
          <RangeSelect id={`${id}-range-phone`} filter={filter} onChange={onChange} />
        </div>
        <Button look="soft" aria-expanded={open} aria-controls={`${id}-more`} onClick={() => setOpen(!open)}>
          <SlidersHorizontal className="size-4" aria-hidden="true" />
          {active === 0 ? t('journal.filter.title') : t('journal.filter.active', { count: active })}
        </Button>
      </div>
      <div
        id={`${id}-more`}
        className={`flex-wrap items-end gap-x-3 gap-y-2 max-lg:mt-2 lg:flex ${open ? 'flex' : 'max-lg:hidden'}`}
      >
        <div className="max-lg:hidden">
          <RangeSelect id={`${id}-range`} filter={filter} onChange={onChange} />
        </div>
        <Labelled id={`${id}-kind`} label={t('journal.filter.kind')}>
          <select
            id={`${id}-kind`}
            value={filter.kind ?? ''}
            onChange={(event) =>
              onChange({ kind: kinds.find((kind) => kind === event.target.value) ?? null })
            }
            className={`${field} w-full`}
          >
            <option value="">{t('journal.filter.anyKind')}</option>
            {kinds.map((kind) => (
              <option key={kind} value={kind}>
                {t(`journal.kind.${kind}`)}
              </option>
            ))}
          </select>
        </Labelled>
        <Labelled id={`${id}-verdict`} label={t('journal.filter.verdict')}>
          <select
            id={`${id}-verdict`}
            value={filter.verdict ?? ''}
            onChange={(event) =>
              onChange({ verdict: verdicts.find((verdict) => verdict === event.target.value) ?? null })
            }
            className={`${field} w-full`}
          >
            <option value="">{t('journal.filter.anyVerdict')}</option>
            {verdicts.map((verdict) => (
              <option key={verdict} value={verdict}>
                {t(`journal.verdict.${verdict}`)}
              </option>
            ))}
          </select>
        </Labelled>
        <Typed
          key={`number-${filter.number ?? ''}`}
          id={`${id}-number`}
          label={t('journal.filter.number')}
          hint={t('journal.filter.numberHint')}
          value={filter.number}
          inputMode="tel"
          onChange={(number) => onChange({ number })}
        />
        <Typed
          key={`source-${filter.source ?? ''}`}
          id={`${id}-source`}
          label={t('journal.filter.source')}
          hint={t('journal.filter.sourceHint')}
          value={filter.source}
          inputMode="text"
          onChange={(source) => onChange({ source })}
        />
        {isNarrow(filter) && (
          <Button
            look="plain"
            onClick={() => onChange({ kind: null, verdict: null, number: null, source: null })}
          >
            <X className="size-4" aria-hidden="true" />
            {t('journal.filter.reset')}
          </Button>
        )}
      </div>
      {filter.range === 'custom' && (
        <div className="mt-2 flex flex-wrap gap-x-3 gap-y-2">
          <Moment
            id={`${id}-from`}
            label={t('journal.filter.from', { zone })}
            value={filter.from}
            onChange={(from) => onChange({ from })}
          />
          <Moment
            id={`${id}-to`}
            label={t('journal.filter.to', { zone })}
            value={filter.to}
            onChange={(to) => onChange({ to })}
          />
        </div>
      )}
    </section>
  );
}

function Labelled({ id, label, children }: { id: string; label: string; children: React.ReactNode }) {
  return (
    <div className="min-w-0 max-lg:w-[calc(50%-0.375rem)]">
      <label htmlFor={id} className="mb-0.5 block text-xs font-medium text-ink-2">
        {label}
      </label>
      {children}
    </div>
  );
}

function RangeSelect({ id, filter, onChange }: FilterBarProps & { id: string }) {
  const { t } = useT();
  return (
    <>
      <label htmlFor={id} className="mb-0.5 block text-xs font-medium text-ink-2">
        {t('journal.filter.range')}
      </label>
      <select
        id={id}
        value={filter.range}
        onChange={(event) => {
          const range = ranges.find((one) => one === event.target.value) ?? '24h';
          // A custom stretch begins as the last hour, so that the fields show what they want.
          onChange(
            range === 'custom' && filter.from === null
              ? { range, from: new Date(Date.now() - 3_600_000).toISOString() }
              : { range },
          );
        }}
        className={`${field} w-full`}
      >
        {ranges.map((range) => (
          <option key={range} value={range}>
            {t(`journal.filter.ranges.${range}`)}
          </option>
        ))}
      </select>
    </>
  );
}

interface TypedProps {
  id: string;
  label: string;
  hint: string;
  value: string | null;
  inputMode: 'tel' | 'text';
  onChange: (value: string | null) => void;
}

function Typed({ id, label, hint, value, inputMode, onChange }: TypedProps) {
  const { t } = useT();
  const [text, setText] = useState(value ?? '');
  const wanted = text.trim() === '' ? null : text.trim();
  return (
    <form
      className="min-w-0 max-lg:w-[calc(50%-0.375rem)]"
      onSubmit={(event) => {
        event.preventDefault();
        onChange(wanted);
      }}
    >
      <label htmlFor={id} className="mb-0.5 block text-xs font-medium text-ink-2">
        {label}
      </label>
      <span className="flex gap-1">
        <input
          id={id}
          value={text}
          inputMode={inputMode}
          placeholder={hint}
          maxLength={64}
          autoComplete="off"
          onChange={(event) => setText(event.target.value)}
          className={`${field} w-full min-w-0 lg:w-40`}
        />
        {wanted !== value && (
          <Button type="submit" look="soft" className="px-2.5">
            {t('journal.filter.apply')}
          </Button>
        )}
      </span>
    </form>
  );
}

/** A moment on the clock of whoever looks, kept as an instant. */
function Moment({
  id,
  label,
  value,
  onChange,
}: {
  id: string;
  label: string;
  value: string | null;
  onChange: (value: string | null) => void;
}) {
  return (
    <div>
      <label htmlFor={id} className="mb-0.5 block text-xs font-medium text-ink-2">
        {label}
      </label>
      <input
        id={id}
        type="datetime-local"
        step={1}
        defaultValue={value === null ? '' : onThisClock(new Date(value))}
        onChange={(event) => {
          const at = new Date(event.target.value);
          if (event.target.value === '') {
            onChange(null);
          } else if (!Number.isNaN(at.getTime())) {
            onChange(at.toISOString());
          }
        }}
        className={field}
      />
    </div>
  );
}

function onThisClock(at: Date): string {
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
}
