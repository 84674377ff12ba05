import { X } from 'lucide-react';
import { useEffect } from 'react';
import { Store, useStore } from '../store';

interface Toast {
  id: number;
  text: string;
  action?: ToastAction | undefined;
}

/** Something to do about it. */
export interface ToastAction {
  label: string;
  run: () => void;
}

const toasts = new Store<readonly Toast[]>([]);
let next = 1;
const SHOWN_MS = 7_000;

/** Tells what happened to something that has no place of its own on the screen. */
export function toast(text: string, action?: ToastAction): void {
  const id = next++;
  toasts.update((all) => [...all.slice(-2), { id, text, action }]);
}

function dismiss(id: number): void {
  toasts.update((all) => all.filter((one) => one.id !== id));
}

export function Toasts({ closeLabel }: { closeLabel: string }) {
  const all = useStore(toasts);
  return (
    <div
      role="status"
      className="pointer-events-none fixed inset-x-0 bottom-6 z-50 flex flex-col items-center gap-2 px-4"
    >
      {all.map((one) => (
        <ToastLine key={one.id} toast={one} closeLabel={closeLabel} />
      ))}
    </div>
  );
}

function ToastLine({ toast: { id, text, action }, closeLabel }: { toast: Toast; closeLabel: string }) {
  useEffect(() => {
    const timer = setTimeout(() => dismiss(id), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [id]);
  return (
    <div className="pop pointer-events-auto flex max-w-lg items-center gap-3 rounded-xl bg-ink py-2 pr-2 pl-4 text-sm text-paper shadow-float">
      <span className="line-clamp-3">{text}</span>
      {action !== undefined && (
        <button
          type="button"
          onClick={() => {
            dismiss(id);
            action.run();
          }}
          className="shrink-0 font-semibold underline underline-offset-2"
        >
          {action.label}
        </button>
      )}
      <button
        type="button"
        aria-label={closeLabel}
        onClick={() => dismiss(id)}
        className="grid size-7 place-items-center rounded-full opacity-80 hover:opacity-100"
      >
        <X className="size-4" aria-hidden="true" />
      </button>
    </div>
  );
}
