import { describe, expect, it } from 'vitest';
import { aMessage, at } from '@/test/samples';
import type { MessageDetails } from './api/get-message';
import { effectOf, obstacleOf, outcomeOf, storyOf } from './story';

const details = (values: Partial<MessageDetails>): MessageDetails => ({
  ...aMessage({ direction: 'outbound', status: 'failed', author: 'ana', createdAt: at(0) }),
  attempts: [],
  receipts: [],
  decisions: [],
  records: [],
  deliveries: [],
  corrections: [],
  ...values,
});

describe('the story of a message', () => {
  it('of what a contact wrote is every delivery of it, and what it said before it was read again', () => {
    const story = storyOf(
      details({
        direction: 'inbound',
        status: 'received',
        repeats: 2,
        deliveries: [
          { deliveryId: 'd1', receivedAt: at(0), counted: true },
          { deliveryId: 'd2', receivedAt: at(1), counted: false },
          { deliveryId: 'd3', receivedAt: at(2), counted: true },
        ],
        corrections: [{ at: at(9), before: 'Hola+amigo', media: [] }],
      }),
    );
    expect(
      story.map((one) => (one.kind === 'delivery' ? `${one.delivery.deliveryId} ${one.number}` : one.kind)),
    ).toEqual(['d1 1', 'd2 1', 'd3 2', 'correction']);
    expect(storyOf(details({ direction: 'inbound' })).map((one) => one.kind)).toEqual(['came']);
  });

  it('is told in the order in which it happened or became known', () => {
    const story = storyOf(
      details({
        records: [{ readAt: at(9), takenAt: at(0), kind: 'sms', refId: 'A1', effect: 'known' }],
        receipts: [{ receivedAt: at(3), stat: 'UNDELIV', text: '', effect: 'applied' }],
        decisions: [{ at: at(4), kind: 'sent-again', by: 'leo' }],
        attempts: [{ startedAt: at(1) }, { startedAt: at(5), askedBy: 'leo' }],
      }),
    );
    expect(story.map((chapter) => chapter.kind)).toEqual([
      'written',
      'attempt',
      'receipt',
      'decision',
      'attempt',
      'record',
    ]);
    expect(story.flatMap((chapter) => (chapter.kind === 'attempt' ? [chapter.number] : []))).toEqual([1, 2]);
  });

  it('says once for when it was scheduled', () => {
    expect(storyOf(details({ sendAt: at(60) }))[0]).toMatchObject({ kind: 'written', sendAt: at(60) });
    const later = details({
      sendAt: at(60),
      decisions: [{ at: at(2), kind: 'sent-again', by: 'leo', sendAt: at(60) }],
    });
    expect(storyOf(later)[0]).toMatchObject({ kind: 'written', sendAt: null });
  });

  it('translates what it knows and leaves the rest as it came', () => {
    expect(outcomeOf('unknown: timed-out')).toEqual({ word: 'unknown', detail: 'timed-out' });
    expect(outcomeOf('not accepted: RATE_LIMITED')).toEqual({ word: 'not-accepted', detail: 'RATE_LIMITED' });
    expect(outcomeOf('refused: 7702: a: b')).toEqual({ word: 'refused', detail: '7702: a: b' });
    expect(outcomeOf(null)).toEqual({ word: 'under-way', detail: '' });
    expect(outcomeOf('bewitched')).toBeNull();
    expect(effectOf('contradiction')).toBe('contradiction');
    expect(effectOf('bewitched')).toBeNull();
    expect(obstacleOf('RATE_LIMITED')).toBe('rate-limited');
    expect(obstacleOf('MERCURY_RETROGRADE')).toBeNull();
  });
});
