import { X } from 'lucide-react';
import { useState } from 'react';
import { useT } from '@/shared/i18n/i18n';
import { Button } from '@/shared/ui/button';

const LONGEST = 40;

/** Adds and removes a thread's labels. */
export function LabelEditor({
  labels,
  onChange,
}: {
  labels: readonly string[];
  onChange: (labels: string[]) => void;
}) {
  const { t } = useT();
  const [text, setText] = useState('');
  const name = text.trim();

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (name !== '' && !labels.includes(name)) {
          onChange([...labels, name]);
        }
        setText('');
      }}
    >
      {labels.length > 0 && (
        <ul className="mb-2 flex flex-wrap gap-1.5">
          {labels.map((label) => (
            <li key={label} className="flex max-w-full items-center rounded-md bg-linen pl-2 text-sm">
              <span className="truncate">{label}</span>
              <button
                type="button"
                aria-label={t('thread.removeLabel', { label })}
                onClick={() => onChange(labels.filter((other) => other !== label))}
                className="grid size-7 shrink-0 place-items-center rounded-md text-ink-3 hover:text-danger"
              >
                <X className="size-3.5" aria-hidden="true" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <div className="flex gap-2">
        <input
          value={text}
          maxLength={LONGEST}
          onChange={(event) => setText(event.target.value)}
          aria-label={t('thread.newLabel')}
          placeholder={t('thread.addLabel')}
          className="h-9 min-w-0 flex-1 rounded-lg border border-line-strong bg-paper px-3 text-sm focus:border-thread focus:outline-none"
        />
        <Button look="soft" type="submit" disabled={name === ''}>
          {t('thread.add')}
        </Button>
      </div>
    </form>
  );
}
