import { cleanup, render } from '@testing-library/react';
import type { RequestHandler } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, beforeEach, vi } from 'vitest';
import { App } from '@/app/app';
import { followLanguage } from '@/shared/i18n/i18n';
import { sessionExpired } from '@/shared/session-state';
import { changeSettings } from '@/shared/settings';
import { FakeGateway, FakeWebSocket } from './gateway';

/**
 * Each test of the file gets the whole app over a gateway of its own, in English.
 *
 * @param begin is given that gateway, and may answer with what else the server knows, or knows better
 */
export function overAFakeGateway(begin: (gateway: FakeGateway) => readonly RequestHandler[]): void {
  const server = setupServer();
  beforeAll(() => {
    server.listen({ onUnhandledRequest: 'error' });
    void followLanguage();
  });
  beforeEach(() => {
    const gateway = new FakeGateway();
    const more = begin(gateway);
    server.use(...more, ...gateway.handlers);
    vi.stubGlobal('WebSocket', FakeWebSocket);
    sessionExpired.set(false);
    changeSettings({ language: 'en', undoSend: false });
  });
  afterEach(async () => {
    cleanup();
    // What leaving a thread still saves is on its way.
    await new Promise((resolve) => {
      setTimeout(resolve, 20);
    });
    server.resetHandlers();
    vi.unstubAllGlobals();
  });
  afterAll(() => server.close());
}

/** Opens the app at an address, on a screen that lists draw all their rows on. */
export function openApp(path: string) {
  window.history.replaceState(null, '', path);
  return render(<App />);
}
