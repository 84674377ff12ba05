import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { ContactCard } from './api/get-contact';
import type { Spot } from './saving';
import { ChangedMeanwhile, note, valueAt } from './saving';

export type SaveState =
  | { is: 'idle' }
  | { is: 'saving' }
  | { is: 'saved' }
  | { is: 'failed'; error: unknown }
  | { is: 'conflict'; theirs: string };

interface Draft {
  value: string;
  /** What stood there when the person began to write. */
  was: string;
}

const SAVED_MS = 2_500;

/**
 * One place of a contact while somebody writes into it. It is saved when they leave it; what they have not touched follows
 * what others save. Leaving the page of the contact saves it too.
 */
export function useNote(contact: ContactCard, external: string, spot: Spot) {
  const client = useQueryClient();
  const there = valueAt(contact, spot);
  const [draft, setDraft] = useState<Draft | null>(null);
  const [state, setState] = useState<SaveState>({ is: 'idle' });
  const latest = useRef({ draft, spot, saving: false });
  /** They left the place while it was being saved, with more in it. */
  const left = useRef(false);
  useEffect(() => {
    latest.current = { draft, spot, saving: state.is === 'saving' };
  });
  useEffect(
    () => () => {
      // Read on purpose when it goes: what stands there then is what was not saved yet.
      const { draft: open, spot: where, saving } = latest.current;
      if (open !== null && !saving && open.value.trim() !== open.was) {
        note(client, external, where, open.was, open.value.trim()).catch(() => undefined);
      }
    },
    [client, external],
  );
  useEffect(() => {
    if (state.is !== 'saved') {
      return;
    }
    const timer = setTimeout(() => setState({ is: 'idle' }), SAVED_MS);
    return () => clearTimeout(timer);
  }, [state]);

  async function saveAs({ value, was }: Draft): Promise<void> {
    const wanted = value.trim();
    if (wanted === was) {
      setDraft(null);
      setState({ is: 'idle' });
      return;
    }
    setState({ is: 'saving' });
    try {
      await note(client, external, spot, was, wanted);
      // Whoever has gone on writing meanwhile keeps what they wrote.
      const now = latest.current.draft;
      if (now !== null && now.value !== value) {
        const next = { value: now.value, was: wanted };
        setDraft(next);
        if (left.current) {
          left.current = false;
          await saveAs(next);
        } else {
          setState({ is: 'idle' });
        }
        return;
      }
      setDraft(null);
      setState({ is: 'saved' });
    } catch (error) {
      setState(
        error instanceof ChangedMeanwhile
          ? { is: 'conflict', theirs: error.theirs }
          : { is: 'failed', error },
      );
    }
  }

  return {
    value: draft?.value ?? there,
    state,
    /** Something is in it that is not saved. */
    open: draft !== null,
    write: (value: string): void => {
      setDraft((now) => ({ value, was: now?.was ?? there }));
      if (state.is !== 'saving') {
        setState({ is: 'idle' });
      }
    },
    save: (): void => {
      if (state.is === 'saving') {
        left.current = true;
      } else if (draft !== null && state.is !== 'conflict') {
        void saveAs(draft);
      }
    },
    /** At once, for what is chosen and not written. */
    choose: (value: string): void => {
      const next = { value, was: draft?.was ?? there };
      setDraft(next);
      void saveAs(next);
    },
    revert: (): void => {
      setDraft(null);
      setState({ is: 'idle' });
    },
    keepMine: (): void => {
      if (draft !== null && state.is === 'conflict') {
        void saveAs({ value: draft.value, was: state.theirs });
      }
    },
  };
}
