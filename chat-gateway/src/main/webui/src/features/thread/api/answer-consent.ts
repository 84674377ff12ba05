import { useMutation, useQueryClient } from '@tanstack/react-query';
import { keys } from '@/live/keys';
import { useLive } from '@/live/live-context';
import { threadAnswer, threadOf } from '@/shared/contract';
import { callFor } from '@/shared/http';
import { keepRead } from './change-thread';

export interface ConsentAnswer {
  answer: 'opt-out' | 'keep' | 'opt-in';
  reason?: string;
}

/** An agent says what a contact meant, or what they asked for by other means. */
export function useAnswerConsent(threadId: string, onFailed: (error: Error) => void) {
  const live = useLive();
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (answer: ConsentAnswer) => {
      const { data } = await callFor(threadAnswer, `/api/threads/${encodeURIComponent(threadId)}/consent`, {
        method: 'POST',
        json: answer,
      });
      return threadOf(data);
    },
    onSuccess: (thread) => {
      live.putThread(keepRead(thread, live.known(threadId)));
      void client.invalidateQueries({ queryKey: keys.consents(threadId) });
    },
    onError: onFailed,
  });
}
