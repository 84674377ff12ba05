import type { KeyboardEvent, ReactNode } from 'react';
import { useEffect, useRef } from 'react';

interface TableProps {
  label: string;
  /** The grid of a row on a wide screen, as a class; on a narrow one a row is a card. */
  grid: string;
  heads: readonly ReactNode[];
  busy?: boolean;
  children: ReactNode;
}

/** A table whose rows become cards where there is no room; arrows move between what its rows begin with. */
export function Table({ label, grid, heads, busy = false, children }: TableProps) {
  const box = useRef<HTMLDivElement>(null);

  function move(event: KeyboardEvent): void {
    if (!(event.target instanceof HTMLElement) || !event.target.matches('[data-row-start]')) {
      return;
    }
    const starts = [...(box.current?.querySelectorAll<HTMLElement>('[data-row-start]:not(:disabled)') ?? [])];
    const at = starts.indexOf(event.target);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: starts.length - 1 }[event.key];
    const next = to === undefined ? undefined : starts[to];
    if (next !== undefined) {
      event.preventDefault();
      next.focus();
      next.scrollIntoView({ block: 'nearest' });
    }
  }

  return (
    // The arrows only move the focus between links or boxes that have it already.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      ref={box}
      role="table"
      tabIndex={-1}
      aria-label={label}
      aria-busy={busy}
      onKeyDown={move}
      className="overflow-clip rounded-2xl border border-line bg-raised outline-none"
    >
      <div role="rowgroup" className="bg-linen">
        <div
          role="row"
          className={`items-center gap-x-4 px-4 py-2 text-xs font-semibold text-ink-3 max-lg:flex lg:grid ${grid}`}
        >
          {heads.map((head, index) => (
            <div key={index} role="columnheader" className={index === 0 ? '' : 'max-lg:sr-only'}>
              {head}
            </div>
          ))}
        </div>
      </div>
      <div role="rowgroup">{children}</div>
    </div>
  );
}

/** The look of a row. What is out of sight is not drawn, so that a thousand of them cost little. */
export function rowClass(grid: string): string {
  return `relative border-t border-line px-4 py-3 hover:bg-hover [content-visibility:auto] [contain-intrinsic-size:auto_4rem] max-lg:flex max-lg:flex-col max-lg:gap-2 max-lg:[contain-intrinsic-size:auto_10rem] lg:grid lg:items-center lg:gap-x-4 ${grid}`;
}

/** What a cell is about, where no head stands above it. */
export function CellHead({ children }: { children: ReactNode }) {
  return (
    <span aria-hidden="true" className="w-24 shrink-0 pr-2 text-xs text-ink-3 lg:hidden">
      {children}
    </span>
  );
}

interface TickProps {
  label: string;
  checked: boolean;
  mixed?: boolean;
  disabled?: boolean;
  describedBy?: string | undefined;
  /** Whether a row begins with it. */
  start?: boolean;
  onChange: () => void;
}

export function Tick({
  label,
  checked,
  mixed = false,
  disabled = false,
  describedBy,
  start = false,
  onChange,
}: TickProps) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current !== null) {
      box.current.indeterminate = mixed;
    }
  }, [mixed]);
  return (
    <label className="-m-2 grid size-9 place-items-center">
      <input
        ref={box}
        type="checkbox"
        aria-label={label}
        aria-describedby={describedBy}
        checked={checked}
        disabled={disabled}
        onChange={onChange}
        data-row-start={start ? '' : undefined}
        className="size-4 accent-thread"
      />
    </label>
  );
}
