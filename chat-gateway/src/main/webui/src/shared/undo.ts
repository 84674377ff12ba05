import { settings } from './settings';
import { toast } from './ui/toast';

/** Something this agent did last that can be taken back. */
export interface Undoable {
  /** What taking it back is called, in the palette. */
  title: string;
  run: () => void;
}

/** The key for it, wherever nobody writes. */
export const UNDO_KEY = 'z';
const OFFERED_MS = 10_000;

let offers: readonly Undoable[] = [];

/**
 * Offers to take something back, before anything that was offered earlier.
 *
 * @returns what ends the offer
 */
export function offerUndo(one: Undoable): () => void {
  offers = [...offers, one];
  return () => {
    offers = offers.filter((other) => other !== one);
  };
}

/** What was done last, as long as it can be taken back. */
export const lastUndoable = (): Undoable | undefined => offers.at(-1);

interface Done {
  /** What was done. */
  text: string;
  /** What the button says. */
  label: string;
  title: string;
  /** Takes it back. */
  run: () => void;
}

let endLast = (): void => undefined;

/** Says what was done, and offers to take it back as long as that stands on the screen. Only the last one stands there. */
export function toastDone({ text, label, title, run }: Done): void {
  endLast();
  const withdraw = offerUndo({
    title,
    run: () => {
      close();
      run();
    },
  });
  const close = toast(
    text,
    { label, run, ...(settings.get().singleKeys && { key: UNDO_KEY }) },
    { shownMs: OFFERED_MS, onGone: withdraw },
  );
  endLast = close;
}
