import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { useT } from '@/shared/i18n/i18n';
import { isManager, useMe } from '@/shared/me';
import { PageHeader } from '@/shared/ui/page-header';
import { PageTabs } from '@/shared/ui/page-tabs';
import { Refused } from '@/shared/ui/refused';
import { useTitle } from '@/shared/use-title';
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
  useTitle(title);

  if (!isManager(me)) {
    return (
      <Refused
        heading={t('workspace.title')}
        title={t('workspace.refusedTitle')}
        text={t('workspace.refused')}
      />
    );
  }
  return (
    <main id="main" className="h-full overflow-y-auto bg-paper">
      <div className="mx-auto max-w-5xl px-4 py-5 md:px-8 md:py-7">
        <PageTabs
          label={t('workspace.tabs')}
          tabs={tabs.map((one) => ({ ...one, text: t(`workspace.tab.${one.name}`) }))}
          current={tab}
        />
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
