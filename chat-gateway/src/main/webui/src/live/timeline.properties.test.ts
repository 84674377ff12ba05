import { describe, expect, it } from 'vitest';
import type { Message, MessageStatus } from '@/shared/contract';
import { aMessage } from '@/test/samples';
import { randomOf } from '@/test/segment-vectors';
import type { StatusChange, Timeline } from './timeline';
import {
  gapOf,
  withMessageFrame,
  withNewest,
  withOlder,
  withStatusFrame,
  withThreadChange,
  withTop,
} from './timeline';

/*
 * A server whose conversation changes one number at a time, a client that hears of it over a network which loses, doubles
 * and reorders frames, and that reads pages which arrive late. Whatever happens, what the client shows is a part of the
 * truth in its order, and it is all of it as soon as the client knows of no gap.
 */

type Frame = (timeline: Timeline) => Timeline;

const PAGE = 5;
const steps: MessageStatus[] = ['queued', 'sending', 'sent', 'delivered'];
const T0 = Date.parse('2026-11-20T15:00:00Z');

class Server {
  readonly messages: Message[] = [];
  seq = 0;
  readonly frames: { seq: number; full: Frame; summary: Frame }[] = [];
  readonly #random: (below: number) => number;

  constructor(random: (below: number) => number) {
    this.#random = random;
  }

  /** Three changes a millisecond, told apart by what is finer. */
  #now(): string {
    const millis = new Date(T0 + Math.floor(this.seq / 3)).toISOString().slice(0, -1);
    return `${millis}${String(100 + (this.seq % 3))}Z`;
  }

  changes(): void {
    this.seq += 1;
    const { seq } = this;
    const kind = this.#random(10);
    const at = this.#random(Math.max(1, this.messages.length));
    const old = this.messages[at];
    if (kind < 5 || old === undefined) {
      const outbound = kind < 3;
      const message = aMessage({
        seq,
        direction: outbound ? 'outbound' : 'inbound',
        status: outbound ? 'queued' : 'received',
        createdAt: this.#now(),
        updatedAt: this.#now(),
      });
      this.messages.push(message);
      this.#tell(seq, (timeline) => withMessageFrame(timeline, seq, message));
    } else if (kind < 7 && old.direction === 'outbound' && old.status !== 'delivered') {
      const status = steps[steps.indexOf(old.status) + 1] ?? 'delivered';
      const change: StatusChange = { messageId: old.id, status, updatedAt: this.#now() };
      this.messages[at] = { ...old, status, updatedAt: change.updatedAt };
      this.#tell(seq, (timeline) => withStatusFrame(timeline, seq, change));
    } else if (kind < 9) {
      const folded = { ...old, repeats: old.repeats + 1, updatedAt: this.#now() };
      this.messages[at] = folded;
      this.#tell(seq, (timeline) => withMessageFrame(timeline, seq, folded));
    } else {
      const change: Frame = (timeline) => withThreadChange(timeline, seq);
      this.frames.push({ seq, full: change, summary: change });
    }
  }

  #tell(seq: number, full: Frame): void {
    this.frames.push({ seq, full, summary: (timeline) => withTop(timeline, seq) });
  }

  newest(size: number): Timeline {
    const messages = this.messages.slice(-size);
    return { messages, lastSeq: this.seq, hasOlder: messages.length < this.messages.length };
  }

  before(seq: number): { page: Message[]; hasOlder: boolean } {
    const older = this.messages.filter((message) => message.seq < seq);
    const page = older.slice(-PAGE);
    return { page, hasOlder: page.length < older.length };
  }
}

const view = (messages: readonly Message[]) =>
  messages.map(({ id, seq, status, repeats }) => `${seq} ${id} ${status} ×${repeats}`);

