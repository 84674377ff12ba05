import type { ReactNode } from 'react';

interface CardProps {
  title: string;
  /** Beside the heading. */
  aside?: ReactNode;
  children: ReactNode;
  className?: string;
  /** Room around the heading. */
  head?: string;
}

/** A part of a page with its own heading. */
export function Card({ title, aside, children, className = '', head = 'mb-3' }: CardProps) {
  return (
    <section
      aria-label={title}
      className={`rounded-2xl border border-line bg-raised p-4 md:p-5 ${className}`}
    >
      <div className={`flex flex-wrap items-center gap-x-3 gap-y-2 ${head}`}>
        <h2 className="flex-1 text-base font-semibold">{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  );
}
