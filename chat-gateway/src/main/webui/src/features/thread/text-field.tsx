import type { AriaAttributes, ClipboardEvent, KeyboardEvent, RefObject, SyntheticEvent } from 'react';
import { useId, useLayoutEffect, useRef } from 'react';
import { useT } from '@/shared/i18n/i18n';
import type { Range } from './gsm';

type MenuAttributes = Pick<AriaAttributes, 'aria-autocomplete' | 'aria-controls' | 'aria-activedescendant'>;

/** With what a menu that belongs to the field says of itself, when there is one. */
interface TextFieldProps extends MenuAttributes {
  fieldRef: RefObject<HTMLTextAreaElement | null>;
  value: string;
  /** What in it is to be seen at a glance. */
  marks: readonly Range[];
  placeholder: string;
  readOnly: boolean;
  onType: (value: string) => void;
  onKeyDown: (event: KeyboardEvent<HTMLTextAreaElement>) => void;
  onPaste: (event: ClipboardEvent) => void;
  onBlur: () => void;
  onSelect?: (event: SyntheticEvent<HTMLTextAreaElement>) => void;
}

/** The field and what lies behind it break their lines alike. */
const LETTERS = 'px-3.5 py-[0.5625rem] text-[0.9375rem] leading-[1.38]';

/** The text itself, as high as it is up to a limit. */
export function TextField(props: TextFieldProps) {
  const { fieldRef, value, marks, placeholder, readOnly, onType, ...events } = props;
  const { t } = useT();
  const hintId = useId();
  const behindRef = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    const element = fieldRef.current;
    if (element !== null && !growsByItself()) {
      element.style.height = 'auto';
      element.style.height = `${element.scrollHeight + 2}px`;
    }
  }, [fieldRef, value]);

  // A text field draws no marks: they lie behind it, on the same letters at the same place.
  const marked = marks.length > 0;
  useLayoutEffect(() => {
    const [field, behind] = [fieldRef.current, behindRef.current];
    if (marked && field !== null && behind !== null) {
      behind.style.width = `${field.clientWidth}px`;
      behind.style.height = `${field.clientHeight}px`;
      behind.scrollTop = field.scrollTop;
    }
  }, [fieldRef, value, marked]);

  return (
    <div className="relative mx-1 min-w-0 flex-1 rounded-2xl bg-raised max-sm:-order-2 max-sm:basis-3/4">
      {marked && (
        <div
          ref={behindRef}
          aria-hidden="true"
          dir="auto"
          data-marks={marks.length}
          className={`pointer-events-none absolute top-px left-px overflow-hidden [overflow-wrap:break-word] whitespace-pre-wrap text-transparent select-none [unicode-bidi:plaintext] ${LETTERS}`}
        >
          <Marked text={value} marks={marks} />
        </div>
      )}
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
        onScroll={(event) => {
          if (behindRef.current !== null) {
            behindRef.current.scrollTop = event.currentTarget.scrollTop;
          }
        }}
        {...events}
        className={`relative block field-sizing-content max-h-48 min-h-10 w-full resize-none rounded-2xl border border-line-strong bg-transparent placeholder:text-ink-3 read-only:bg-linen read-only:text-ink-3 focus:border-thread focus:outline-none ${LETTERS}`}
      />
      <span id={hintId} className="sr-only">
        {t('composer.hint')}
      </span>
    </div>
  );
}

/** Where the browser does not, the field is measured with every letter, and the page laid out twice. */
function growsByItself(): boolean {
  return 'fieldSizing' in document.documentElement.style;
}

function Marked({ text, marks }: { text: string; marks: readonly Range[] }) {
  return (
    <>
      {marks.map(({ from, to }, index) => {
        return (
          <span key={from}>
            {text.slice(marks[index - 1]?.to ?? 0, from)}
            <mark className="rounded-sm bg-warn/30 text-transparent shadow-[0_2px_0_0_var(--color-warn)]">
              {text.slice(from, to)}
            </mark>
          </span>
        );
      })}
      {text.slice(marks.at(-1)?.to ?? 0)}
      {/* A last empty line has no height of its own. */}
      {'\u200B'}
    </>
  );
}
