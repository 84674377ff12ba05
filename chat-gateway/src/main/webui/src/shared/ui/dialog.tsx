import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useEffect, useId, useRef } from 'react';
import { IconButton } from './button';

interface DialogProps {
  title: string;
  closeLabel: string;
  onClose: () => void;
  children: ReactNode;
  wide?: boolean;
  /** A sheet on the right edge, as high as the window: for what is read beside a list. */
  side?: boolean;
  /** Buttons beside the one that closes. */
  actions?: ReactNode;
}

/** A modal of the platform: focus stays inside, Escape closes, focus returns to where it was. */
export function Dialog({
  title,
  closeLabel,
  onClose,
  children,
  wide = false,
  side = false,
  actions,
}: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();

  useEffect(() => {
    const element = dialog.current;
    if (element?.open === false) {
      element.showModal();
    }
  }, []);

  return (
    // A press on the backdrop lands on the dialog itself; the keyboard has Escape and the close button.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/click-events-have-key-events
    <dialog
      ref={dialog}
      aria-labelledby={heading}
      onClose={onClose}
      onClick={(event) => {
        if (event.target === dialog.current) {
          dialog.current.close();
        }
      }}
      className={`pop border-line bg-paper p-0 text-ink shadow-float ${
        side
          ? 'my-0 mr-0 ml-auto h-dvh max-h-dvh w-full max-w-3xl border-l'
          : `m-auto w-[calc(100%-2rem)] rounded-2xl border ${wide ? 'max-w-2xl' : 'max-w-md'}`
      }`}
    >
      <div className={`flex flex-col ${side ? 'h-full' : 'max-h-[calc(100dvh-4rem)]'}`}>
        <header className="flex items-center gap-2 px-5 pt-4 pb-2">
          <h2 id={heading} className="flex-1 text-lg font-semibold">
            {title}
          </h2>
          {actions}
          <IconButton label={closeLabel} onClick={() => dialog.current?.close()}>
            <X className="size-5" aria-hidden="true" />
          </IconButton>
        </header>
        <div className={`overflow-y-auto px-5 pb-5 ${side ? 'min-h-0 flex-1' : ''}`}>{children}</div>
      </div>
    </dialog>
  );
}
