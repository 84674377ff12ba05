import type { Message } from '@/shared/contract';
import type { Item } from './items';

/** Several system lines in a row: the newest is shown, the others on demand. */
export interface Run {
  kind: 'run';
  key: string;
  messages: Message[];
}

/** Fewer than this are all shown. */
const LONG = 3;

/** Folds what the system said into one line where it said much and nobody else said anything in between. */
export function folded(items: readonly Item[]): (Item | Run)[] {
  const shown: (Item | Run)[] = [];
  let run: (Item & { kind: 'message' })[] = [];
  const end = (): void => {
    const [first] = run;
    if (run.length >= LONG && first !== undefined) {
      shown.push({ kind: 'run', key: first.key, messages: run.map(({ message }) => message) });
    } else {
      shown.push(...run);
    }
    run = [];
  };
  for (const item of items) {
    if (item.kind === 'message' && item.message.direction === 'system') {
      run.push(item);
    } else {
      end();
      shown.push(item);
    }
  }
  end();
  return shown;
}
