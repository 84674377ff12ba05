import { MoonStar, X } from 'lucide-react';
import { useNow } from '@/shared/clock';
import { useT } from '@/shared/i18n/i18n';
import { Button, IconButton } from '@/shared/ui/button';
import type { Quiet } from './quiet';
import { clockOf } from './quiet';

interface NightProps {
  quiet: Quiet;
  /** The server has just said no because of it. */
  refused: boolean;
  onSchedule: () => void;
}

/** It is night where the contact is: not an error, but another time. */
export function NightOffer({ quiet, refused, onSchedule }: NightProps) {
  const { t, language } = useT();
  const now = useNow(60_000);
  return (
    <div
      role={refused ? 'alert' : undefined}
      data-night
      className={`mb-2 flex flex-wrap items-center gap-x-3 gap-y-1.5 rounded-xl px-3.5 py-1.5 text-sm ${refused ? 'pop bg-warn-soft text-warn' : 'bg-linen text-ink-2'}`}
    >
      <MoonStar className="size-4 shrink-0" aria-hidden="true" />
      <span className="mr-auto">{t('quiet.now', clockOf(new Date(now), quiet.zone, language))}</span>
      <Button look="soft" onClick={onSchedule}>
        {t('quiet.schedule', clockOf(new Date(quiet.opensAt), quiet.zone, language))}
      </Button>
    </div>
  );
}

/** What went wrong, until it is read. */
export function Notice({ title, text, onDismiss }: { title: string; text: string; onDismiss: () => void }) {
  const { t } = useT();
  return (
    <div
      role="alert"
      className="pop mb-2 flex items-start gap-2 rounded-xl bg-danger-soft py-2 pr-1.5 pl-3.5 text-sm text-danger"
    >
      <p className="flex-1 py-0.5">
        {title !== '' && <strong className="font-semibold">{title}. </strong>}
        {text}
      </p>
      <IconButton small label={t('app.dismiss')} className="-my-1" onClick={onDismiss}>
        <X className="size-4" aria-hidden="true" />
      </IconButton>
    </div>
  );
}
