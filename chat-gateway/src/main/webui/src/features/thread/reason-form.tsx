import type { SubmitEvent } from 'react';
import { useEffect, useId, useRef, useState } from 'react';
import { useT } from '@/shared/i18n/i18n';
import { Button } from '@/shared/ui/button';

interface ReasonProps {
  label: string;
  action: string;
  busy: boolean;
  onSubmit: (reason: string) => void;
  onCancel: () => void;
}

/** A decision that must say why. */
export function ReasonForm({ label, action, busy, onSubmit, onCancel }: ReasonProps) {
  const { t } = useT();
  const [reason, setReason] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  useEffect(() => field.current?.focus(), []);

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    if (reason.trim() !== '' && !busy) {
      onSubmit(reason.trim());
    }
  }

  return (
    <form onSubmit={submit} className="flex w-full flex-wrap items-end gap-2">
      <div className="min-w-48 flex-1">
        <label htmlFor={id} className="mb-0.5 block text-xs font-medium text-ink-2">
          {label}
        </label>
        <input
          ref={field}
          id={id}
          value={reason}
          maxLength={500}
          onChange={(event) => setReason(event.target.value)}
          className="w-full rounded-lg border border-line-strong bg-raised px-2.5 py-1.5 text-sm text-ink focus:border-thread focus:outline-none"
        />
      </div>
      <Button type="submit" disabled={reason.trim() === '' || busy}>
        {action}
      </Button>
      <Button look="plain" onClick={onCancel}>
        {t('start.cancel')}
      </Button>
    </form>
  );
}
