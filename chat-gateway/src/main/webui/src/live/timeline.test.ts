import { describe, expect, it } from 'vitest';
import { aMessage, at } from '@/test/samples';
import type { Timeline } from './timeline';
import { withMessage, withNewest, withOlder, withStatus } from './timeline';

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
    const timeline = withMessage(timelineOf(1, 1), sent);
    const delivered = withStatus(timeline, { messageId: sent.id, status: 'delivered', updatedAt: at(5) });
    expect(delivered.messages[1]?.status).toBe('delivered');
    const back = withStatus(delivered, { messageId: sent.id, status: 'sent', updatedAt: at(5) });
    expect(back).toBe(delivered);
    expect(withStatus(delivered, { messageId: 'unknown', status: 'sent', updatedAt: at(9) })).toBe(delivered);
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

  it('joins a newest page that overlaps and keeps the history', () => {
    const joined = withNewest(timelineOf(1, 5, { hasOlder: false }), timelineOf(4, 8));
    expect(seqs(joined)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(joined).toMatchObject({ lastSeq: 8, hasOlder: false });
  });

  it('drops a history that would have a hole before the newest page', () => {
    const joined = withNewest(timelineOf(1, 5), timelineOf(60, 65));
    expect(seqs(joined)).toEqual([60, 61, 62, 63, 64, 65]);
    expect(joined.hasOlder).toBe(true);
  });
});
