import type { ReactNode } from 'react';
import { useEffect } from 'react';
import { Link, useLocation } from 'wouter';
import { useT } from '@/shared/i18n/i18n';
import { isManager, useMe } from '@/shared/me';
import { buttonClass } from '@/shared/ui/button';
import { PageHeader } from '@/shared/ui/page-header';
import { EmptyState } from '@/shared/ui/states';
import '@/shared/workspace/texts';
import { AuditTab } from './audit-tab';
import { HoursTab } from './hours-tab';
import { LabelsTab } from './labels-tab';
import { TemplatesTab } from './templates-tab';

const tabs = [
  { name: 'labels', href: '/workspace' },
  { name: 'templates', href: '/workspace/templates' },
  { name: 'hours', href: '/workspace/hours' },
  { name: 'audit', href: '/workspace/audit' },
] as const;

interface WorkspacePageProps {
  /** What a text costs; the same that the composer shows. */
  counter: (text: string) => ReactNode;
}

/** For managers: what everybody shares beside the conversations, and who changed it. */
export function WorkspacePage({ counter }: WorkspacePageProps) {
  const { t } = useT();
  const me = useMe();
  const [path] = useLocation();
  const tab = tabs.find((one) => one.href === path)?.name ?? 'labels';
  const title = t(`workspace.tab.${tab}`);
  useEffect(() => {
    document.title = `${t('app.name')} · ${title}`;
    return () => {
      document.title = t('app.name');
    };
  }, [t, title]);

  if (!isManager(me)) {
    return (
      <main id="main" className="h-full bg-paper">
        <h1 className="sr-only">{t('workspace.title')}</h1>
        <EmptyState title={t('workspace.refusedTitle')} text={t('workspace.refused')}>
          <Link href="/" className={`${buttonClass('soft')} mt-3`}>
            {t('app.toInbox')}
          </Link>
        </EmptyState>
      </main>
    );
  }
  return (
    <main id="main" className="h-full overflow-y-auto bg-paper">
      <div className="mx-auto max-w-5xl px-4 py-5 md:px-8 md:py-7">
        <nav
          aria-label={t('workspace.tabs')}
          className="mb-5 flex gap-1 overflow-x-auto border-b border-line"
        >
          {tabs.map(({ name, href }) => (
            <Link
              key={name}
              href={href}
              aria-current={name === tab ? 'page' : undefined}
              className="-mb-px inline-flex min-h-10 items-center border-b-2 border-transparent px-3 text-sm font-medium whitespace-nowrap text-ink-2 hover:text-ink aria-[current=page]:border-thread aria-[current=page]:font-semibold aria-[current=page]:text-thread-strong"
            >
              {t(`workspace.tab.${name}`)}
            </Link>
          ))}
        </nav>
        <div className="mb-5">
          <PageHeader title={title} lead={t(`workspace.lead.${tab}`)} />
        </div>
        {tab === 'labels' && <LabelsTab />}
        {tab === 'templates' && <TemplatesTab counter={counter} />}
        {tab === 'hours' && <HoursTab />}
        {tab === 'audit' && <AuditTab />}
      </div>
    </main>
  );
}
