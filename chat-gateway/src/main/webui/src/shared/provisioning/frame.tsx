import { ArrowLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { useEffect } from 'react';
import { Link } from 'wouter';
import { useT } from '@/shared/i18n/i18n';
import { isManager, useMe } from '@/shared/me';
import { buttonClass } from '@/shared/ui/button';
import { PageHeader } from '@/shared/ui/page-header';
import { EmptyState } from '@/shared/ui/states';
import './texts';

const tabs = [
  { name: 'numbers', href: '/numbers' },
  { name: 'drift', href: '/numbers/drift' },
  { name: 'campaigns', href: '/campaigns' },
  { name: 'account', href: '/numbers/account' },
] as const;

interface ProvisioningFrameProps {
  title: string;
  lead: string;
  /** The tab it is, or belongs to. */
  tab: (typeof tabs)[number]['name'];
  /** For a page below its tab: the way back up. */
  up?: { href: string; label: string };
  /** What can be done here, beside the title. */
  actions?: ReactNode;
  children: ReactNode;
}

/** The pages about numbers, campaigns and the account: for managers, under one heading with one row of tabs. */
export function ProvisioningFrame({ title, lead, tab, up, actions, children }: ProvisioningFrameProps) {
  const { t } = useT();
  const me = useMe();
  useEffect(() => {
    document.title = `${t('app.name')} · ${title}`;
    return () => {
      document.title = t('app.name');
    };
  }, [t, title]);

  if (!isManager(me)) {
    return (
      <main id="main" className="h-full bg-paper">
        <h1 className="sr-only">{title}</h1>
        <EmptyState title={t('numbers.refusedTitle')} text={t('numbers.refused')}>
          <Link href="/" className={`${buttonClass('soft')} mt-3`}>
            {t('app.toInbox')}
          </Link>
        </EmptyState>
      </main>
    );
  }
  return (
    <main id="main" className="h-full overflow-y-auto bg-paper">
      <div className="mx-auto max-w-7xl px-4 py-5 md:px-8 md:py-7">
        <nav aria-label={t('numbers.tabs')} className="mb-5 flex gap-1 overflow-x-auto border-b border-line">
          {tabs.map(({ name, href }) => (
            <Link
              key={name}
              href={href}
              aria-current={name === tab ? (up === undefined ? 'page' : 'true') : undefined}
              className="-mb-px inline-flex min-h-10 items-center border-b-2 border-transparent px-3 text-sm font-medium whitespace-nowrap text-ink-2 hover:text-ink aria-[current]:border-thread aria-[current]:font-semibold aria-[current]:text-thread-strong"
            >
              {t(`numbers.tab.${name}`)}
            </Link>
          ))}
        </nav>
        {up !== undefined && (
          <Link
            href={up.href}
            className="mb-2 inline-flex min-h-8 items-center gap-1.5 rounded-lg text-sm font-medium text-thread-strong hover:underline max-md:hidden"
          >
            <ArrowLeft className="size-4" aria-hidden="true" />
            {up.label}
          </Link>
        )}
        <div className="mb-5 flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
          <PageHeader title={title} lead={lead} {...(up !== undefined && { back: up })} />
          {actions !== undefined && <div className="flex flex-wrap gap-2">{actions}</div>}
        </div>
        {children}
      </div>
    </main>
  );
}

/** A part of such a page with its own heading. */
export function Card({
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
      <div className="mb-3 flex flex-wrap items-center gap-x-3 gap-y-2">
        <h2 className="flex-1 text-base font-semibold">{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  );
}
