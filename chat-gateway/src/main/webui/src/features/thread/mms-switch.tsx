import { useId } from 'react';
import { useT } from '@/shared/i18n/i18n';

interface SwitchProps {
  on: boolean;
  /** Images go with it anyway. */
  always: boolean;
  /** The number can send MMS. */
  possible: boolean;
  onChange: (on: boolean) => void;
}

/** Whether a text goes as one MMS instead of as segments. */
export function MmsSwitch({ on, always, possible, onChange }: SwitchProps) {
  const { t } = useT();
  const hintId = useId();
  const why = possible ? (always ? t('compose.mms.always') : t('compose.mms.hint')) : t('compose.mms.cannot');
  const fixed = always || !possible;
  return (
    <span className="inline-flex items-center" title={why}>
      <button
        type="button"
        role="switch"
        aria-checked={on}
        aria-disabled={fixed}
        aria-describedby={hintId}
        data-mms={possible ? (on ? 'on' : 'off') : 'impossible'}
        onClick={() => {
          if (!fixed) {
            onChange(!on);
          }
        }}
        className="group inline-flex min-h-6 items-center gap-1.5 rounded-full text-xs font-medium text-ink-2 hover:text-ink aria-disabled:cursor-default aria-disabled:text-ink-3"
      >
        <span
          aria-hidden="true"
          className="relative h-3.5 w-6 rounded-full bg-line-strong transition-colors group-aria-checked:bg-thread group-aria-disabled:opacity-60"
        >
          <span className="absolute top-0.5 left-0.5 size-2.5 rounded-full bg-white transition-transform group-aria-checked:translate-x-2.5" />
        </span>
        {t('compose.mms.name')}
      </button>
      <span id={hintId} className="sr-only">
        {why}
      </span>
    </span>
  );
}
