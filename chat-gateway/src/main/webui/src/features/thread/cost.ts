import type { Segments } from './segments';
import { segmentsOf } from './segments';

/** What the server takes; it refuses the rest with the reason, and counts by itself. */
export const MOST_PARTS = 10;
export const LONGEST_MMS_TEXT = 1_000;

/** What a message is for the carrier. */
export type Cost =
  | { kind: 'sms'; parts: number; segments: Segments; limit: number; tooLong: boolean }
  | { kind: 'mms'; used: number; limit: number; tooLong: boolean };

export function costOf(body: string, mms: boolean): Cost {
  if (mms) {
    return {
      kind: 'mms',
      used: body.length,
      limit: LONGEST_MMS_TEXT,
      tooLong: body.length > LONGEST_MMS_TEXT,
    };
  }
  const segments = segmentsOf(body);
  const { parts } = segments;
  return { kind: 'sms', parts, segments, limit: MOST_PARTS, tooLong: parts > MOST_PARTS };
}
