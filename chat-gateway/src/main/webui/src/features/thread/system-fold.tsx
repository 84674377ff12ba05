import { ChevronsDownUp, ChevronsUpDown } from 'lucide-react';
import { useState } from 'react';
import { useT } from '@/shared/i18n/i18n';
import { SystemLine } from './system-line';
import type { Run } from './system-run';

/** What was opened stays open while its line scrolls out of sight and comes back. */
const opened = new Set<string>();

/** Several changes in a row, folded to the newest. */
export function SystemFold({ run }: { run: Run }) {
  const { t } = useT();
  const newest = run.messages.at(-1);
  const name = newest?.id ?? run.key;
  const [open, setOpen] = useState(opened.has(name));
  const shown = open ? run.messages : run.messages.slice(-1);
  const more = run.messages.length - 1;

  function turn(): void {
    if (open) {
      opened.delete(name);
    } else {
      opened.add(name);
    }
    setOpen(!open);
  }

  return (
    <div className="flex flex-col items-center gap-1 px-6 py-2" data-run={run.messages.length}>
      <button
        type="button"
        aria-expanded={open}
        onClick={turn}
        className="inline-flex items-center gap-1.5 rounded-full bg-paper/80 px-2.5 py-0.5 text-xs font-medium text-ink-2 shadow-card hover:text-ink"
      >
        {open ? (
          <ChevronsDownUp className="size-3.5" aria-hidden="true" />
        ) : (
          <ChevronsUpDown className="size-3.5" aria-hidden="true" />
        )}
        {open ? t('team.line.fewer') : t('team.line.more', { count: more })}
      </button>
      {shown.map((message) => (
        <span
          key={message.id}
          data-message-id={message.id}
          data-seq={message.seq}
          data-direction="system"
          className="rounded-full bg-paper/80 px-3 py-1 text-center text-xs text-ink-3 shadow-card"
        >
          <SystemLine message={message} />
        </span>
      ))}
    </div>
  );
}
