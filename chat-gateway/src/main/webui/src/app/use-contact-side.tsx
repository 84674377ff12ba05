import { UserRound } from 'lucide-react';
import { useState, useSyncExternalStore } from 'react';
import { ariaKeys, useCommand } from '@/shared/commands';
import { useT } from '@/shared/i18n/i18n';
import { readStored, writeStored } from '@/shared/storage';
import { IconButton } from '@/shared/ui/button';

/** List, conversation and contact side by side need so much. */
const WIDE = '(min-width: 80rem)';
const KEY = 'hilo.contact-panel';
const COMMAND = 'i';

function useWide(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const wide = window.matchMedia(WIDE);
      wide.addEventListener('change', changed);
      return () => wide.removeEventListener('change', changed);
    },
    () => window.matchMedia(WIDE).matches,
  );
}

export interface ContactSideState {
  open: boolean;
  wide: boolean;
  /** Asked for just now, by a press or a key: the focus goes along. */
  asked: boolean;
  toggle: () => void;
  close: () => void;
}

/**
 * Whether the contact of the open conversation is shown: on a wide screen as a third column that stays from conversation
 * to conversation, else as a sheet over this one.
 */
export function useContactSide(threadId: string | null): ContactSideState {
  const { t } = useT();
  const wide = useWide();
  const [pinned, setPinned] = useState(() => readStored(KEY) === true);
  const [sheet, setSheet] = useState<string | null>(null);
  const [asked, setAsked] = useState(false);
  const open = threadId !== null && (wide ? pinned : sheet === threadId);

  function show(next: boolean): void {
    setAsked(next);
    if (wide) {
      setPinned(next);
      writeStored(KEY, next);
    } else {
      setSheet(next ? threadId : null);
    }
  }
  const toggle = (): void => show(!open);
  useCommand({
    id: 'thread.contact',
    title: () => t('thread.contact'),
    keys: COMMAND,
    run: toggle,
    when: threadId !== null,
  });
  return { open, wide, asked, toggle, close: () => show(false) };
}

/** Shows and hides the contact; stands in the header of the conversation. */
export function ContactButton({ side }: { side: ContactSideState }) {
  const { t } = useT();
  return (
    <IconButton
      label={t('thread.contact')}
      data-contact-button
      aria-expanded={side.open}
      aria-keyshortcuts={ariaKeys(COMMAND)}
      onClick={side.toggle}
    >
      <UserRound className="size-[1.125rem]" aria-hidden="true" />
    </IconButton>
  );
}
