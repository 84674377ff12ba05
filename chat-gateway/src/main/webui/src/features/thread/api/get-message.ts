import * as z from 'zod/mini';
import { mediaView, messageDelivery, messageStatus, messageView } from '@/shared/contract';
import { callFor } from '@/shared/http';

const attempt = z.object({
  startedAt: z.string(),
  endedAt: z.nullish(z.string()),
  millis: z.nullish(z.number()),
  outcome: z.nullish(z.string()),
  httpStatus: z.nullish(z.number()),
  /** What was asked of the carrier, in its own form. */
  request: z.nullish(z.string()),
  /** The carrier's own words. */
  answer: z.nullish(z.string()),
  refId: z.nullish(z.string()),
  askedBy: z.nullish(z.string()),
});
export type Attempt = z.output<typeof attempt>;

const receipt = z.object({
  receivedAt: z.string(),
  stat: z.catch(z.string(), ''),
  err: z.nullish(z.string()),
  text: z.catch(z.string(), ''),
  effect: z.catch(z.string(), ''),
});
export type Receipt = z.output<typeof receipt>;

/** What the carrier's own records said when they were asked. */
const carrierRecord = z.object({
  readAt: z.string(),
  takenAt: z.nullish(z.string()),
  kind: z.nullish(z.string()),
  refId: z.nullish(z.string()),
  receipt: z.nullish(z.string()),
  effect: z.catch(z.string(), ''),
});
export type CarrierRecord = z.output<typeof carrierRecord>;

/** What a person decided about it. */
const decision = z.object({
  at: z.string(),
  kind: z.catch(z.enum(['cancelled', 'sent-again']), 'sent-again'),
  by: z.catch(z.string(), ''),
  was: z.nullish(messageStatus),
  wasCode: z.nullish(z.string()),
  sendAt: z.nullish(z.string()),
});
export type Decision = z.output<typeof decision>;

/** What an inbound message said before it was read again. */
const correction = z.object({
  at: z.string(),
  before: z.catch(z.string(), ''),
  /** Attachments that it showed until then. */
  media: z.catch(z.array(mediaView), []),
  /** The message that is shown instead, between other numbers. */
  movedTo: z.nullish(z.string()),
});
export type Correction = z.output<typeof correction>;

const details = z.extend(messageView, {
  attempts: z.catch(z.array(attempt), []),
  receipts: z.catch(z.array(receipt), []),
  decisions: z.catch(z.array(decision), []),
  records: z.catch(z.array(carrierRecord), []),
  deliveries: z.catch(z.array(messageDelivery), []),
  corrections: z.catch(z.array(correction), []),
});
export type MessageDetails = z.output<typeof details>;

/** One message with its whole story. */
export async function getMessage(id: string, signal?: AbortSignal): Promise<MessageDetails> {
  return (await callFor(details, `/api/messages/${encodeURIComponent(id)}`, { signal })).data;
}
