import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { keys } from '@/live/keys';
import type { Thread } from '@/shared/contract';
import { messageStatus } from '@/shared/contract';
import { callFor } from '@/shared/http';
import { quietView } from '../quiet';

const entry = z.object({
  id: z.string(),
  at: z.string(),
  did: z.nullish(z.string()),
  kind: z.string(),
  channel: z.catch(z.string(), ''),
  actor: z.nullish(z.string()),
  word: z.nullish(z.string()),
  text: z.nullish(z.string()),
  reason: z.nullish(z.string()),
  messageId: z.nullish(z.string()),
  confirmation: z.nullish(
    z.object({
      text: z.catch(z.string(), ''),
      messageId: z.nullish(z.string()),
      status: messageStatus,
      afterMillis: z.nullish(z.number()),
    }),
  ),
});
export type ConsentEntry = z.output<typeof entry>;

const contact = z.object({
  zones: z.catch(z.array(z.string()), []),
  stated: z.nullish(z.string()),
  localTime: z.nullish(z.string()),
  quiet: z.catch(z.nullish(quietView), undefined),
  replyUntil: z.nullish(z.string()),
});
export type ContactTime = z.output<typeof contact>;

const consent = z.object({
  asked: z.catch(z.nullish(z.enum(['opt-out', 'unclear'])), undefined),
  since: z.nullish(z.string()),
  messageId: z.nullish(z.string()),
  entries: z.catch(z.array(entry), []),
  contact: z.catch(z.nullish(contact), undefined),
});
export type Consent = z.output<typeof consent>;

/** Night falls without an event. */
const EVERY_MS = 5 * 60_000;

/** What a contact allows, its history, and what time it is there. Read again when the contact writes or somebody decides. */
export function consentQuery(thread: Thread) {
  return queryOptions({
    queryKey: keys.consent(thread.id, `${thread.inboundCount} ${thread.consent?.since ?? ''}`),
    queryFn: async ({ signal }) => {
      const path = `/api/threads/${encodeURIComponent(thread.id)}/consent`;
      return (await callFor(consent, path, { signal })).data;
    },
    placeholderData: keepPreviousData,
    staleTime: EVERY_MS / 2,
    refetchInterval: EVERY_MS,
    retry: false,
  });
}
