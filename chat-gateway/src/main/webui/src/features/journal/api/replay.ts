import * as z from 'zod/mini';
import { callFor } from '@/shared/http';

/** Which deliveries to read again: those named, or all of a stretch of time. */
export type ReplayScope =
  | { kind: 'chosen'; ids: readonly string[] }
  | { kind: 'range'; from: string | null; to: string; of: string | null; number: string | null };

export const MOST_CHOSEN = 500;

const shape = z.object({
  kind: z.nullish(z.string()),
  from: z.nullish(z.string()),
  to: z.nullish(z.union([z.string(), z.array(z.string())])),
  body: z.nullish(z.string()),
  media: z.nullish(z.array(z.string())),
  stat: z.nullish(z.string()),
  err: z.nullish(z.string()),
  refId: z.nullish(z.string()),
  reason: z.nullish(z.string()),
});
export type Shape = z.output<typeof shape>;

const item = z.object({
  delivery: z.string(),
  at: z.nullish(z.string()),
  change: z.catch(z.string(), 'changed'),
  before: z.nullish(shape),
  now: z.nullish(shape),
  fields: z.catch(z.array(z.string()), []),
});
export type ReplayItem = z.output<typeof item>;

const counts = z.object({
  same: z.catch(z.number(), 0),
  changed: z.catch(z.number(), 0),
  new: z.catch(z.number(), 0),
  stillQuarantined: z.catch(z.number(), 0),
  gone: z.catch(z.number(), 0),
});
export type ReplayCounts = z.output<typeof counts>;

const answer = z.object({
  read: z.catch(z.number(), 0),
  counts,
  items: z.catch(z.array(item), []),
  emitted: z.catch(z.number(), 0),
  next: z.nullish(z.string()),
});
export type ReplayPage = z.output<typeof answer>;

interface ReplayCall {
  scope: ReplayScope;
  cursor: string | null;
  dryRun: boolean;
  /** The same for every repetition of this very call. */
  key: string;
  signal: AbortSignal;
}

/** Reads one page of deliveries again; without `dryRun` it emits again what reads differently now. */
export async function replay({ scope, cursor, dryRun, key, signal }: ReplayCall): Promise<ReplayPage> {
  const what =
    scope.kind === 'chosen'
      ? { deliveries: scope.ids }
      : {
          ...(scope.from !== null && { from: scope.from }),
          to: scope.to,
          ...(scope.of !== null && { kind: scope.of }),
          ...(scope.number !== null && { number: scope.number }),
          ...(cursor !== null && { cursor }),
        };
  const { data } = await callFor(answer, '/api/journal/replays', {
    method: 'POST',
    json: { ...what, dryRun },
    headers: { 'Idempotency-Key': key },
    timeoutMs: 90_000,
    signal,
  });
  return data;
}
