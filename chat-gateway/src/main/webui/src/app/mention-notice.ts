import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useLocation } from 'wouter';
import { keys } from '@/live/keys';
import type { Thread } from '@/shared/contract';
import { formatPhone } from '@/shared/format';
import { texts } from '@/shared/i18n/i18n';
import { useMe } from '@/shared/me';
import { toast } from '@/shared/ui/toast';

/** Tells this agent that a colleague calls them, wherever in the product they are, and leads there. */
export function useMentionNotice(): void {
  const client = useQueryClient();
  const { user } = useMe();
  const [path, navigate] = useLocation();
  const here = useRef(path);
  useEffect(() => {
    here.current = path;
  }, [path]);
  useEffect(() => {
    // What was there before the page is on the screen already, and read or not.
    const from = Date.now();
    const told = new Set<string>();
    return client.getQueryCache().subscribe((event) => {
      if (event.type !== 'updated' || (event.query.queryKey as readonly unknown[])[0] !== keys.threads[0]) {
        return;
      }
      const thread = event.query.state.data as Thread | undefined;
      const last = thread?.lastMessage;
      if (
        thread === undefined ||
        last?.direction !== 'note' ||
        last.mentions?.includes(user) !== true ||
        told.has(last.id) ||
        Date.parse(thread.lastMessageAt) < from - SKEW_MS
      ) {
        return;
      }
      told.add(last.id);
      const address = `/t/${thread.id}`;
      if (here.current === address) {
        return;
      }
      const contact = thread.displayName ?? formatPhone(thread.external);
      toast(texts('message.called', { contact, text: last.preview }), {
        label: texts('message.open'),
        run: () => navigate(address),
      });
    });
  }, [client, user, navigate]);
}

const SKEW_MS = 30_000;
