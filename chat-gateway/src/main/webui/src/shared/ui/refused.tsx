import { Link } from 'wouter';
import { useT } from '../i18n/i18n';
import { buttonClass } from './button';
import { EmptyState } from './states';

interface RefusedProps {
  /** What the page is called, for who does not see it. */
  heading: string;
  title: string;
  text: string;
}

/** A page that is not this person's, and the way back. */
export function Refused({ heading, title, text }: RefusedProps) {
  const { t } = useT();
  return (
    <main id="main" className="h-full bg-paper">
      <h1 className="sr-only">{heading}</h1>
      <EmptyState title={title} text={text}>
        <Link href="/" className={`${buttonClass('soft')} mt-3`}>
          {t('app.toInbox')}
        </Link>
      </EmptyState>
    </main>
  );
}
