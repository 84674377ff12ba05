import type { KeyboardEvent, ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';
import { Link } from 'wouter';
import { useT } from '@/shared/i18n/i18n';

/** Which rows are ticked. What is not listed any more is not ticked any more. */
export function useSelection(listed: readonly string[]) {
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const ids = listed.filter((id) => ticked.has(id));
  return {
    ids,
    has: (id: string) => ticked.has(id),
    all: listed.length > 0 && ids.length === listed.length,
    toggle: (id: string): void => {
      setTicked((current) => {
        const next = new Set(current);
        if (!next.delete(id)) {
          next.add(id);
        }
        return next;
      });
    },
    toggleAll: (): void => {
      setTicked(ids.length === listed.length ? new Set() : new Set(listed));
    },
    clear: () => setTicked(new Set()),
  };
}
export type Selection = ReturnType<typeof useSelection>;

interface RowsProps {
  label: string;
  /** The grid of a row on a wide screen, as a class; on a narrow one a row is a card. */
  grid: string;
  heads: readonly string[];
  selection: Selection | null;
  busy: boolean;
  children: ReactNode;
}

/** A table whose rows become cards where there is no room; arrows move between rows. */
export function Rows({ label, grid, heads, selection, busy, children }: RowsProps) {
  const { t } = useT();
  const box = useRef<HTMLDivElement>(null);

  function move(event: KeyboardEvent): void {
    if (event.target instanceof HTMLElement && !event.target.matches('[data-row-link]')) {
      return;
    }
    const links = [...(box.current?.querySelectorAll<HTMLElement>('[data-row-link]') ?? [])];
    const at = links.findIndex((link) => link === document.activeElement);
    const to =
      event.key === 'ArrowDown'
        ? at + 1
        : event.key === 'ArrowUp'
          ? at - 1
          : event.key === 'Home'
            ? 0
            : event.key === 'End'
              ? links.length - 1
              : null;
    if (to !== null && links[to] !== undefined) {
      event.preventDefault();
      links[to].focus();
      links[to].scrollIntoView({ block: 'nearest' });
    }
  }

  return (
    // The arrows only move the focus between the links that rows begin with.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      ref={box}
      role="table"
      tabIndex={-1}
      aria-label={label}
      aria-busy={busy}
      onKeyDown={move}
      className="rounded-2xl border border-line outline-none"
    >
      <div role="rowgroup" className="rounded-t-2xl bg-linen">
        <div
          role="row"
          className={`items-center gap-x-3 px-3 py-2 text-xs font-semibold text-ink-3 max-lg:flex lg:grid ${grid}`}
        >
          {selection !== null && (
            <div role="columnheader">
              <Tick
                label={t('journal.selectAll')}
                checked={selection.all}
                mixed={!selection.all && selection.ids.length > 0}
                onChange={selection.toggleAll}
              />
            </div>
          )}
          {heads.map((head, index) => (
            <div key={head} role="columnheader" className={index === 0 ? '' : 'max-lg:sr-only'}>
              {head}
            </div>
          ))}
        </div>
      </div>
      <div role="rowgroup">{children}</div>
    </div>
  );
}

interface RowProps {
  id: string;
  grid: string;
  /** What the row is, to those who do not see it. */
  name: string;
  href: string;
  first: ReactNode;
  selection: Selection | null;
  /** Whether this row can be ticked at all. */
  tickable?: boolean;
  cells: readonly { key: string; className?: string; content: ReactNode }[];
}

/** One row: its first cell is the link that opens it, stretched over all of it. */
export function Row({ id, grid, name, href, first, selection, tickable = true, cells }: RowProps) {
  const { t } = useT();
  const ticked = selection?.has(id) === true;
  return (
    <div
      role="row"
      data-row={id}
      data-ticked={ticked ? '' : undefined}
      className={`relative gap-x-3 gap-y-1.5 border-t border-line px-3 py-2.5 last:rounded-b-2xl hover:bg-hover has-[[data-row-link]:focus-visible]:outline-2 has-[[data-row-link]:focus-visible]:-outline-offset-2 has-[[data-row-link]:focus-visible]:outline-thread data-ticked:bg-thread-soft/60 max-lg:flex max-lg:flex-wrap lg:grid lg:items-start ${grid}`}
    >
      {selection !== null && (
        <div role="cell" className="relative z-10">
          {tickable && (
            <Tick
              label={t('journal.select', { what: name })}
              checked={ticked}
              onChange={() => selection.toggle(id)}
            />
          )}
        </div>
      )}
      <div role="rowheader" className="min-w-0 font-normal max-lg:flex-1">
        <Link
          href={href}
          data-row-link
          aria-label={name}
          className="outline-none after:absolute after:inset-0"
        >
          {first}
        </Link>
      </div>
      {cells.map((cell) => (
        <div key={cell.key} role="cell" className={`min-w-0 ${cell.className ?? ''}`}>
          {cell.content}
        </div>
      ))}
    </div>
  );
}

interface TickProps {
  label: string;
  checked: boolean;
  mixed?: boolean;
  onChange: () => void;
}

function Tick({ label, checked, mixed = false, onChange }: TickProps) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current !== null) {
      box.current.indeterminate = mixed;
    }
  }, [mixed]);
  return (
    <label className="-m-1.5 grid size-8 place-items-center">
      <input
        ref={box}
        type="checkbox"
        aria-label={label}
        checked={checked}
        onChange={onChange}
        className="size-4 accent-thread"
      />
    </label>
  );
}

/** When what lay over the list is gone, the row that was open has the focus again. */
export function useReturnTo(openId: string | null): void {
  const last = useRef<string | null>(null);
  useEffect(() => {
    const was = last.current;
    last.current = openId;
    if (openId === null && was !== null) {
      document.querySelector<HTMLElement>(`[data-row="${CSS.escape(was)}"] [data-row-link]`)?.focus();
    }
  }, [openId]);
}
