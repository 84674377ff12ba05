import { CalendarDays, Download } from 'lucide-react';
import { useId, useState } from 'react';
import { formatCalendarDay, formatPhone } from '@/shared/format';
import { useT } from '@/shared/i18n/i18n';
import { OpeningSwitch } from '@/shared/insight/opening';
import { useMe } from '@/shared/me';
import { Button, buttonClass } from '@/shared/ui/button';
import { Popover } from '@/shared/ui/popover';
import { csvAddress, groups } from './api/report';
import type { Range } from './range';
import { presets, wrongWith } from './range';
import { fieldClass } from './toolbar-parts';
import type { Choice } from './use-question';

/** Which days, of what, and by what; and the same as a file. */
export function Toolbar({ choice }: { choice: Choice }) {
  const { t } = useT();
  const me = useMe();
  const { question, choose } = choice;
  return (
    <div className="mb-4 flex flex-wrap items-center gap-2">
      <div
        role="group"
        aria-label={t('board.report.by')}
        className="inline-flex max-w-full overflow-x-auto rounded-lg bg-linen p-0.5"
      >
        {groups.map((group) => (
          <button
            key={group}
            type="button"
            aria-pressed={question.group === group}
            onClick={() => choose({ group: group === 'day' ? null : group, measure: null })}
            className="h-8 rounded-md px-3 text-sm whitespace-nowrap text-ink-2 hover:text-ink focus-visible:-outline-offset-2 aria-pressed:bg-raised aria-pressed:font-semibold aria-pressed:text-ink aria-pressed:shadow-card"
          >
            {t(`board.report.group.${group}`)}
          </button>
        ))}
      </div>
      <Days choice={choice} />
      {me.numbers.length > 1 && (
        <select
          aria-label={t('board.report.number')}
          value={question.did ?? ''}
          onChange={(event) => choose({ did: event.target.value === '' ? null : event.target.value })}
          className={`${fieldClass} max-w-56`}
        >
          <option value="">{t('board.report.allNumbers')}</option>
          {me.numbers.map(({ did, name }) => (
            <option key={did} value={did}>
              {name == null || name === '' ? formatPhone(did) : `${name} · ${formatPhone(did)}`}
            </option>
          ))}
        </select>
      )}
      <div className="ml-auto flex flex-wrap items-center gap-x-4 gap-y-2">
        <OpeningSwitch opening={choice.opening} />
        <Files choice={choice} />
      </div>
    </div>
  );
}

function Days({ choice: { range, preset, choose } }: { choice: Choice }) {
  const { t, language } = useT();
  const days =
    range.from === range.to
      ? formatCalendarDay(range.from, language)
      : `${formatCalendarDay(range.from, language)} – ${formatCalendarDay(range.to, language)}`;
  return (
    <Popover
      label={t('board.range.label')}
      className="top-11 left-0 w-72 max-sm:fixed max-sm:inset-x-4 max-sm:top-auto max-sm:w-auto"
      trigger={(props) => (
        <button
          type="button"
          data-range={preset ?? 'custom'}
          className={`${fieldClass} inline-flex items-center gap-2 whitespace-nowrap`}
          {...props}
        >
          <CalendarDays className="size-4 text-ink-3" aria-hidden="true" />
          <span className="sr-only">{t('board.range.label')}: </span>
          {preset !== null && (
            <span className="font-medium">
              {t(`board.range.${preset}`)}
              <span className="sr-only">, </span>
            </span>
          )}
          <span className={preset === null ? '' : 'text-ink-3 max-sm:hidden'}>{days}</span>
        </button>
      )}
    >
      {(close) => (
        <>
          <ul className="grid grid-cols-2 gap-1">
            {presets.map((one) => (
              <li key={one}>
                <button
                  type="button"
                  aria-pressed={preset === one}
                  onClick={() => {
                    choose({ range: one, from: null, to: null });
                    close();
                  }}
                  className="w-full rounded-lg px-2.5 py-1.5 text-left text-sm hover:bg-hover aria-pressed:bg-thread-soft aria-pressed:font-semibold aria-pressed:text-thread-strong"
                >
                  {t(`board.range.${one}`)}
                </button>
              </li>
            ))}
          </ul>
          <hr className="my-2 border-line" />
          <ByHand
            range={range}
            onChosen={(chosen) => {
              choose({ ...chosen, range: null });
              close();
            }}
          />
        </>
      )}
    </Popover>
  );
}

function ByHand({ range, onChosen }: { range: Range; onChosen: (range: Range) => void }) {
  const { t } = useT();
  const id = useId();
  const [wish, setWish] = useState<Range>(range);
  const wrong = wrongWith(wish);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (wrong === null) {
          onChosen(wish);
        }
      }}
      className="grid grid-cols-2 gap-2 px-1"
    >
      {(['from', 'to'] as const).map((name) => (
        <label key={name} className="text-xs text-ink-3">
          {t(`board.range.${name}`)}
          <input
            type="date"
            value={wish[name]}
            onChange={(event) => setWish((before) => ({ ...before, [name]: event.target.value }))}
            aria-invalid={wrong !== null}
            aria-describedby={wrong === null ? undefined : id}
            className={`${fieldClass} mt-1 w-full`}
          />
        </label>
      ))}
      <p id={id} role="alert" className="col-span-2 min-h-[1.4em] text-xs text-danger">
        {wrong === null ? '' : t(`board.range.wrong.${wrong}`)}
      </p>
      <Button type="submit" look="soft" disabled={wrong !== null} className="col-span-2">
        {t('board.range.show')}
      </Button>
    </form>
  );
}

function Files({ choice: { question } }: { choice: Choice }) {
  const { t, language } = useT();
  const item = 'flex w-full flex-col rounded-lg px-3 py-2 text-left text-sm hover:bg-hover';
  return (
    <Popover
      label={t('board.report.download')}
      className="top-11 right-0 w-72 max-sm:right-auto max-sm:left-0"
      trigger={(props) => (
        <button type="button" className={buttonClass('soft')} {...props}>
          <Download className="size-4" aria-hidden="true" />
          {t('board.report.download')}
        </button>
      )}
    >
      {(close) =>
        (['excel', 'plain'] as const).map((kind) => (
          <a
            key={kind}
            data-csv={kind}
            href={csvAddress(question, language, kind === 'excel')}
            download=""
            onClick={close}
            className={item}
          >
            <span className="font-medium">{t(`board.report.csv.${kind}`)}</span>
            <span className="text-xs text-ink-3">{t(`board.report.csv.${kind}Text`)}</span>
          </a>
        ))
      }
    </Popover>
  );
}
