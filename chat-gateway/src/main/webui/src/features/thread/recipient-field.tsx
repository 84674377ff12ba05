import { useQuery } from '@tanstack/react-query';
import type { KeyboardEvent } from 'react';
import { useDeferredValue, useId, useState } from 'react';
import { formatPhone, parseUsPhone } from '@/shared/format';
import { useT } from '@/shared/i18n/i18n';
import { Avatar } from '@/shared/ui/avatar';
import type { FoundContact } from './api/find-contacts';
import { recipientsQuery } from './api/find-contacts';

interface RecipientProps {
  id: string;
  value: string;
  onChange: (text: string) => void;
  /** What is wrong with it. */
  error: string | null;
  className: string;
}

interface Choice {
  name: string | null;
  number: string;
}

/** Somebody may have several numbers, and can be written to at each. */
function choicesOf(found: readonly FoundContact[]): Choice[] {
  return found.flatMap(({ external, name, numbers }) =>
    [...new Set([external, ...numbers])].map((number) => ({
      name: name == null || name === '' ? null : name,
      number,
    })),
  );
}

/**
 * A number, or whoever one finds by part of a name or number. The arrows go through those who are found, Enter takes the
 * one they stand at, Escape leaves what was written.
 */
export function RecipientField({ id, value, onChange, error, className }: RecipientProps) {
  const { t } = useT();
  const listId = useId();
  const [listening, setListening] = useState(false);
  const [at, setAt] = useState(-1);
  const words = useDeferredValue(value.trim());
  const phone = parseUsPhone(value);
  const { data } = useQuery(recipientsQuery(words));
  const found = words.length > 1 && data !== undefined ? choicesOf(data) : [];
  // A number that is complete needs no help.
  const open = listening && phone === null && value.trim() !== '' && found.length > 0;
  const active = open ? Math.min(at, found.length - 1) : -1;
  const known = phone === null ? undefined : found.find(({ number }) => number === phone);
  const optionId = (index: number): string => `${listId}-${index}`;

  function take({ number }: Choice): void {
    onChange(formatPhone(number));
    setListening(false);
    setAt(-1);
  }

  function onKeyDown(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && found.length > 0 && phone === null) {
      event.preventDefault();
      const next = open
        ? // Above the first stands the field itself.
          ((active + 1 + step + found.length + 1) % (found.length + 1)) - 1
        : step === 1
          ? 0
          : found.length - 1;
      setListening(true);
      setAt(next);
      document.getElementById(optionId(next))?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter' && active >= 0) {
      event.preventDefault();
      const chosen = found[active];
      if (chosen !== undefined) {
        take(chosen);
      }
    } else if (event.key === 'Escape' && open) {
      // The dialog stays.
      event.preventDefault();
      event.stopPropagation();
      setListening(false);
      setAt(-1);
    }
  }

  return (
    <>
      <div className="relative">
        <input
          id={id}
          type="text"
          role="combobox"
          aria-expanded={open}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={active >= 0 ? optionId(active) : undefined}
          autoComplete="off"
          spellCheck={false}
          // The dialog was opened to write to somebody: this is where that begins.
          // eslint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          value={value}
          placeholder="(305) 330-2277"
          aria-invalid={error !== null}
          aria-describedby={`${id}-error ${id}-hint`}
          onChange={(event) => {
            onChange(event.target.value);
            setListening(true);
            setAt(-1);
          }}
          onKeyDown={onKeyDown}
          onBlur={() => setListening(false)}
          className={className}
        />
        <div
          id={listId}
          role="listbox"
          aria-label={t('start.suggestions')}
          hidden={!open}
          className="absolute inset-x-0 top-full z-10 mt-1 max-h-52 overflow-y-auto rounded-xl border border-line bg-raised p-1 shadow-float"
        >
          {open &&
            found.map((choice, index) => (
              // The field keeps the focus and has the keys; a press on a line does the same.
              // eslint-disable-next-line jsx-a11y/click-events-have-key-events
              <div
                key={choice.number}
                id={optionId(index)}
                role="option"
                tabIndex={-1}
                aria-selected={index === active}
                data-recipient={choice.number}
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => take(choice)}
                onPointerMove={() => setAt(index)}
                className="flex cursor-pointer items-center gap-2.5 rounded-lg px-2 py-1.5 text-sm aria-selected:bg-thread-soft"
              >
                <Avatar name={choice.name} phone={choice.number} size="sm" />
                <span className="min-w-0 flex-1 truncate font-medium">
                  {choice.name ?? formatPhone(choice.number)}
                </span>
                {choice.name !== null && (
                  <span className="shrink-0 text-xs text-ink-3 tabular-nums">
                    {formatPhone(choice.number)}
                  </span>
                )}
              </div>
            ))}
        </div>
      </div>
      <p role="status" className="sr-only">
        {open ? t('start.found', { count: found.length }) : ''}
      </p>
      <p id={`${id}-hint`} className="mt-1 text-xs text-ink-3">
        {phone === null
          ? t('start.toHint')
          : [known?.name ?? null, formatPhone(phone)].filter((part) => part !== null).join(' · ')}
      </p>
    </>
  );
}
