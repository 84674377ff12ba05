import { CloudOff } from 'lucide-react';
import { useT } from '@/shared/i18n/i18n';
import './texts';
import { stampOf } from './stamp';

/** What can be read and done without a network. */
export function KeptNote({ at }: { at: number }) {
  const { t, language } = useT();
  return (
    <p
      role="status"
      data-kept-at={new Date(at).toISOString()}
      className="flex items-center justify-center gap-2 bg-warn-soft px-4 py-1.5 text-center text-sm text-warn"
    >
      <CloudOff className="size-4 shrink-0" aria-hidden="true" />
      {t('push.kept', { time: stampOf(new Date(at), language) })}
    </p>
  );
}
