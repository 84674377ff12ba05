import type { ReactNode } from 'react';
import { useId } from 'react';
import { SwitchButton } from '@/shared/ui/switch';

/** A part of the page with its own heading. */
export function Part({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="rounded-2xl border border-line bg-raised p-4 md:p-5">
      <h2 className="text-base font-semibold">{title}</h2>
      {lead !== undefined && <p className="mt-0.5 text-sm text-pretty text-ink-3">{lead}</p>}
      <div className="mt-3 flex flex-col gap-3">{children}</div>
    </section>
  );
}

interface SwitchProps {
  label: string;
  hint?: string | undefined;
  on: boolean;
  disabled?: boolean;
  onChange: (on: boolean) => void;
  children?: ReactNode;
}

/** Something that is on or off, and takes effect at once. */
export function Switch({ label, hint, on, disabled = false, onChange, children }: SwitchProps) {
  const id = useId();
  return (
    <div className="flex items-start gap-3 text-sm">
      <SwitchButton
        aria-labelledby={id}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        on={on}
        disabled={disabled}
        onChange={onChange}
        className="mt-0.5"
      />
      <div className="min-w-0 flex-1">
        <span id={id} className="font-medium">
          {label}
        </span>
        {hint !== undefined && (
          <p id={`${id}-hint`} className="text-pretty text-ink-3">
            {hint}
          </p>
        )}
      </div>
      {children}
    </div>
  );
}

export const fieldClass =
  'h-9 rounded-lg border border-line-strong bg-paper px-2.5 text-sm text-ink focus:border-thread focus:outline-none';
