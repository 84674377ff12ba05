import type { ComponentProps, ReactNode } from 'react';
import { useT } from '../i18n/i18n';
import { Card } from '../ui/card';
import { PageHeader } from '../ui/page-header';
import { PageTabs } from '../ui/page-tabs';
import { useTitle } from '../use-title';
import { useWithOpening } from './opening';
import './texts';

const tabs = ['board', 'reports'] as const;

interface InsightFrameProps {
  tab: (typeof tabs)[number];
  title: string;
  lead: string;
  /** What can be done here, beside the title. */
  actions?: ReactNode;
  children: ReactNode;
}

/** The pages that show how the contact centre does: now, and over time. */
export function InsightFrame({ tab, title, lead, actions, children }: InsightFrameProps) {
  const { t } = useT();
  const withOpening = useWithOpening();
  useTitle(title);
  return (
    <main id="main" className="h-full overflow-y-auto bg-paper">
      <div className="mx-auto max-w-[110rem] px-4 py-5 md:px-8 md:py-7">
        <PageTabs
          label={t('board.tabs')}
          tabs={tabs.map((name) => ({ name, href: withOpening(`/${name}`), text: t(`board.tab.${name}`) }))}
          current={tab}
        />
        <div className="mb-5 flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
          <PageHeader title={title} lead={lead} />
          {actions !== undefined && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
        </div>
        {children}
      </div>
    </main>
  );
}

/** A part of such a page with its own heading. */
export function Part(props: Omit<ComponentProps<typeof Card>, 'head'>) {
  return <Card {...props} head="mb-2 min-h-8" />;
}
