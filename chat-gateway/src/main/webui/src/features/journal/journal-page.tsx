import { useQuery } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { useT } from '@/shared/i18n/i18n';
import { isAdmin, useMe } from '@/shared/me';
import { PageHeader } from '@/shared/ui/page-header';
import { PageTabs } from '@/shared/ui/page-tabs';
import { Refused } from '@/shared/ui/refused';
import { useTitle } from '@/shared/use-title';
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
  useTitle(t('journal.title'));

  if (!admin) {
    return (
      <Refused heading={t('journal.title')} title={t('journal.refusedTitle')} text={t('journal.refused')} />
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
        <PageTabs
          label={t('journal.tabs')}
          className="mb-4"
          current={tab.name}
          tabs={tabs.map(({ name, href }) => ({
            name,
            href,
            text: (
              <>
                {t(`journal.tab.${name}`)}
                {waiting[name] > 0 && (
                  <span
                    data-waiting-count={name}
                    className="grid h-5 min-w-5 place-items-center rounded-full bg-danger-soft px-1.5 text-xs font-bold text-danger tabular-nums"
                  >
                    {counted(waiting[name], language).formatted}
                  </span>
                )}
              </>
            ),
          }))}
        />
        {tab.name === 'deliveries' && <DeliveriesTab />}
        {tab.name === 'quarantine' && <QuarantineTab />}
        {tab.name === 'letters' && <LettersTab />}
      </div>
    </main>
  );
}
