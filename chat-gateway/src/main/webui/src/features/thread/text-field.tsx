import type { AriaAttributes, ClipboardEvent, KeyboardEvent, RefObject, SyntheticEvent } from 'react';
import { useId, useLayoutEffect } from 'react';
import { useT } from '@/shared/i18n/i18n';

type MenuAttributes = Pick<AriaAttributes, 'aria-autocomplete' | 'aria-controls' | 'aria-activedescendant'>;

/** With what a menu that belongs to the field says of itself, when there is one. */
interface TextFieldProps extends MenuAttributes {
  fieldRef: RefObject<HTMLTextAreaElement | null>;
  value: string;
  placeholder: string;
  readOnly: boolean;
  onType: (value: string) => void;
  onKeyDown: (event: KeyboardEvent<HTMLTextAreaElement>) => void;
  onPaste: (event: ClipboardEvent) => void;
  onBlur: () => void;
  onSelect?: (event: SyntheticEvent<HTMLTextAreaElement>) => void;
}

/** The text itself, as high as it is up to a limit. */
export function TextField({ fieldRef, value, placeholder, readOnly, onType, ...events }: TextFieldProps) {
  const { t } = useT();
  const hintId = useId();

  useLayoutEffect(() => {
    const element = fieldRef.current;
    if (element !== null) {
      element.style.height = 'auto';
      element.style.height = `${element.scrollHeight + 2}px`;
    }
  }, [fieldRef, value]);

  return (
    <div className="relative mx-1 min-w-0 flex-1 max-sm:-order-2 max-sm:basis-3/4">
      <textarea
        ref={fieldRef}
        value={value}
        rows={1}
        dir="auto"
        enterKeyHint="send"
        readOnly={readOnly}
        aria-label={t('composer.name')}
        aria-describedby={hintId}
        placeholder={placeholder}
        onChange={(event) => onType(event.target.value)}
        {...events}
        className="block max-h-48 min-h-10 w-full resize-none rounded-2xl border border-line-strong bg-raised px-3.5 py-[0.5625rem] text-[0.9375rem] leading-[1.38] placeholder:text-ink-3 read-only:bg-linen read-only:text-ink-3 focus:border-thread focus:outline-none"
      />
      <span id={hintId} className="sr-only">
        {t('composer.hint')}
      </span>
    </div>
  );
}
