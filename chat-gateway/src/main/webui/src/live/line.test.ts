import { describe, expect, it } from 'vitest';
import { FakeBrowser } from '@/test/fake-browser';
import { FakeTiming, settle } from '@/test/fake-timing';
import type { ServerFrame } from './frames';
import { Line, PATIENCE_MS, PROBE_MS } from './line';
import type { Wire } from './socket';

interface Hello {
  type: string;
  cursor?: string;
}

/** A server with a stream of numbered events; a cursor is the number of the last one. */
class FakeServer {
  user = 'ana';
  at = 0;
  readonly sockets: FakeSocket[] = [];
  refuses: number | null = null;

  connect(tab: string): Wire {
    const socket = new FakeSocket(this, tab);
    this.sockets.push(socket);
    queueMicrotask(() => {
      if (this.refuses !== null) {
        socket.end(this.refuses);
      } else if (!socket.closed) {
        socket.readyState = 1;
        socket.onopen?.();
      }
    });
    return socket;
  }

  get open(): FakeSocket[] {
    return this.sockets.filter((socket) => socket.readyState === 1);
  }

  get last(): FakeSocket {
    const socket = this.open.at(-1);
    if (socket === undefined) {
      throw new Error('nobody is connected');
    }
    return socket;
  }

  happens(times = 1): void {
    for (let i = 0; i < times; i += 1) {
      this.at += 1;
      this.open.forEach((socket) => socket.say(eventOf(this.at)));
    }
  }
}

function eventOf(n: number): object {
  return { type: 'read', cursor: String(n), threadId: 'thread-1', readSeq: n, readInbound: n };
}

class FakeSocket implements Wire {
  readyState = 0;
  closed = false;
  onopen: Wire['onopen'] = null;
  onmessage: Wire['onmessage'] = null;
  onclose: Wire['onclose'] = null;
  readonly sent: Hello[] = [];
  readonly #server: FakeServer;
  readonly tab: string;

  constructor(server: FakeServer, tab: string) {
    this.#server = server;
    this.tab = tab;
  }

