import type { ReactNode } from 'react';
import { useId } from 'react';

interface SectionProps {
  title: string;
  count?: number;
  children: ReactNode;
}

/** A part of the panel, found by its heading. */
export function Section({ title, count = 0, children }: SectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="px-5 py-4">
      <h3 id={id} className="mb-2 flex items-baseline gap-2 text-sm font-semibold">
        {title}
        {count > 0 && <span className="text-xs font-medium text-ink-3 tabular-nums">{count}</span>}
      </h3>
      {children}
    </section>
  );
}
