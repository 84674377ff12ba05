import { describe, expect, it } from 'vitest';
import { aMessage, at } from '@/test/samples';
import { answeredBelow, dividerOf, itemsOf } from './items';

describe('the lines of a timeline', () => {
  it('begin each day with its date and each hand with a new run', () => {
    const items = itemsOf(
      [
        aMessage({ seq: 1 }),
        aMessage({ seq: 2 }),
        aMessage({ seq: 3, direction: 'outbound', author: 'ana' }),
        aMessage({ seq: 4, createdAt: at(48 * 60) }),
      ],
      [],
      null,
    );
    expect(
      items.map((item) =>
        item.kind === 'message' ? `${item.message.seq}${item.first ? '!' : ''}` : item.kind,
      ),
    ).toEqual(['day', '1!', '2', '3!', 'day', '4!']);
  });

  it('draw the unread line before the first unread message', () => {
    const messages = [1, 2, 3].map((seq) => aMessage({ seq }));
    const divider = dividerOf(messages, 2);
    expect(divider).toEqual({ beforeId: 'message-2', count: 2 });
    expect(itemsOf(messages, [], divider).map((item) => item.kind)).toEqual([
      'day',
      'message',
      'unread',
      'message',
      'message',
    ]);
    expect(dividerOf(messages, 0)).toBeNull();
    expect(dividerOf(messages, 9)?.beforeId).toBe('message-1');
  });

  it('know when the unread ones were answered', () => {
    const messages = [aMessage({ seq: 1 }), aMessage({ seq: 2, direction: 'outbound', author: 'ana' })];
    expect(answeredBelow(messages, { beforeId: 'message-1', count: 1 }, 'ana')).toBe(true);
    expect(answeredBelow(messages, { beforeId: 'message-1', count: 1 }, 'leo')).toBe(false);
  });
});
