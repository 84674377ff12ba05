import { Check, CircleAlert, LoaderCircle } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { useId, useLayoutEffect, useRef } from 'react';
import { useT } from '@/shared/i18n/i18n';
import type { ContactCard } from './api/get-contact';
import type { Field } from './api/fields';
import type { Spot } from './saving';
import type { SaveState } from './use-note';
import { useNote } from './use-note';
import { whyNot } from './why-not';

const look =
  'w-full rounded-lg border border-transparent bg-transparent px-2 py-1.5 text-sm transition-colors hover:border-line-strong focus:border-thread focus:bg-raised focus:outline-2 focus:outline-thread/30 aria-invalid:border-danger placeholder:text-ink-3';

interface NoteFieldProps {
  contact: ContactCard;
  external: string;
  spot: Spot;
  label: string;
  /** What the place says while it is empty. */
  hint?: string;
  longest: number;
  kind?: Field['kind'] | 'long';
  choices?: readonly string[];
  big?: boolean;
}

/** One place of a contact, written where it is read: saved when it is left, or with Enter; Escape takes it back. */
export function NoteField({
  contact,
  external,
  spot,
  label,
  hint,
  longest,
  kind = 'text',
  choices = [],
  big = false,
}: NoteFieldProps) {
  const { t } = useT();
  const id = useId();
  const place = useNote(contact, external, spot);
  const { value, state } = place;
  const shared = {
    id,
    value,
    'aria-invalid': state.is === 'failed' || state.is === 'conflict',
    'aria-describedby': `${id}-state`,
  };

  function keyed(event: KeyboardEvent<HTMLElement>): void {
    if (event.key === 'Escape' && place.open) {
      // Of the field alone: the page would go back to the list, a sheet would close.
      event.preventDefault();
      event.stopPropagation();
      place.revert();
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing && kind !== 'long') {
      event.preventDefault();
      place.save();
    }
  }

  return (
    <div data-note={spot.what === 'field' ? spot.key : spot.what} data-save={state.is}>
      <span className="flex items-baseline gap-2 px-2">
        <label htmlFor={id} className="text-xs font-medium text-ink-3">
          {label}
        </label>
        <Saving state={state} />
      </span>
      {kind === 'choice' ? (
        <select
          {...shared}
          onChange={(event) => place.choose(event.target.value)}
          className={`${look} pl-1! ${value === '' ? 'text-ink-3' : ''}`}
        >
          <option value="">{t('contact.noChoice')}</option>
          {[...new Set([...(value === '' ? [] : [value]), ...choices])].map((choice) => (
            <option key={choice} value={choice}>
              {choice}
            </option>
          ))}
        </select>
      ) : kind === 'long' ? (
        <Growing
          {...shared}
          maxLength={longest}
          placeholder={hint}
          onChange={place.write}
          onBlur={place.save}
          onKeyDown={keyed}
        />
      ) : (
        <input
          {...shared}
          type={kind === 'date' ? 'date' : 'text'}
          inputMode={kind === 'number' ? 'decimal' : undefined}
          dir={kind === 'text' ? 'auto' : undefined}
          maxLength={longest}
          placeholder={hint}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) =>
            // As the server reads it; Spanish keyboards write a comma.
            place.write(kind === 'number' ? event.target.value.replace(',', '.') : event.target.value)
          }
          onBlur={place.save}
          onKeyDown={keyed}
          className={`${look} ${big ? 'text-lg! font-semibold' : ''}`}
        />
      )}
      <div id={`${id}-state`} className="px-2 text-xs">
        {state.is === 'failed' && (
          <p role="alert" className="flex flex-wrap items-center gap-x-2 text-danger">
            {t('contact.notSaved', { reason: whyNot(state.error, t) })}
            <button type="button" onClick={place.save} className="min-h-6 font-semibold underline">
              {t('contact.again')}
            </button>
          </p>
        )}
        {state.is === 'conflict' && (
          <div role="alert" className="mt-1 rounded-lg bg-warn-soft p-2 text-warn">
            <p>
              {state.theirs === '' ? t('contact.emptiedMeanwhile') : t('contact.changedMeanwhile')}
              {state.theirs !== '' && (
                <bdi className="mt-0.5 block max-h-24 overflow-y-auto font-medium [overflow-wrap:anywhere] whitespace-pre-wrap">
                  {state.theirs}
                </bdi>
              )}
            </p>
            <p className="mt-1 flex flex-wrap gap-x-3">
              <button type="button" onClick={place.keepMine} className="min-h-6 font-semibold underline">
                {t('contact.keepMine')}
              </button>
              <button type="button" onClick={place.revert} className="min-h-6 font-semibold underline">
                {t('contact.takeTheirs')}
              </button>
            </p>
          </div>
        )}
      </div>
    </div>
  );
}

/** What becomes of what was written, beside its label; said once to who does not see it. */
function Saving({ state }: { state: SaveState }) {
  const { t } = useT();
  return (
    <span role="status" className="ml-auto inline-flex items-center gap-1 text-xs">
      {state.is === 'saving' && (
        <span className="delayed inline-flex items-center gap-1 text-ink-3">
          <LoaderCircle className="size-3 motion-safe:animate-spin" aria-hidden="true" />
          {t('contact.saving')}
        </span>
      )}
      {state.is === 'saved' && (
        <span className="inline-flex items-center gap-1 text-good">
          <Check className="size-3.5" aria-hidden="true" />
          {t('contact.saved')}
        </span>
      )}
      {(state.is === 'failed' || state.is === 'conflict') && (
        <CircleAlert className="size-3.5 text-danger" aria-hidden="true" />
      )}
    </span>
  );
}

interface GrowingProps {
  id: string;
  value: string;
  maxLength: number;
  placeholder: string | undefined;
  'aria-invalid': boolean;
  'aria-describedby': string;
  onChange: (value: string) => void;
  onBlur: () => void;
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
}

/** As high as what stands in it. */
function Growing({ value, onChange, ...rest }: GrowingProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    const element = field.current;
    if (element !== null) {
      element.style.height = 'auto';
      element.style.height = `${Math.min(element.scrollHeight + 2, 320)}px`;
    }
  }, [value]);
  return (
    <textarea
      ref={field}
      rows={2}
      dir="auto"
      value={value}
      onChange={(event) => onChange(event.target.value)}
      className={`${look} resize-none`}
      {...rest}
    />
  );
}
