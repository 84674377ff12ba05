import type { ReactNode } from 'react';
import { Link } from 'wouter';

interface PageTabsProps {
  label: string;
  tabs: readonly { name: string; href: string; text: ReactNode }[];
  /** Where one is: at a tab's own page, or at one below it. */
  current: string;
  below?: boolean;
  /** Room below it. */
  className?: string;
}

/** One row of pages that belong together. */
export function PageTabs({ label, tabs, current, below = false, className = 'mb-5' }: PageTabsProps) {
  return (
    <nav aria-label={label} className={`flex gap-1 overflow-x-auto border-b border-line ${className}`}>
      {tabs.map(({ name, href, text }) => (
        <Link
          key={name}
          href={href}
          aria-current={name !== current ? undefined : below ? 'true' : 'page'}
          className="-mb-px inline-flex min-h-10 items-center gap-1.5 border-b-2 border-transparent px-3 text-sm font-medium whitespace-nowrap text-ink-2 hover:text-ink focus-visible:-outline-offset-2 aria-[current]:border-thread aria-[current]:font-semibold aria-[current]:text-thread-strong"
        >
          {text}
        </Link>
      ))}
    </nav>
  );
}
