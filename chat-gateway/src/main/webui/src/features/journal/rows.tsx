import type { ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';
import { Link } from 'wouter';
import { useT } from '@/shared/i18n/i18n';
import { Table, Tick } from '@/shared/ui/table';

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

/** A table of rows that open something and, where there is a selection, can be ticked. */
export function Rows({ label, grid, heads, selection, busy, children }: RowsProps) {
  const { t } = useT();
  const all = selection !== null && (
    <Tick
      label={t('journal.selectAll')}
      checked={selection.all}
      mixed={!selection.all && selection.ids.length > 0}
      onChange={selection.toggleAll}
    />
  );
  return (
    <Table label={label} grid={grid} heads={all === false ? heads : [all, ...heads]} busy={busy}>
      {children}
    </Table>
  );
}

interface RowProps {
  id: string;
  grid: string;
  /** What the row is, to those who do not see it. */
  name: string;
  href: string;
  first: ReactNode;
  /** Under it, and no part of the link's name. */
  below: ReactNode;
  selection: Selection | null;
  /** Whether this row can be ticked at all. */
  tickable?: boolean;
  cells: readonly { key: string; className?: string; content: ReactNode }[];
}

/** One row: its first cell is the link that opens it, stretched over all of it. */
export function Row({ id, grid, name, href, first, below, selection, tickable = true, cells }: RowProps) {
  const { t } = useT();
  const ticked = selection?.has(id) === true;
  return (
    <div
      role="row"
      data-row={id}
      data-ticked={ticked ? '' : undefined}
      className={`relative gap-x-4 gap-y-1.5 border-t border-line px-4 py-2.5 last:rounded-b-2xl hover:bg-hover has-[[data-row-start]:focus-visible]:outline-2 has-[[data-row-start]:focus-visible]:-outline-offset-2 has-[[data-row-start]:focus-visible]:outline-thread data-ticked:bg-thread-soft/60 max-lg:flex max-lg:flex-wrap lg:grid lg:items-start ${grid}`}
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
          data-row-start
          aria-label={name}
          className="outline-none after:absolute after:inset-0"
        >
          {first}
        </Link>
        {below}
      </div>
      {cells.map((cell) => (
        <div key={cell.key} role="cell" className={`min-w-0 ${cell.className ?? ''}`}>
          {cell.content}
        </div>
      ))}
    </div>
  );
}

/** When what lay over the list is gone, the row that was open has the focus again. */
export function useReturnTo(openId: string | null): void {
  const last = useRef<string | null>(null);
  useEffect(() => {
    const was = last.current;
    last.current = openId;
    if (openId === null && was !== null) {
      document.querySelector<HTMLElement>(`[data-row="${CSS.escape(was)}"] [data-row-start]`)?.focus();
    }
  }, [openId]);
}
