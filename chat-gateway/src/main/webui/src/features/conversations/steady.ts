import type { Thread } from '@/shared/contract';

/** A list as it is drawn while it moves. */
export interface Steady {
  /** As they are drawn: newest first, but for the open one. */
  rows: readonly Thread[];
  openId: string | null;
  /** Where the open one stands; null when it is not on the list. */
  slot: number | null;
  /** By how many rows what the agent looks at has moved down since the last drawing. */
  shift: number;
  /** How many have come above what the agent looks at since they left the top. */
  above: number;
}

/**
 * Lets the list move around the open conversation, which stays in its row until the agent leaves it, and around what
 * the agent scrolled to, which stays before their eyes.
 *
 * @param threads newest first
 * @param top the first row in sight; 0 at the top, where new ones push the others down
 */
export function steadied(
  threads: readonly Thread[],
  openId: string | null,
  before: Steady | null,
  top: number,
): Steady {
  const open = openId === null ? -1 : threads.findIndex(({ id }) => id === openId);
  const openThread = threads[open];
  const others = openThread === undefined ? threads : threads.toSpliced(open, 1);
  const shift = before === null || top === 0 ? 0 : shiftOf(before, others, top, openId);
  const above = top === 0 || before === null ? 0 : Math.max(0, before.above + shift);
  if (openThread === undefined || openId === null) {
    return { rows: threads, openId, slot: null, shift, above };
  }
  const held = before === null ? -1 : heldAt(before, openId);
  const slot = Math.min(held === -1 ? open : held + shift, others.length);
  return {
    rows: slot === open ? threads : others.toSpliced(slot, 0, openThread),
    openId,
    slot,
    shift,
    above,
  };
}

function heldAt(before: Steady, openId: string): number {
  return before.openId === openId && before.slot !== null
    ? before.slot
    : before.rows.findIndex(({ id }) => id === openId);
}

/** How many rows are looked at: one that moves by itself must not take the others along. */
const NEIGHBOURS = 11;
/** Rows that moved further than this between two drawings belong to another list. */
const FAR = 400;

/** By how many rows most of those in sight have moved. */
function shiftOf(before: Steady, others: readonly Thread[], top: number, openId: string | null): number {
  const held = openId === null ? -1 : heldAt(before, openId);
  const was = new Map<string, number>();
  for (let at = top; at < before.rows.length && was.size < NEIGHBOURS; at += 1) {
    const id = before.rows[at]?.id;
    if (id !== undefined && id !== openId && id !== before.openId) {
      was.set(id, at - Number(held !== -1 && held < at));
    }
  }
  const shifts: number[] = [];
  for (let far = 0; far <= FAR && shifts.length < was.size; far += 1) {
    for (const at of far === 0 ? [top] : [top - far, top + far]) {
      const from = was.get(others[at]?.id ?? '');
      if (from !== undefined) {
        shifts.push(at - from);
      }
    }
  }
  return shifts.sort((one, other) => one - other)[shifts.length >> 1] ?? 0;
}
