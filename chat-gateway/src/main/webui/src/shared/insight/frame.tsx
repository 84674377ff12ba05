import type { ReactNode } from 'react';
import { useEffect } from 'react';
import { Link } from 'wouter';
import { useT } from '../i18n/i18n';
import { PageHeader } from '../ui/page-header';
import './texts';

const tabs = [
  { name: 'board', href: '/board' },
  { name: 'reports', href: '/reports' },
] as const;

interface InsightFrameProps {
  tab: (typeof tabs)[number]['name'];
  title: string;
  lead: string;
  /** What can be done here, beside the title. */
  actions?: ReactNode;
  children: ReactNode;
}

/** The pages that show how the contact centre does: now, and over time. */
export function InsightFrame({ tab, title, lead, actions, children }: InsightFrameProps) {
  const { t } = useT();
  useTitle(title);
  return (
    <main id="main" className="h-full overflow-y-auto bg-paper">
      <div className="mx-auto max-w-[110rem] px-4 py-5 md:px-8 md:py-7">
        <nav aria-label={t('board.tabs')} className="mb-5 flex gap-1 overflow-x-auto border-b border-line">
          {tabs.map(({ name, href }) => (
            <Link
              key={name}
              href={href}
              aria-current={name === tab ? 'page' : undefined}
              className="-mb-px inline-flex min-h-10 items-center border-b-2 border-transparent px-3 text-sm font-medium whitespace-nowrap text-ink-2 hover:text-ink focus-visible:-outline-offset-2 aria-[current=page]:border-thread aria-[current=page]:font-semibold aria-[current=page]:text-thread-strong"
            >
              {t(`board.tab.${name}`)}
            </Link>
          ))}
        </nav>
        <div className="mb-5 flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
          <PageHeader title={title} lead={lead} />
          {actions !== undefined && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
        </div>
        {children}
      </div>
    </main>
  );
}

/** The window's title as long as the page is there. */
export function useTitle(title: string): void {
  const { t } = useT();
  useEffect(() => {
    document.title = `${t('app.name')} · ${title}`;
    return () => {
      document.title = t('app.name');
    };
  }, [t, title]);
}

/** A part of such a page with its own heading. */
export function Part({
  title,
  aside,
  children,
  className = '',
}: {
  title: string;
  aside?: ReactNode;
  children: ReactNode;
  className?: string;
}) {
  return (
    <section
      aria-label={title}
      className={`rounded-2xl border border-line bg-raised p-4 md:p-5 ${className}`}
    >
      <div className="mb-2 flex min-h-8 flex-wrap items-center gap-x-3 gap-y-2">
        <h2 className="flex-1 text-base font-semibold">{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  );
}
