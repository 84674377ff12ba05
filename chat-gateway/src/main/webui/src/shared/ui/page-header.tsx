import { ArrowLeft } from 'lucide-react';
import { Link } from 'wouter';
import { useT } from '@/shared/i18n/i18n';

interface PageHeaderProps {
  title: string;
  lead: string;
  /** Where the way back leads on a phone; to the inbox unless said otherwise. */
  back?: { href: string; label: string };
}

/** What a page beside the inbox is for; on a phone also the way back. */
export function PageHeader({ title, lead, back }: PageHeaderProps) {
  const { t } = useT();
  return (
    <header className="flex items-center gap-3">
      <Link
        href={back?.href ?? '/'}
        aria-label={back?.label ?? t('app.toInbox')}
        className="grid size-9 shrink-0 place-items-center rounded-full text-ink-2 hover:bg-hover md:hidden"
      >
        <ArrowLeft className="size-5" aria-hidden="true" />
      </Link>
      <div>
        <h1 className="text-2xl font-bold tracking-tight">{title}</h1>
        <p className="text-ink-3">{lead}</p>
      </div>
    </header>
  );
}