  send(data: string): void {
    const frame = JSON.parse(data) as Hello;
    this.sent.push(frame);
    const cursor = String(this.#server.at);
    if (frame.type === 'hello') {
      const from = frame.cursor === undefined ? null : Number(frame.cursor);
      this.say({
        type: 'welcome',
        cursor: String(from ?? cursor),
        user: this.#server.user,
        resumed: from !== null,
      });
      for (let n = (from ?? this.#server.at) + 1; n <= this.#server.at; n += 1) {
        this.say(eventOf(n));
      }
    } else if (frame.type === 'ping') {
      this.say({ type: 'pong', cursor });
    }
  }

  close(): void {
    this.readyState = 3;
    this.closed = true;
  }

  say(frame: object): void {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }

  end(code: number): void {
    this.readyState = 3;
    this.onclose?.({ code, reason: '' });
  }
}

function setUp() {
  const browser = new FakeBrowser();
  const server = new FakeServer();
  const timing = new FakeTiming();

  class Tab {
    readonly name: string;
    readonly log: string[] = [];
    readonly got: number[] = [];
    readonly line: Line;

    constructor(name: string, user = 'ana', shares = true) {
      this.name = name;
      const note = (what: string) => () => void this.log.push(what);
      this.line = new Line({
        user,
        connect: () => server.connect(name),
        timing: {
          now: timing.now,
          random: timing.random,
          clearTimeout: timing.clearTimeout,
          setTimeout: (run, ms) =>
            timing.setTimeout(() => {
              if (!browser.isFrozen(name)) {
                run();
              }
            }, ms),
        },
        sharing: shares ? browser.sharingOf(name) : null,
        onUnreachable: note('unreachable'),
        events: {
          frame: (frame: ServerFrame) => {
            if (frame.type === 'read') {
              this.got.push(frame.readSeq);
            } else {
              this.log.push(
                frame.type === 'welcome' ? `welcome ${frame.resumed ? 'resumed' : 'anew'}` : frame.type,
              );
            }
          },
          broken: note('broken'),
          missed: note('missed'),
          connecting: note('connecting'),
          lost: note('lost'),
          refused: note('refused'),
          signedOut: note('signed out'),
        },
      });
    }
  }
  const start = async (...tabs: Tab[]): Promise<void> => {
    for (const tab of tabs) {
      tab.line.start();
      await settle();
    }
  };
  return { browser, server, timing, Tab, start };
}

describe('the shared line', () => {
  it('is one socket for all tabs, and every tab gets every frame once', async () => {
    const { server, Tab, start } = setUp();
    const [one, two, three] = [new Tab('one'), new Tab('two'), new Tab('three')];
    await start(one, two, three);
    server.happens(3);
    await settle();
    expect(server.sockets).toHaveLength(1);
    expect([one.got, two.got, three.got]).toEqual([
      [1, 2, 3],
      [1, 2, 3],
      [1, 2, 3],
    ]);
    expect(one.log).toEqual(['welcome anew', 'pong']);
    expect(two.log).toEqual(['missed', 'welcome resumed', 'pong']);
  });

  it('opens what any tab has open, from where the one that knows least is, and closes it with the last one', async () => {
    const { browser, server, Tab, start } = setUp();
    const [one, two, three] = [new Tab('one'), new Tab('two'), new Tab('three')];
    await start(one, two, three);
    server.last.sent.length = 0;
    two.line.open('t', 8);
    await settle();
    one.line.open('t', 12);
    three.line.open('u', 1);
    await settle();
    expect(server.last.sent).toEqual([
      { type: 'open', threadId: 't', afterSeq: 8 },
      { type: 'open', threadId: 't', afterSeq: 8 },
      { type: 'open', threadId: 'u', afterSeq: 1 },
    ]);
    server.last.sent.length = 0;
    two.line.close('t');
    await settle();
    expect(server.last.sent).toEqual([]);
    one.line.close('t');
    browser.kill('three');
    await settle();
    expect(server.last.sent).toEqual([
      { type: 'close', threadId: 't' },
      { type: 'close', threadId: 'u' },
    ]);
  });

  it('is typing for as long as any tab is', async () => {
    const { browser, server, Tab, start } = setUp();
    const [one, two] = [new Tab('one'), new Tab('two')];
    await start(one, two);
    two.line.open('t', 1);
    await settle();
    server.last.sent.length = 0;
    one.line.typing('t', true);
    two.line.typing('t', true);
    await settle();
    one.line.typing('t', false);
    expect(server.last.sent).toEqual([
      { type: 'typing', threadId: 't', on: true },
      { type: 'typing', threadId: 't', on: true },
    ]);
    browser.kill('two');
    await settle();
    expect(server.last.sent.slice(2)).toEqual([
      { type: 'typing', threadId: 't', on: false },
      { type: 'close', threadId: 't' },
    ]);
  });

  it('is handed over at once when its tab dies, without a gap and without a repeat', async () => {
    const { browser, server, Tab, start } = setUp();
    const [one, two, three] = [new Tab('one'), new Tab('two'), new Tab('three')];
    await start(one, two, three);
    server.happens(2);
    await settle();
    server.last.close();
    browser.kill('one');
    server.at += 3;
    await settle();
    server.happens(2);
    await settle();
    expect(server.open).toHaveLength(1);
    expect(server.last.tab).toBe('two');
    expect(server.last.sent[0]).toEqual({ type: 'hello', cursor: '2' });
    expect(two.got).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(three.got).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(three.log).toEqual(['missed', 'welcome resumed', 'pong', 'connecting', 'welcome resumed', 'pong']);
  });

  it('goes on when its tab is closed in good order', async () => {
    const { server, Tab, start } = setUp();
    const [one, two] = [new Tab('one'), new Tab('two')];
    await start(one, two);
    server.happens();
    await settle();
    one.line.stop();
    await settle();
    server.happens();
    await settle();
    expect(server.open.map((socket) => socket.tab)).toEqual(['two']);
    expect(two.got).toEqual([1, 2]);
  });

  it('is taken from a tab that is frozen, which follows when it is thawed', async () => {
    const { browser, server, timing, Tab, start } = setUp();
    const [one, two] = [new Tab('one'), new Tab('two')];
    await start(one, two);
    server.happens();
    await settle();
    browser.freeze('one');
    const frozen = server.last;
    frozen.onmessage = null;
    server.at += 1;
    timing.advance(PROBE_MS + PATIENCE_MS + 3_000);
    await settle();
    expect(server.last.tab).toBe('two');
    expect(two.got).toEqual([1, 2]);
    browser.thaw('one');
    await settle();
    expect(frozen.closed).toBe(true);
    server.happens();
    await settle();
    expect(server.open.map((socket) => socket.tab)).toEqual(['two']);
    expect(one.got.at(-1)).toBe(3);
    expect(two.got).toEqual([1, 2, 3]);
  });

  it('is not taken from a busy tab by one that nobody sees', async () => {
    const { browser, server, timing, Tab, start } = setUp();
    const [one, two] = [new Tab('one'), new Tab('two')];
    await start(one, two);
    browser.hidden.add('two');
    browser.freeze('one');
    timing.advance(60_000);
    await settle();
    expect(server.sockets.filter((socket) => socket.tab === 'two')).toEqual([]);
  });

  it('tells a tab that missed something to read again', async () => {
    const { browser, server, Tab, start } = setUp();
    const [one, two] = [new Tab('one'), new Tab('two')];
    await start(one, two);
    browser.losing.add('two');
    server.happens();
    await settle();
    browser.losing.delete('two');
    two.log.length = 0;
    server.happens();
    await settle();
    expect(two.got).toEqual([2]);
    expect(two.log).toEqual(['missed']);
  });

  it('tells a tab that knows less than the new leader to read again', async () => {
    const { browser, server, Tab, start } = setUp();
    const [one, two, three] = [new Tab('one'), new Tab('two'), new Tab('three')];
    await start(one, two, three);
    browser.losing.add('three');
    server.happens();
    await settle();
    browser.losing.delete('three');
    three.log.length = 0;
    server.last.close();
    browser.kill('one');
    await settle();
    expect(two.got).toEqual([1]);
    expect(three.log).toContain('missed');
  });

  it('ends for every tab with the session, and lives again when somebody signs in', async () => {
    const { server, Tab, start } = setUp();
    const [one, two] = [new Tab('one'), new Tab('two')];
    await start(one, two);
    server.refuses = 4401;
    server.last.end(4401);
    await settle();
    expect([one.log.at(-1), two.log.at(-1)]).toEqual(['refused', 'refused']);
    two.line.signedOut();
    await settle();
    expect(one.log.at(-1)).toBe('signed out');
    server.refuses = null;
    const three = new Tab('three');
    await start(three);
    await settle();
    expect(server.open).toHaveLength(1);
    for (const tab of [one, two, three]) {
      expect(tab.log.at(-1)).toBe('pong');
    }
  });

  it('is not shared between two people', async () => {
    const { server, Tab, start } = setUp();
    const [ana, leo] = [new Tab('one'), new Tab('two', 'leo')];
    await start(ana);
    server.user = 'leo';
    await start(leo);
    server.happens();
    await settle();
    expect(server.open.map((socket) => socket.tab)).toEqual(['one', 'two']);
  });

  it('takes nothing from a session that has become somebody else’s', async () => {
    const { server, Tab, start } = setUp();
    const ana = new Tab('one');
    server.user = 'leo';
    await start(ana);
    expect(ana.log).toEqual(['refused']);
    expect(server.open).toEqual([]);
  });

  it('tells all tabs when it is lost, and goes on from where it was', async () => {
    const { server, timing, Tab, start } = setUp();
    const [one, two] = [new Tab('one'), new Tab('two')];
    await start(one, two);
    server.happens();
    server.last.end(1006);
    await settle();
    expect([one.log.at(-1), two.log.at(-1)]).toEqual(['lost', 'lost']);
    server.at += 1;
    timing.advance(1_000);
    await settle();
    expect([one.got, two.got]).toEqual([
      [1, 2],
      [1, 2],
    ]);
    expect(two.log.slice(-2)).toEqual(['welcome resumed', 'pong']);
  });

  it('is each tab’s own where tabs cannot find each other', async () => {
    const { server, Tab, start } = setUp();
    const [one, two] = [new Tab('one', 'ana', false), new Tab('two', 'ana', false)];
    await start(one, two);
    server.happens();
    expect(server.open).toHaveLength(2);
    expect([one.got, two.got]).toEqual([[1], [1]]);
  });

  it('starts again after it was stopped', async () => {
    const { server, Tab, start } = setUp();
    const one = new Tab('one');
    await start(one);
    server.happens();
    one.line.stop();
    await settle();
    server.at += 1;
    await start(one);
    expect(server.open).toHaveLength(1);
    expect(one.got).toEqual([1, 2]);
  });
});
