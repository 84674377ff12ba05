import { describe, expect, it } from 'vitest';
import { aMessage } from '@/test/samples';
import { itemsOf } from './items';
import { folded } from './system-run';

const text = (seq: number) => aMessage({ seq });
const line = (seq: number) => aMessage({ seq, direction: 'system', body: 'closed', author: 'ana' });

const kinds = (...messages: ReturnType<typeof aMessage>[]): string[] =>
  folded(itemsOf(messages, [], null)).map((item) =>
    item.kind === 'run' ? `run of ${item.messages.length}` : item.kind,
  );

describe('system lines', () => {
  it('are one line when there are many in a row', () => {
    expect(kinds(text(1), line(2), line(3), line(4), text(5))).toEqual([
      'day',
      'message',
      'run of 3',
      'message',
    ]);
  });

  it('are all shown when they are few, or when something was said in between', () => {
    expect(kinds(text(1), line(2), line(3), text(4), line(5))).toEqual([
      'day',
      'message',
      'message',
      'message',
      'message',
      'message',
    ]);
  });
});
