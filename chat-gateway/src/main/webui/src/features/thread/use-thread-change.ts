import { useQueryClient } from '@tanstack/react-query';
import { useLive } from '@/live/live-context';
import type { Thread } from '@/shared/contract';
import { formatPhone } from '@/shared/format';
import { useT } from '@/shared/i18n/i18n';
import { useMe } from '@/shared/me';
import { useNames } from '@/shared/team/people';
import { toast } from '@/shared/ui/toast';
import { toastDone } from '@/shared/undo';
import { labelsQuery } from '@/shared/workspace/labels';
import type { ThreadChange } from './api/change-thread';
import { useChangeThread } from './api/change-thread';
import { problemText } from './problem-text';
import { lineOf } from './system-line';
import { changeBack, lineOfChange } from './taken-back';

/** Changes who has a thread, its state or its labels, and offers for a while to take that back, wherever one is by then. */
export function useThreadChange(thread: Thread): (change: ThreadChange) => void {
  const { t, language } = useT();
  const me = useMe();
  const names = useNames();
  const live = useLive();
  const client = useQueryClient();
  const onFailed = (error: Error): void => {
    toast(t('thread.changeFailed', { reason: problemText(error, t) }));
  };

  /** What was done, and with whom: the list may have moved on since. */
  function told(change: ThreadChange, before: Thread, after: Thread): string | null {
    const line = lineOfChange(change, before, after, me.user);
    if (line === null) {
      return null;
    }
    const labels = client.getQueryData(labelsQuery.queryKey);
    const said = lineOf(line, {
      t,
      language,
      now: new Date(),
      name: names,
      label: (key) => labels?.find((one) => one.key === key)?.name ?? key,
    });
    return `${after.displayName ?? formatPhone(after.external)}: ${said}`;
  }

  const back = useChangeThread(thread.id, { onFailed });
  const forth = useChangeThread(thread.id, {
    onFailed,
    onDone: (change, before, after) => {
      const text = told(change, before, after);
      if (text === null) {
        return;
      }
      toastDone({
        text,
        label: t('team.undo.undo'),
        title: t('team.undo.command', { what: text }),
        run: () => {
          const now = live.known(thread.id);
          const wish = now === undefined ? null : changeBack(change, before, after, now, new Date());
          if (wish === null) {
            toast(t('team.undo.late'));
          } else {
            back.mutate(wish);
          }
        },
      });
    },
  });
  return forth.mutate;
}
