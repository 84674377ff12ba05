import type { ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';

interface PopoverProps {
  /** The button; it must spread what it is given. */
  trigger: (props: { 'aria-expanded': boolean; 'aria-haspopup': 'dialog'; onClick: () => void }) => ReactNode;
  /** The name of what opens. */
  label: string;
  children: (close: () => void) => ReactNode;
  className?: string;
}

/** Something small that opens beside its button and goes on Escape or a press elsewhere. */
export function Popover({ trigger, label, children, className = '' }: PopoverProps) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const [returning, setReturning] = useState(false);
  const panel = useRef<HTMLDivElement>(null);

  function close(): void {
    setOpen(false);
    setReturning(true);
  }

  useEffect(() => {
    if (returning) {
      root.current?.querySelector<HTMLElement>('[aria-haspopup]')?.focus();
      // eslint-disable-next-line react-hooks/set-state-in-effect
      setReturning(false);
    }
  }, [returning]);

  useEffect(() => {
    if (!open) {
      return;
    }
    panel.current?.querySelector<HTMLElement>('button, input, select, a[href]')?.focus();
    const pressed = (event: PointerEvent): void => {
      if (event.target instanceof Node && root.current?.contains(event.target) === false) {
        setOpen(false);
      }
    };
    document.addEventListener('pointerdown', pressed);
    return () => document.removeEventListener('pointerdown', pressed);
  }, [open]);

  return (
    <div
      ref={root}
      role="presentation"
      className="relative"
      onKeyDown={(event) => {
        if (open && event.key === 'Escape') {
          event.stopPropagation();
          close();
        }
      }}
    >
      {trigger({ 'aria-expanded': open, 'aria-haspopup': 'dialog', onClick: () => setOpen(!open) })}
      {open && (
        <div
          ref={panel}
          role="dialog"
          aria-label={label}
          className={`pop absolute z-30 rounded-xl border border-line bg-raised p-2 shadow-float ${className}`}
        >
          {children(close)}
        </div>
      )}
    </div>
  );
}
