import { TriangleAlert } from 'lucide-react';
import { formatPhone } from '@/shared/format';
import type { T } from '@/shared/i18n/i18n';
import { useT } from '@/shared/i18n/i18n';
import { isColor } from './colors';
import type { NumberState } from './numbers';
import { numberStates } from './numbers';
import './texts';

const looks: Record<NumberState, string> = {
  provisioning: 'text-warn',
  active: 'text-good',
  failed: 'text-danger',
  releasing: 'text-warn',
  released: 'text-ink-3',
};

export function stateOf(word: string): NumberState | null {
  return numberStates.find((state) => state === word.toLowerCase()) ?? null;
}

export function stateText(word: string, t: T): string {
  const known = stateOf(word);
  return known === null ? word : t(`numbers.state.${known}`);
}

interface NumberStateMarkProps {
  state: string;
  /** Which step of its order runs. */
  step?: { at: number; of: number } | undefined;
}

/** The state of a number in a word, with the running step while it is being set up. */
export function NumberStateMark({ state, step }: NumberStateMarkProps) {
  const { t } = useT();
  const known = stateOf(state);
  return (
    <span
      data-state={state}
      className={`inline-flex items-center gap-1.5 text-[0.8125rem] font-medium whitespace-nowrap ${known === null ? 'text-ink-2' : looks[known]}`}
    >
      <span className="size-2 shrink-0 rounded-full bg-current" aria-hidden="true" />
      {stateText(state, t)}
      {step !== undefined && (
        <span className="font-normal tabular-nums">{t('numbers.step', { at: step.at, of: step.of })}</span>
      )}
    </span>
  );
}

/** The colour people gave a number, beside its name and never without it. */
export function ColorDot({
  color,
  className = 'size-3',
}: {
  color: string | null | undefined;
  className?: string;
}) {
  return isColor(color) ? (
    <span
      aria-hidden="true"
      data-color={color}
      style={{ backgroundColor: color }}
      className={`inline-block shrink-0 rounded-full ${className}`}
    />
  ) : (
    <span
      aria-hidden="true"
      className={`inline-block shrink-0 rounded-full border border-dashed border-line-strong ${className}`}
    />
  );
}

/** What people call a number, else the number. */
export function nameOf(number: { did: string; name?: string | null | undefined }): string {
  return number.name == null || number.name === '' ? formatPhone(number.did) : number.name;
}

/** Something that wants a manager's eye. */
export function AttentionBadge({ children, kind }: { children: string; kind: string }) {
  return (
    <span
      data-attention={kind}
      className="inline-flex items-center gap-1 rounded-md bg-warn-soft px-1.5 py-0.5 text-xs font-semibold text-warn"
    >
      <TriangleAlert className="size-3.5 shrink-0" aria-hidden="true" />
      {children}
    </span>
  );
}
