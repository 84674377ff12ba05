import { afterEach, describe, expect, it, vi } from 'vitest';
import { call, nextLink } from './http';
import { isPassing, Problem, problemOf, Unreachable } from './problem';
import { sessionExpired } from './session-state';

function answering(response: Response | Error) {
  const fetch = vi.fn<(path: string, options: RequestInit) => Promise<Response>>(() =>
    response instanceof Error ? Promise.reject(response) : Promise.resolve(response),
  );
  vi.stubGlobal('fetch', fetch);
  return fetch;
}

afterEach(() => {
  vi.unstubAllGlobals();
  sessionExpired.set(false);
});

describe('a call', () => {
  it('proves that it comes from our page when it changes something', async () => {
    const fetch = answering(new Response(null, { status: 204 }));
    await call('/api/x', { method: 'POST', json: {} });
    await call('/api/x');
    const headers = fetch.mock.calls.map(([, options]) =>
      new Headers(options.headers).get('X-Requested-With'),
    );
    expect(headers).toEqual(['hilo', null]);
  });

  it('carries the reasons of a refusal, field by field', async () => {
    answering(
      Response.json(
        {
          type: 'https://hilo.dev/problems/opted-out',
          title: 'Opted out',
          status: 422,
          detail: 'They said STOP.',
          errors: [{ pointer: '/to', detail: 'has opted out' }, { nonsense: true }],
        },
        { status: 422, headers: { 'Content-Type': 'application/problem+json' } },
      ),
    );
    const problem = await call('/api/x').catch((error: unknown) => error as Problem);
    expect(problem).toMatchObject({ status: 422, slug: 'opted-out', detail: 'They said STOP.' });
    expect((problem as Problem).about('to')).toBe('has opted out');
  });

  it('reads a refusal that is no problem document', async () => {
    const problem = await problemOf(
      new Response('<html>Bad gateway', { status: 502, headers: { 'Retry-After': '3' } }),
    );
    expect(problem).toMatchObject({ status: 502, slug: 'about:blank', retryAfter: 3_000 });
  });

  it('says that the session has ended', async () => {
    answering(new Response(null, { status: 401 }));
    await expect(call('/api/x')).rejects.toBeInstanceOf(Problem);
    expect(sessionExpired.get()).toBe(true);
  });

  it('tells an unreachable server from one that refuses', async () => {
    answering(new TypeError('Failed to fetch'));
    await expect(call('/api/x')).rejects.toBeInstanceOf(Unreachable);
    expect(isPassing(new Unreachable())).toBe(true);
    expect(isPassing(new Problem({ status: 503 }))).toBe(true);
    expect(isPassing(new Problem({ status: 422 }))).toBe(false);
  });
});

describe('the link to the next page', () => {
  it.each([
    ['</api/threads?cursor=b>; rel="next"', '/api/threads?cursor=b'],
    ['<https://other.example/api/threads?cursor=b,c>; rel=next', '/api/threads?cursor=b,c'],
    ['</a>; rel="prev", </b>; rel="next"', '/b'],
    ['</a>; rel="prev"', null],
  ])('%s', (header, next) => {
    expect(nextLink(new Headers({ Link: header }))).toBe(next);
  });
});
