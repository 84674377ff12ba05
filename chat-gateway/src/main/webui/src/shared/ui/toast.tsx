import { X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Store, useStore } from '../store';

interface ToastOptions {
  shownMs?: number;
  /** It is no longer on the screen, for whatever reason. */
  onGone?: () => void;
}

interface Toast extends ToastOptions {
  id: number;
  text: string;
  action?: ToastAction | undefined;
}

/** Something to do about it. */
export interface ToastAction {
  label: string;
  run: () => void;
  /** A key that does the same; the button shows it. */
  key?: string;
}

const toasts = new Store<readonly Toast[]>([]);
let next = 1;
const SHOWN_MS = 7_000;
const AGAIN_MS = 1_000;
const MOST = 3;

/**
 * Tells what happened to something that has no place of its own on the screen.
 *
 * @returns what takes it away
 */
export function toast(text: string, action?: ToastAction, options: ToastOptions = {}): () => void {
  const id = next++;
  const eldest = toasts.get().at(-MOST);
  if (eldest !== undefined) {
    dismiss(eldest.id);
  }
  toasts.update((all) => [...all, { ...options, id, text, action }]);
  return () => dismiss(id);
}

function dismiss(id: number): void {
  const gone = toasts.get().find((one) => one.id === id);
  toasts.update((all) => all.filter((one) => one.id !== id));
  gone?.onGone?.();
}

/** They stand over the list, where they cover neither a conversation nor the place to write; on a phone above that place. */
export function Toasts({ closeLabel }: { closeLabel: string }) {
  const all = useStore(toasts);
  useEffect(() => () => toasts.get().forEach(({ id }) => dismiss(id)), []);
  return (
    <div
      role="status"
      className="pointer-events-none fixed inset-x-0 bottom-32 z-50 flex flex-col items-center gap-2 px-4 md:right-auto md:bottom-4 md:left-16 md:max-w-[22rem] md:items-start md:px-3 lg:max-w-[25rem]"
    >
      {all.map((one) => (
        <ToastLine key={one.id} toast={one} closeLabel={closeLabel} />
      ))}
    </div>
  );
}

function ToastLine({
  toast: { id, text, action, shownMs = SHOWN_MS },
  closeLabel,
}: {
  toast: Toast;
  closeLabel: string;
}) {
  const line = useRef<HTMLDivElement>(null);
  const cameFrom = useRef<Element | null>(null);
  useEffect(() => {
    let timer = setTimeout(end, shownMs);
    function end(): void {
      // Whoever is at it, or has a dialog over it, is not hurried.
      if (
        line.current?.matches(':hover, :focus-within') === true ||
        document.querySelector('dialog[open]') !== null
      ) {
        timer = setTimeout(end, AGAIN_MS);
      } else {
        dismiss(id);
      }
    }
    return () => clearTimeout(timer);
  }, [id, shownMs]);

  function leave(): void {
    // The focus does not get lost with the button that had it.
    if (cameFrom.current instanceof HTMLElement && cameFrom.current.isConnected) {
      cameFrom.current.focus();
    }
    dismiss(id);
  }

  return (
    <div
      ref={line}
      role="presentation"
      data-toast
      onFocus={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) {
          cameFrom.current = event.relatedTarget;
        }
      }}
      className="pop pointer-events-auto flex max-w-lg items-center gap-3 rounded-xl bg-ink py-2 pr-2 pl-4 text-sm text-paper shadow-float md:max-w-full"
    >
      <span className="line-clamp-3 min-w-0 [overflow-wrap:anywhere]">{text}</span>
      {action !== undefined && (
        <button
          type="button"
          aria-keyshortcuts={action.key}
          onClick={() => {
            leave();
            action.run();
          }}
          className="flex min-h-6 shrink-0 items-center gap-1.5 font-semibold underline underline-offset-2"
        >
          {action.label}
          {action.key !== undefined && (
            <kbd
              aria-hidden="true"
              className="rounded border border-current/40 px-1 text-[0.6875rem] leading-4 font-semibold uppercase max-md:hidden"
            >
              {action.key}
            </kbd>
          )}
        </button>
      )}
      <button
        type="button"
        aria-label={closeLabel}
        onClick={leave}
        className="grid size-7 shrink-0 place-items-center rounded-full opacity-80 hover:opacity-100"
      >
        <X className="size-4" aria-hidden="true" />
      </button>
    </div>
  );
}