function checkAlways(timeline: Timeline, server: Server): void {
  const seqs = timeline.messages.map((message) => message.seq);
  expect(seqs, 'in order, and none twice').toEqual([...new Set(seqs)].sort((a, b) => a - b));
  expect(new Set(timeline.messages.map((message) => message.id)).size).toBe(seqs.length);
  const first = timeline.hasOlder ? (seqs[0] ?? Infinity) : 0;
  const shown = new Set(seqs);
  const lacking = server.messages.filter(
    ({ seq }) => seq >= first && seq <= timeline.lastSeq && !shown.has(seq),
  );
  expect(lacking, 'complete up to its own number').toEqual([]);
}

/** What the client does about a gap: reads as far back as it shows. */
function readAgain(timeline: Timeline, server: Server): Timeline {
  let newest = server.newest(PAGE);
  const back = timeline.messages[0]?.seq ?? Infinity;
  while (newest.hasOlder && (newest.messages[0]?.seq ?? 0) > back) {
    const { page, hasOlder } = server.before(newest.messages[0]?.seq ?? 0);
    newest = withOlder(newest, page, hasOlder);
  }
  return newest;
}

function play(seed: number): void {
  const random = randomOf(seed);
  const chance = (percent: number): boolean => random(100) < percent;
  const server = new Server(random);
  for (let i = random(20); i > 0; i -= 1) {
    server.changes();
  }
  let timeline = server.newest(PAGE);
  const network: Frame[] = [];
  const loss = random(30);
  let told = server.frames.length;
  let late: Timeline | null = null;
  for (let round = 30 + random(120); round > 0; round -= 1) {
    server.changes();
    for (; told < server.frames.length; told += 1) {
      const frame = server.frames[told];
      if (frame === undefined) {
        break;
      }
      for (const part of [frame.full, frame.summary]) {
        if (!chance(loss)) {
          network.push(part);
        }
        if (chance(10)) {
          network.push(part);
        }
      }
    }
    while (network.length > 0 && chance(70)) {
      const [frame] = network.splice(chance(80) ? 0 : random(network.length), 1);
      timeline = frame?.(timeline) ?? timeline;
      checkAlways(timeline, server);
    }
    if (late === null && chance(10)) {
      late = readAgain(timeline, server);
    } else if (late !== null && chance(15)) {
      timeline = withNewest(timeline, late);
      late = null;
      checkAlways(timeline, server);
    }
    if (chance(5)) {
      // The server says again what it has told since a number.
      const { lastSeq } = timeline;
      network.push(...server.frames.filter(({ seq }) => seq > lastSeq).map(({ full }) => full));
    }
    if (timeline.hasOlder && chance(8)) {
      const { page, hasOlder } = server.before(timeline.messages[0]?.seq ?? 0);
      timeline = withOlder(timeline, page, hasOlder);
      checkAlways(timeline, server);
    }
  }
  network.forEach((frame) => {
    timeline = frame(timeline);
  });
  // The last word of the server always comes: its newest summary.
  timeline = server.frames.at(-1)?.summary(timeline) ?? timeline;
  if (gapOf(timeline) !== null) {
    const fresh = readAgain(timeline, server);
    timeline = withNewest(timeline, fresh);
  }
  if (late !== null) {
    timeline = withNewest(timeline, late);
  }
  checkAlways(timeline, server);
  expect(gapOf(timeline)).toBeNull();
  expect(timeline.lastSeq).toBe(server.seq);
  const first = timeline.messages[0]?.seq ?? 0;
  expect(view(timeline.messages)).toEqual(view(server.messages.filter(({ seq }) => seq >= first)));
  expect(timeline.hasOlder).toBe(server.messages.some(({ seq }) => seq < first));
}

describe('a timeline, whatever the network does', () => {
  it.each(Array.from({ length: 12 }, (_, block) => block))(
    'shows the server’s in the end, in order and nothing twice (block %i)',
    (block) => {
      for (let seed = block * 100; seed < block * 100 + 100; seed += 1) {
        try {
          play(seed);
        } catch (error) {
          throw new Error(`with seed ${seed}`, { cause: error });
        }
      }
    },
  );
});
