import { ArrowLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useT } from '@/shared/i18n/i18n';
import { isManager, useMe } from '@/shared/me';
import { PageHeader } from '@/shared/ui/page-header';
import { PageTabs } from '@/shared/ui/page-tabs';
import { Refused } from '@/shared/ui/refused';
import { useTitle } from '@/shared/use-title';
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
  useTitle(title);

  if (!isManager(me)) {
    return <Refused heading={title} title={t('numbers.refusedTitle')} text={t('numbers.refused')} />;
  }
  return (
    <main id="main" className="h-full overflow-y-auto bg-paper">
      <div className="mx-auto max-w-7xl px-4 py-5 md:px-8 md:py-7">
        <PageTabs
          label={t('numbers.tabs')}
          tabs={tabs.map((one) => ({ ...one, text: t(`numbers.tab.${one.name}`) }))}
          current={tab}
          below={up !== undefined}
        />
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
