import { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Me, Thread } from '@/shared/contract';
import type { PushRules } from '@/shared/notify/rules';
import { pushKey, USUAL } from '@/shared/notify/rules';
import { changeSettings } from '@/shared/settings';
import { aThread } from '@/test/samples';
import { forgetRead, READ_MS, tell } from './notices';

const ana: Me = { user: 'ana', name: 'Ana', roles: ['agent'], teams: [], numbers: [] };

class Desktop {
  readonly shown: { title: string; tag: string; data: unknown; close: () => void }[] = [];
  readonly registration = {
    active: {},
    showNotification: (title: string, { tag, data }: { tag: string; data: unknown }) => {
      const one = { title, tag, data, close: () => void this.shown.splice(this.shown.indexOf(one), 1) };
      this.shown.push(one);
      return Promise.resolve();
    },
    getNotifications: () => Promise.resolve([...this.shown]),
  };
}

function setUp(rules: Partial<PushRules> = {}) {
  const client = new QueryClient();
  client.setQueryData(pushKey, { previewAllowed: true, browsers: [], rules: { ...USUAL, ...rules } });
  const desktop = new Desktop();
  let thread = aThread({ displayName: 'Lucía Ferrer', inboundCount: 2, readInbound: 1 });
  vi.stubGlobal('Notification', { permission: 'granted' });
  Object.defineProperty(navigator, 'serviceWorker', {
    configurable: true,
    value: { getRegistration: () => Promise.resolve(desktop.registration) },
  });
  return {
    desktop,
    thread,
    reads: () => {
      thread = { ...thread, readInbound: thread.inboundCount };
    },
    now: () => thread,
    tell: async (cause: 'text' | 'mention' = 'text', leads = true): Promise<void> => {
      const told = tell(cause, thread, { client, me: ana, leads: () => leads, known: () => thread });
      await vi.advanceTimersByTimeAsync(READ_MS);
      await told;
    },
  };
}

function open(threadId: string | null): void {
  window.history.replaceState(null, '', threadId === null ? '/' : `/t/${threadId}`);
}

describe('a desktop notification', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: new Date('2026-11-27T15:00:00Z') });
    changeSettings({ sound: false, desktop: true, language: 'en' });
    open(null);
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
    Reflect.deleteProperty(navigator, 'serviceWorker');
  });

  it('shows a text of a conversation that nobody looks at', async () => {
    const { desktop, thread, tell: hear } = setUp();
    await hear();
    expect(desktop.shown).toMatchObject([{ title: 'Lucía Ferrer', tag: `thread ${thread.id}` }]);
  });

  it('does not show what is open, or was read in another tab meanwhile', async () => {
    const { desktop, thread, tell: hear, reads } = setUp();
    open(thread.id);
    await hear();
    open(null);
    reads();
    await hear();
    expect(desktop.shown).toEqual([]);
  });

  it('comes from one of the tabs', async () => {
    const { desktop, tell: hear } = setUp();
    await hear('text', false);
    expect(desktop.shown).toEqual([]);
  });

  it('keeps the rules of the number, quiet hours, pauses and the switch', async () => {
    const everyDay = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
    const silences: Partial<PushRules>[] = [
      { default: 'mine' },
      { numbers: { [aThread({}).did]: 'none' } },
      { pausedUntil: '2026-11-27T16:00:00Z' },
      { doNotDisturb: { from: '09:00', to: '17:00', zone: 'America/New_York', days: [...everyDay] } },
    ];
    for (const rules of silences) {
      const { desktop, tell: hear } = setUp(rules);
      await hear();
      expect(desktop.shown, JSON.stringify(rules)).toEqual([]);
    }
    changeSettings({ desktop: false });
    const { desktop, tell: hear } = setUp();
    await hear();
    expect(desktop.shown).toEqual([]);
  });

  it('tells of a mention although nothing is unread', async () => {
    const { desktop, tell: hear, reads } = setUp({ default: 'mentions' });
    reads();
    await hear('mention');
    expect(desktop.shown).toHaveLength(1);
  });

  it('goes when its conversation has been read', async () => {
    const { desktop, tell: hear, reads, now } = setUp();
    await hear();
    await forgetRead((): Thread => now());
    expect(desktop.shown).toHaveLength(1);
    reads();
    await forgetRead((): Thread => now());
    expect(desktop.shown).toEqual([]);
  });
});
