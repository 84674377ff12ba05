import { useQueryClient } from '@tanstack/react-query';
import { ChartColumn, MessagesSquare, Phone, ScrollText, Tags } from 'lucide-react';
import type { ComponentType, ReactNode } from 'react';
import { lazy, Suspense, useCallback, useEffect, useState } from 'react';
import { Link, useLocation, useSearchParams } from 'wouter';
import { AccountMenu } from '@/features/preferences/account-menu';
import { ExpiredBanner } from '@/features/session/expired-banner';
import { OutboxProvider } from '@/features/thread/outbox-context';
import type { LiveBridge } from '@/live/bridge';
import { LiveProvider } from '@/live/live-context';
import { useT } from '@/shared/i18n/i18n';
import { isAdmin, isManager, useMe } from '@/shared/me';
import { Mark } from '@/shared/ui/brand';
import { buttonClass } from '@/shared/ui/button';
import { EmptyState } from '@/shared/ui/states';
import { connect } from './connect';
import { ErrorBoundary } from './error-boundary';
import { InboxPage } from './inbox-page';
import { KeptBanner } from './kept-banner';
import { useBeside } from './use-beside';
import { useGlobalKeys, useSearchFor } from './global-keys';
import { useJournalAlert } from './journal-alert';
import { useMentionNotice } from './mention-notice';

const NumbersPages = lazy(async () => ({
  default: (await import('@/features/numbers/numbers-pages')).NumbersPages,
}));
const BuyingPage = lazy(async () => ({
  default: (await import('@/features/buying/buying-page')).BuyingPage,
}));
const CampaignsPage = lazy(async () => ({
  default: (await import('@/features/campaigns/campaigns-page')).CampaignsPage,
}));
const AccountPage = lazy(async () => ({
  default: (await import('@/features/account/account-page')).AccountPage,
}));
const BoardPage = lazy(async () => ({
  default: (await import('@/features/board/board-page')).BoardPage,
}));
const ReportsPage = lazy(async () => ({
  default: (await import('@/features/reports/reports-page')).ReportsPage,
}));
const RestingBanner = lazy(async () => ({ default: (await import('./resting-banner')).RestingBanner }));
const BalanceBanner = lazy(async () => ({
  default: (await import('@/features/account/balance-banner')).BalanceBanner,
}));
const JournalPage = lazy(async () => ({
  default: (await import('@/features/journal/journal-page')).JournalPage,
}));
const WorkspacePage = lazy(async () => ({ default: (await import('./workspace-page')).WorkspacePage }));
const ShortcutsDialog = lazy(async () => ({
  default: (await import('@/features/palette/shortcuts-dialog')).ShortcutsDialog,
}));
const Palette = lazy(async () => ({ default: (await import('@/features/palette/palette')).Palette }));

/** The signed-in product: connection, navigation, and the page of the address. */
export function Shell() {
  const { t } = useT();
  const me = useMe();
  const client = useQueryClient();
  const [connection] = useState(() => connect(client, me));
  const [shortcuts, setShortcuts] = useState(false);
  const showShortcuts = useCallback(() => setShortcuts(true), []);
  const [palette, setPalette] = useState(false);
  const openPalette = useCallback(() => setPalette(true), []);
  useEffect(() => connection.start(), [connection]);

  return (
    <LiveProvider bridge={connection.bridge}>
      <OutboxProvider outbox={connection.outbox}>
        <Unseen bridge={connection.bridge} onPalette={openPalette} onShortcuts={showShortcuts} />
        <div className="flex h-full flex-col">
          <a
            href="#main"
            className={`${buttonClass()} fixed top-2 left-2 z-50 -translate-y-16 focus-visible:translate-y-0`}
          >
            {t('app.skip')}
          </a>
          <ExpiredBanner />
          <Suspense>
            <RestingBanner />
          </Suspense>
          <KeptBanner />
          {isManager(me) && (
            <Suspense>
              <BalanceBanner />
            </Suspense>
          )}
          <div className="flex min-h-0 flex-1">
            <Rail onShortcuts={showShortcuts} />
            <div className="min-w-0 flex-1">
              <ErrorBoundary text={t('app.failed')} action={t('app.reload')}>
                <Page onShortcuts={showShortcuts} />
              </ErrorBoundary>
            </div>
          </div>
        </div>
        {palette && (
          <Suspense>
            <OpenPalette onClose={() => setPalette(false)} />
          </Suspense>
        )}
        {shortcuts && (
          <Suspense>
            <ShortcutsDialog onClose={() => setShortcuts(false)} />
          </Suspense>
        )}
      </OutboxProvider>
    </LiveProvider>
  );
}

interface UnseenProps {
  bridge: LiveBridge;
  onPalette: () => void;
  onShortcuts: () => void;
}

/** What goes on beside the pages. It hears of every new address, so that the shell around them need not. */
function Unseen({ bridge, onPalette, onShortcuts }: UnseenProps) {
  useBeside(bridge);
  useGlobalKeys(onPalette, onShortcuts);
  useMentionNotice();
  return null;
}

