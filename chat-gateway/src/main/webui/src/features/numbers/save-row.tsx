import { Check } from 'lucide-react';
import { useT } from '@/shared/i18n/i18n';
import { reasonOf } from '@/shared/provisioning/asking';
import { Button } from '@/shared/ui/button';

interface SaveRowProps {
  changed: boolean;
  saving: boolean;
  /** What is said when it has been done. */
  saved: string | undefined;
  /** Why it was not, as far as no field says so. */
  problem: string | undefined;
}

/** The end of a form: the button, and what came of it where a screen reader hears it. */
export function SaveRow({ changed, saving, saved, problem }: SaveRowProps) {
  const { t } = useT();
  return (
    <>
      <div className="mt-4 flex min-h-9 flex-wrap items-center gap-3">
        <Button type="submit" disabled={!changed || saving}>
          {saving ? t('numbers.saving') : t('numbers.save')}
        </Button>
        <p role="status" className="flex items-center gap-1.5 text-sm text-good">
          {saved !== undefined && (
            <>
              <Check className="size-4" aria-hidden="true" />
              {saved}
            </>
          )}
        </p>
      </div>
      <p role="alert" className="mt-2 text-sm text-danger empty:hidden">
        {problem === undefined ? null : t('numbers.notDone', { reason: problem })}
      </p>
    </>
  );
}

/** Why a call failed, as a line of its own. */
export function Failed({ error }: { error: Error | null }) {
  const { t } = useT();
  return (
    <p role="alert" className="mt-2 text-sm text-danger empty:hidden">
      {error === null ? null : t('numbers.notDone', { reason: reasonOf(error, t) })}
    </p>
  );
}
