import { describe, expect, it } from 'vitest';
import type { Route } from './routes';
import { isAway, PAST_THE_WORKER, routeOf } from './routes';

const HERE = 'https://hilo.example';
const shell = new Set(['/', '/favicon.svg', '/icons/icon-192.png']);

describe('the service worker', () => {
  it.each<[string, RequestMode, string, Route]>([
    ['GET', 'navigate', '/', 'page'],
    ['GET', 'navigate', '/t/018f?at=4', 'page'],
    ['GET', 'navigate', '/settings/notifications', 'page'],
    ['GET', 'navigate', '/numbers/+17865551234', 'page'],
    ['GET', 'navigate', '/logout', 'sign-out'],
    ['GET', 'navigate', '/login?returnTo=/', null],
    ['GET', 'navigate', '/media/018f?e=1&s=2', null],
    ['GET', 'navigate', '/api/threads/export.csv', null],
    ['GET', 'navigate', '/q/health', null],
    ['GET', 'navigate', '/picture.png', null],
    ['GET', 'cors', '/assets/index-1a2b.js', 'asset'],
    ['GET', 'no-cors', '/icons/icon-192.png', 'asset'],
    ['GET', 'cors', '/api/threads', null],
    ['GET', 'cors', '/emoji/es/data.json', null],
    ['POST', 'navigate', '/', null],
    ['POST', 'cors', '/api/messages/send', null],
    ['GET', 'no-cors', 'https://elsewhere.example/assets/x.js', null],
  ])('%s %s %s: %s', (method, mode, url, route) => {
    const request = { method, mode, url: new URL(url, HERE).href };
    expect(routeOf(request, HERE, shell)).toBe(route);
  });

  it.each(PAST_THE_WORKER)('has nothing to do with what is below %s', (root) => {
    for (const mode of ['navigate', 'cors', 'no-cors'] as const) {
      expect(routeOf({ method: 'GET', mode, url: new URL(`${root}/x`, HERE).href }, HERE, shell)).toBeNull();
    }
  });

  it('takes a gateway that is away for no answer, and nothing else', () => {
    expect([502, 503, 504].every(isAway)).toBe(true);
    expect([200, 401, 404, 500].some(isAway)).toBe(false);
  });
});
