import { useT } from '@/shared/i18n/i18n';
import { Button } from '@/shared/ui/button';

interface FormEndProps {
  /** What went wrong beside the fields; each field says its own. */
  problem: string | undefined;
  saving: boolean;
  /** What the button that sends it says. */
  label: string;
  onCancel: () => void;
}

/** How the dialogs about campaigns end: what went wrong, leaving, and sending. */
export function FormEnd({ problem, saving, label, onCancel }: FormEndProps) {
  const { t } = useT();
  return (
    <>
      <p role="alert" className="text-sm text-danger empty:hidden">
        {problem === undefined ? '' : t('campaigns.notDone', { reason: problem })}
      </p>
      <div className="flex flex-wrap justify-end gap-2">
        <Button look="plain" onClick={onCancel}>
          {t('campaigns.cancel')}
        </Button>
        <Button type="submit" disabled={saving}>
          {saving ? t('campaigns.saving') : label}
        </Button>
      </div>
    </>
  );
}
