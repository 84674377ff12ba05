import { describe, expect, it } from 'vitest';
import { aMessage, at } from '@/test/samples';
import type { Timeline } from './timeline';
import {
  gapOf,
  withMessage,
  withMessageFrame,
  withNewest,
  withOlder,
  withStatusFrame,
  withTop,
} from './timeline';

function timelineOf(from: number, to: number, values: Partial<Timeline> = {}): Timeline {
  const messages = Array.from({ length: to - from + 1 }, (_, index) => aMessage({ seq: from + index }));
  return { messages, lastSeq: to, hasOlder: from > 1, ...values };
}

const seqs = (timeline: Timeline): number[] => timeline.messages.map((message) => message.seq);

describe('a timeline', () => {
  it('takes a new message at its end and one that came late in its place', () => {
    expect(seqs(withMessage(timelineOf(1, 3), aMessage({ seq: 5 })))).toEqual([1, 2, 3, 5]);
    const late = withMessage(withMessage(timelineOf(1, 2), aMessage({ seq: 5 })), aMessage({ seq: 4 }));
    expect(seqs(late)).toEqual([1, 2, 4, 5]);
  });

  it('does not take a change of a message older than what is loaded', () => {
    const timeline = timelineOf(10, 12);
    expect(withMessage(timeline, aMessage({ seq: 4 }))).toBe(timeline);
  });

  it('replaces a message by a newer state of it and ignores an older one', () => {
    const timeline = withMessage(timelineOf(1, 1), aMessage({ seq: 2, repeats: 2, updatedAt: at(5) }));
    expect(withMessage(timeline, aMessage({ seq: 2, repeats: 1, updatedAt: at(4) }))).toBe(timeline);
    expect(
      withMessage(timeline, aMessage({ seq: 2, repeats: 3, updatedAt: at(6) })).messages[1]?.repeats,
    ).toBe(3);
  });

  it('moves a tick forward, never back', () => {
    const sent = aMessage({ seq: 2, direction: 'outbound', status: 'sent', updatedAt: at(5) });
    const timeline = withMessageFrame(timelineOf(1, 1), 2, sent);
    const delivered = withStatusFrame(timeline, 3, {
      messageId: sent.id,
      status: 'delivered',
      updatedAt: at(5),
    });
    expect(delivered.messages[1]?.status).toBe('delivered');
    const back = withStatusFrame(delivered, 3, { messageId: sent.id, status: 'sent', updatedAt: at(5) });
    expect(back).toBe(delivered);
  });

  it('knows two states of one millisecond apart', () => {
    const known = aMessage({ seq: 1, repeats: 3, updatedAt: '2026-11-20T15:00:00.123457Z' });
    const timeline: Timeline = { messages: [known], lastSeq: 3, hasOlder: false };
    const older = aMessage({ seq: 1, repeats: 2, updatedAt: '2026-11-20T15:00:00.123456Z' });
    expect(withMessage(timeline, older)).toBe(timeline);
    expect(withMessage({ ...timeline, messages: [older] }, known).messages[0]?.repeats).toBe(3);
  });

  it('knows exactly what is missing until it has come', () => {
    const one = withMessageFrame(timelineOf(1, 3), 6, aMessage({ seq: 6 }));
    expect(gapOf(one)).toEqual({ after: 3, before: 6 });
    const two = withMessageFrame(one, 4, aMessage({ seq: 4 }));
    expect(gapOf(two)).toEqual({ after: 4, before: 6 });
    const whole = withMessageFrame(two, 5, aMessage({ seq: 5 }));
    expect(gapOf(whole)).toBeNull();
    expect(whole).toEqual(timelineOf(1, 6, { hasOlder: false }));
  });

  it('does not take the word of a summary for the message it speaks of', () => {
    const spoken = withTop(timelineOf(1, 3), 4);
    expect(gapOf(spoken)).toEqual({ after: 3, before: 5 });
    expect(gapOf(withMessageFrame(spoken, 4, aMessage({ seq: 4 })))).toBeNull();
  });

  it('keeps the tick of a message that comes after it', () => {
    const tick = withStatusFrame(timelineOf(1, 1), 3, {
      messageId: 'message-2',
      status: 'delivered',
      updatedAt: at(9),
    });
    const whole = withMessageFrame(
      tick,
      2,
      aMessage({ seq: 2, direction: 'outbound', status: 'queued', updatedAt: at(2) }),
    );
    expect(whole.messages[1]?.status).toBe('delivered');
    expect(whole.lastSeq).toBe(3);
  });

  it('keeps what came by frame while a page was read that does not reach back', () => {
    const known = withMessageFrame(timelineOf(1, 5), 70, aMessage({ seq: 70 }));
    const joined = withNewest(known, timelineOf(20, 65));
    expect(seqs(joined).slice(-2)).toEqual([65, 70]);
    expect(gapOf(joined)).toEqual({ after: 65, before: 70 });
  });

  it('puts history in front without doubling what both have', () => {
    const timeline = withOlder(
      timelineOf(5, 6),
      [4, 5].map((seq) => aMessage({ seq })),
      true,
    );
    expect(seqs(timeline)).toEqual([4, 5, 6]);
    expect(timeline.hasOlder).toBe(true);
  });

  it('joins newest messages that reach as far back and keeps the rest of the history', () => {
    const joined = withNewest(timelineOf(4, 5), timelineOf(4, 8));
    expect(seqs(joined)).toEqual([4, 5, 6, 7, 8]);
    expect(joined).toMatchObject({ lastSeq: 8, hasOlder: true });
  });

  it('lets go of history that was not read again', () => {
    const joined = withNewest(timelineOf(1, 5), timelineOf(60, 65));
    expect(seqs(joined)).toEqual([60, 61, 62, 63, 64, 65]);
    expect(joined.hasOlder).toBe(true);
  });
});
