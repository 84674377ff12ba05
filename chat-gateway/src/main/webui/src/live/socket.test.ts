import { describe, expect, it } from 'vitest';
import { FakeTiming } from '@/test/fake-timing';
import type { ServerFrame } from './frames';
import type { SocketEvents, Wire } from './socket';
import { DOUBT_MS, LiveSocket, PING_MS, PONG_MS } from './socket';

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
  const lostSince: number[] = [];
  const events: SocketEvents = {
    said: (decoded) => {
      if (decoded.kind === 'frame') {
        frames.push(decoded.frame);
      } else {
        log.push(decoded.kind);
      }
    },
    lost: (since, neverOpened) => {
      log.push(neverOpened ? 'unreachable' : 'lost');
      lostSince.push(since);
    },
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
  return { timing, wires, log, frames, lostSince, socket, last };
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
    expect(log).toEqual(['unknown', 'broken', 'broken']);
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
    last().end(1012, 'restart, come back in 4000 ms');
    timing.advance(3_999);
    expect(wires).toHaveLength(1);
    timing.advance(1);
    expect(wires).toHaveLength(2);
  });

  it('notices within fifteen seconds that nobody is there, and says when the server was last heard', () => {
    const { socket, wires, last, timing, log, lostSince } = setUp();
    socket.start();
    last().open();
    const first = last();
    timing.advance(PING_MS);
    expect(first.sent.at(-1)).toEqual({ type: 'ping' });
    first.say({ type: 'pong', cursor: 'c1' });
    const heard = timing.now();
    timing.advance(15_000);
    expect(PING_MS + PONG_MS).toBeLessThan(15_000);
    expect(first.closed).toBe(true);
    expect(log).toEqual(['lost']);
    expect(lostSince).toEqual([heard]);
    timing.advance(1_000);
    expect(wires).toHaveLength(2);
  });

  it('asks after the welcome, so that the answer tells that all that was missed is here', () => {
    const { socket, last } = setUp();
    socket.start();
    last().open();
    last().say({ type: 'welcome', cursor: 'c1', user: 'ana', resumed: true });
    expect(last().sent).toEqual([{ type: 'hello' }, { type: 'ping' }]);
  });

  it('does not trust an open connection after the network changed', () => {
    const { socket, wires, last, timing, log } = setUp();
    socket.start();
    last().open();
    socket.wake();
    expect(last().sent.at(-1)).toEqual({ type: 'ping' });
    last().say({ type: 'pong' });
    timing.advance(DOUBT_MS);
    expect(wires).toHaveLength(1);
    socket.wake();
    timing.advance(DOUBT_MS);
    expect(log).toEqual(['lost']);
  });

  it('notices that the device slept, and does not wait for the usual silence', () => {
    const { socket, last, timing, log } = setUp();
    socket.start();
    last().open();
    last().sent.length = 0;
    timing.sleep(8 * 60 * 60_000);
    timing.advance(1_000);
    expect(last().sent).toEqual([{ type: 'ping' }]);
    expect(log).toEqual([]);
    timing.advance(DOUBT_MS);
    expect(log).toEqual(['lost']);
  });

  it('gives up on a connection that is never made', () => {
    const { socket, wires, timing, log } = setUp();
    socket.start();
    timing.advance(11_000);
    expect(wires[0]?.closed).toBe(true);
    expect(log).toEqual(['unreachable']);
  });

  it('comes back with care when it was too slow', () => {
    const { socket, wires, last, timing } = setUp();
    socket.start();
    last().open();
    last().say({ type: 'welcome', cursor: 'c', user: 'ana', resumed: true });
    last().end(1013, 'too slow');
    timing.advance(2_000);
    expect(wires).toHaveLength(1);
    timing.advance(1_000);
    expect(wires).toHaveLength(2);
  });

  it('goes on from a cursor that somebody else had reached', () => {
    const timing = new FakeTiming();
    const wire = new FakeWire();
    const nothing = () => undefined;
    new LiveSocket(() => wire, { said: nothing, lost: nothing, refused: nothing }, timing, 'c7').start();
    wire.open();
    expect(wire.sent).toEqual([{ type: 'hello', cursor: 'c7' }]);
  });

  it('does not come back when the session has ended', () => {
    const { socket, wires, last, timing, log } = setUp();
    socket.start();
    last().open();
    last().end(4401);
    timing.advance(600_000);
    expect(wires).toHaveLength(1);
    expect(log).toEqual(['refused']);
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