function OpenPalette({ onClose }: { onClose: () => void }) {
  return <Palette onClose={onClose} onSearch={useSearchFor()} />;
}

const NotifySettings = lazy(async () => ({
  default: (await import('./notify-settings')).NotifySettings,
}));

/** Pages with an address of their own; who may see what of them they say themselves. */
const managed: Record<string, ComponentType | undefined> = {
  '/numbers/new': BuyingPage,
  '/numbers/account': AccountPage,
  '/campaigns': CampaignsPage,
  '/board': BoardPage,
  '/reports': ReportsPage,
};

function Page({ onShortcuts }: { onShortcuts: () => void }) {
  const { t } = useT();
  const [path] = useLocation();
  if (path === '/' || path.startsWith('/t/')) {
    return <InboxPage onShortcuts={onShortcuts} />;
  }
  if (path === '/settings/notifications') {
    return (
      <Suspense>
        <NotifySettings />
      </Suspense>
    );
  }
  const Managed = managed[path];
  if (Managed !== undefined) {
    return (
      <Suspense>
        <Managed />
      </Suspense>
    );
  }
  if (path === '/numbers' || path.startsWith('/numbers/')) {
    return (
      <Suspense>
        <NumbersPages />
      </Suspense>
    );
  }
  if (path === '/workspace' || path.startsWith('/workspace/')) {
    return (
      <Suspense>
        <WorkspacePage />
      </Suspense>
    );
  }
  if (path === '/journal' || path.startsWith('/journal/')) {
    return (
      <Suspense>
        <JournalPage />
      </Suspense>
    );
  }
  return (
    <main id="main" className="h-full bg-paper">
      <EmptyState title={t('app.notFound')} text="">
        <Link href="/" className={`${buttonClass('soft')} mt-3`}>
          {t('app.toInbox')}
        </Link>
      </EmptyState>
    </main>
  );
}

/** The narrow strip of places, on screens that have room for it. */
function Rail({ onShortcuts }: { onShortcuts: () => void }) {
  const { t } = useT();
  const me = useMe();
  const [path] = useLocation();
  const open = useJournalAlert();
  const inJournal = path.startsWith('/journal');
  const [parameters] = useSearchParams();
  const inWorkspace = path.startsWith('/workspace');
  const inBoard = path === '/board' || path === '/reports';
  const inNumbers = path.startsWith('/numbers') || path.startsWith('/campaigns');
  if (path === '/board' && parameters.has('wall')) {
    return null;
  }
  return (
    <div className="hidden w-16 shrink-0 flex-col items-center gap-2 border-r border-line bg-linen py-3.5 md:flex">
      <Mark className="mb-4 size-9" />
      <nav aria-label={t('app.navigation')} className="flex flex-col gap-1.5">
        <RailLink
          href="/"
          label={t('app.inbox')}
          current={!inNumbers && !inJournal && !inWorkspace && !inBoard && !path.startsWith('/settings')}
        >
          <MessagesSquare className="size-5.5" aria-hidden="true" />
        </RailLink>
        <RailLink href="/board" label={t('app.board')} current={inBoard}>
          <ChartColumn className="size-5" aria-hidden="true" />
        </RailLink>
        {isManager(me) && (
          <RailLink href="/numbers" label={t('app.numbers')} current={inNumbers}>
            <Phone className="size-5" aria-hidden="true" />
          </RailLink>
        )}
        {isManager(me) && (
          <RailLink href="/workspace" label={t('app.workspace')} current={inWorkspace}>
            <Tags className="size-5" aria-hidden="true" />
          </RailLink>
        )}
        {isAdmin(me) && (
          <RailLink
            href="/journal"
            label={open === 0 ? t('app.journal') : t('app.journalOpen', { count: open })}
            current={inJournal}
            count={open}
          >
            <ScrollText className="size-5" aria-hidden="true" />
          </RailLink>
        )}
      </nav>
      <div className="mt-auto">
        <AccountMenu className="bottom-0 left-12" onShortcuts={onShortcuts} />
      </div>
    </div>
  );
}

interface RailLinkProps {
  href: string;
  label: string;
  current: boolean;
  /** How many things wait there. */
  count?: number;
  children: ReactNode;
}

function RailLink({ href, label, current, count = 0, children }: RailLinkProps) {
  return (
    <Link
      href={href}
      aria-label={label}
      title={label}
      aria-current={current ? 'page' : undefined}
      className="relative grid size-11 place-items-center rounded-xl text-ink-3 transition-colors hover:bg-hover hover:text-ink aria-[current=page]:bg-thread-soft aria-[current=page]:text-thread-strong"
    >
      {children}
      {count > 0 && (
        <span
          aria-hidden="true"
          data-badge={count}
          className="absolute -top-0.5 -right-0.5 grid h-4.5 min-w-4.5 place-items-center rounded-full bg-danger px-1 text-[0.6875rem] font-bold text-paper tabular-nums"
        >
          {count > 99 ? '99+' : count}
        </span>
      )}
    </Link>
  );
}
