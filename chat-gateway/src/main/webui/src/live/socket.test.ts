import { describe, expect, it } from 'vitest';
import { FakeTiming } from '@/test/fake-timing';
import type { ServerFrame } from './frames';
import type { SocketEvents, Wire } from './socket';
import { LiveSocket, PING_MS, SILENCE_MS } from './socket';

class FakeWire implements Wire {
  readyState = 0;
  onopen: Wire['onopen'] = null;
  onmessage: Wire['onmessage'] = null;
  onclose: Wire['onclose'] = null;
  readonly sent: unknown[] = [];
  closed = false;

  send(data: string): void {
    this.sent.push(JSON.parse(data));
  }

  close(): void {
    this.closed = true;
  }

  open(): void {
    this.readyState = 1;
    this.onopen?.();
  }

  say(frame: object | string): void {
    this.onmessage?.({ data: typeof frame === 'string' ? frame : JSON.stringify(frame) });
  }

  end(code: number, reason = ''): void {
    this.onclose?.({ code, reason });
  }
}

function setUp() {
  const timing = new FakeTiming();
  const wires: FakeWire[] = [];
  const log: string[] = [];
  const frames: ServerFrame[] = [];
  const events: SocketEvents = {
    opened: () => log.push('opened'),
    frame: (frame) => frames.push(frame),
    broken: () => log.push('broken'),
    lost: (neverOpened) => log.push(neverOpened ? 'unreachable' : 'lost'),
    refused: () => log.push('refused'),
  };
  const socket = new LiveSocket(
    () => {
      const wire = new FakeWire();
      wires.push(wire);
      return wire;
    },
    events,
    timing,
  );
  const last = (): FakeWire => {
    const wire = wires.at(-1);
    if (wire === undefined) {
      throw new Error('nothing was connected');
    }
    return wire;
  };
  return { timing, wires, log, frames, socket, last };
}

describe('the live socket', () => {
  it('says hello, and after a break hello with the cursor it had reached', () => {
    const { socket, last, timing } = setUp();
    socket.start();
    last().open();
    expect(last().sent).toEqual([{ type: 'hello' }]);
    last().say({ type: 'welcome', cursor: 'c1', user: 'ana', resumed: false });
    last().say({ type: 'something-of-tomorrow', cursor: 'c2' });
    last().end(1012);
    timing.advance(1_000);
    last().open();
    expect(last().sent).toEqual([{ type: 'hello', cursor: 'c2' }]);
  });

  it('ignores frames it does not know and reports those it should know and cannot read', () => {
    const { socket, last, frames, log } = setUp();
    socket.start();
    last().open();
    last().say({ type: 'weather', cursor: 'c1' });
    last().say({ type: 'message', cursor: 'c2', threadId: 7 });
    last().say('not json');
    expect(frames).toEqual([]);
    expect(log).toEqual(['opened', 'broken', 'broken']);
  });

  it('tries again with growing, jittered pauses until it is welcome', () => {
    const { socket, wires, last, timing, log } = setUp();
    socket.start();
    for (const pause of [375, 750, 1_500, 3_000]) {
      const before = wires.length;
      last().end(1006);
      timing.advance(pause - 1);
      expect(wires).toHaveLength(before);
      timing.advance(1);
      expect(wires).toHaveLength(before + 1);
    }
    expect(log).toEqual(['unreachable', 'unreachable', 'unreachable', 'unreachable']);
    last().open();
    last().say({ type: 'welcome', cursor: 'c', user: 'ana', resumed: false });
    last().end(1006);
    timing.advance(375);
    expect(wires).toHaveLength(6);
  });

  it('stays away as long as a restarting server asks', () => {
    const { socket, wires, last, timing } = setUp();
    socket.start();
    last().open();
    last().end(1012, 'retry in 4000');
    timing.advance(3_999);
    expect(wires).toHaveLength(1);
    timing.advance(1);
    expect(wires).toHaveLength(2);
  });

  it('pings, and gives up on a connection that has been silent for a minute', () => {
    const { socket, wires, last, timing, log } = setUp();
    socket.start();
    last().open();
    const first = last();
    timing.advance(PING_MS);
    expect(first.sent.at(-1)).toEqual({ type: 'ping' });
    first.say({ type: 'pong', cursor: 'c1' });
    timing.advance(SILENCE_MS + PING_MS);
    expect(first.closed).toBe(true);
    expect(log).toEqual(['opened', 'lost']);
    timing.advance(1_000);
    expect(wires).toHaveLength(2);
  });

  it('does not come back when the session has ended', () => {
    const { socket, wires, last, timing, log } = setUp();
    socket.start();
    last().open();
    last().end(4401);
    timing.advance(600_000);
    expect(wires).toHaveLength(1);
    expect(log).toEqual(['opened', 'refused']);
  });

  it('does not wait for its pause when the network comes back', () => {
    const { socket, wires, last } = setUp();
    socket.start();
    last().end(1006);
    socket.wake();
    expect(wires).toHaveLength(2);
  });

  it('is silent after it was stopped', () => {
    const { socket, wires, last, timing } = setUp();
    socket.start();
    last().open();
    socket.stop();
    timing.advance(600_000);
    expect(wires).toHaveLength(1);
    expect(socket.send({ type: 'ping' })).toBe(false);
  });
});
