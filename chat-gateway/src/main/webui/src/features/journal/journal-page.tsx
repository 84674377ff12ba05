import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Link, useLocation } from 'wouter';
import { useT } from '@/shared/i18n/i18n';
import { isAdmin, useMe } from '@/shared/me';
import { buttonClass } from '@/shared/ui/button';
import { PageHeader } from '@/shared/ui/page-header';
import { EmptyState } from '@/shared/ui/states';
import { letterTopicsQuery, openIn, QUARANTINE_TOPIC } from './api/letter-topics';
import { DeliveriesTab } from './deliveries-tab';
import { LettersTab } from './letters-tab';
import { counted } from './parts';
import { QuarantineTab } from './quarantine-tab';
import './texts';

const tabs = [
  { name: 'deliveries', href: '/journal' },
  { name: 'quarantine', href: '/journal/quarantine' },
  { name: 'letters', href: '/journal/letters' },
] as const;

/** For administrators: what the carrier posted, what became of it, and what could not be read. */
export function JournalPage() {
  const { t, language } = useT();
  const me = useMe();
  const [path] = useLocation();
  const admin = isAdmin(me);
  const topics = useQuery({ ...letterTopicsQuery, enabled: admin });
  const tab = tabs.find((one) => one.href === path) ?? tabs[0];
  useEffect(() => {
    document.title = `${t('app.name')} · ${t('journal.title')}`;
    return () => {
      document.title = t('app.name');
    };
  }, [t, language]);

  if (!admin) {
    return (
      <main id="main" className="h-full bg-paper">
        <EmptyState title={t('journal.refusedTitle')} text={t('journal.refused')}>
          <Link href="/" className={`${buttonClass('soft')} mt-3`}>
            {t('app.toInbox')}
          </Link>
        </EmptyState>
      </main>
    );
  }
  const quarantined = topics.data?.find((topic) => topic.topic === QUARANTINE_TOPIC)?.open ?? 0;
  const waiting = { deliveries: 0, quarantine: quarantined, letters: openIn(topics.data) - quarantined };
  return (
    <main id="main" className="h-full overflow-y-auto bg-paper">
      <div className="mx-auto max-w-7xl px-4 py-5 md:px-8 md:py-7">
        <div className="mb-4">
          <PageHeader title={t('journal.title')} lead={t('journal.lead')} />
        </div>
        <nav aria-label={t('journal.tabs')} className="mb-4 flex gap-1 overflow-x-auto border-b border-line">
          {tabs.map(({ name, href }) => (
            <Link
              key={name}
              href={href}
              aria-current={name === tab.name ? 'page' : undefined}
              className="-mb-px inline-flex min-h-10 items-center gap-1.5 border-b-2 border-transparent px-3 text-sm font-medium whitespace-nowrap text-ink-2 hover:text-ink aria-[current=page]:border-thread aria-[current=page]:font-semibold aria-[current=page]:text-thread-strong"
            >
              {t(`journal.tab.${name}`)}
              {waiting[name] > 0 && (
                <span
                  data-waiting-count={name}
                  className="grid h-5 min-w-5 place-items-center rounded-full bg-danger-soft px-1.5 text-xs font-bold text-danger tabular-nums"
                >
                  {counted(waiting[name], language).formatted}
                </span>
              )}
            </Link>
          ))}
        </nav>
        {tab.name === 'deliveries' && <DeliveriesTab />}
        {tab.name === 'quarantine' && <QuarantineTab />}
        {tab.name === 'letters' && <LettersTab />}
      </div>
    </main>
  );
}
