import type * as z from 'zod/mini';
import { Problem, problemOf, Unreachable } from './problem';
import { reportExpired } from './session-state';

const TIMEOUT_MS = 20_000;

interface Call {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  json?: unknown;
  form?: FormData;
  headers?: Record<string, string>;
  signal?: AbortSignal | undefined;
  timeoutMs?: number;
  /** Goes on when the page is gone; the body has to be small. */
  keepalive?: boolean;
}

/**
 * One call to the gateway.
 *
 * @throws {Problem} the server refused
 * @throws {Unreachable} nobody answered
 */
export async function call(path: string, options: Call = {}): Promise<Response> {
  const {
    method = 'GET',
    json,
    form,
    headers = {},
    signal,
    timeoutMs = TIMEOUT_MS,
    keepalive = false,
  } = options;
  const sent = new Headers({ Accept: 'application/json', ...headers });
  if (method !== 'GET') {
    // Another origin cannot set this header without asking, which is what keeps its forms out.
    sent.set('X-Requested-With', 'hilo');
  }
  if (json !== undefined) {
    sent.set('Content-Type', 'application/json');
  }
  const timeout = AbortSignal.timeout(timeoutMs);
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      headers: sent,
      body: json === undefined ? (form ?? null) : JSON.stringify(json),
      credentials: 'same-origin',
      redirect: 'manual',
      keepalive,
      signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
    });
  } catch (cause) {
    if (signal?.aborted === true) {
      throw cause;
    }
    throw new Unreachable('no answer', { cause });
  }
  // A session that ended may answer with a redirect to the sign-in page instead of 401.
  if (response.type === 'opaqueredirect' || response.status === 401) {
    reportExpired();
    throw response.type === 'opaqueredirect' ? new Problem({ status: 401 }) : await problemOf(response);
  }
  if (!response.ok) {
    throw await problemOf(response);
  }
  return response;
}

/** A call whose answer is JSON of a known shape. */
export async function callFor<S extends z.ZodMiniType>(
  schema: S,
  path: string,
  options: Call = {},
): Promise<{ data: z.output<S>; headers: Headers }> {
  const response = await call(path, options);
  const body: unknown = await response.json();
  return { data: schema.parse(body), headers: response.headers };
}

/** The `next` address of a `Link` header (RFC 8288) as a path of this origin. */
export function nextLink(headers: Headers): string | null {
  const header = headers.get('Link');
  if (header === null) {
    return null;
  }
  for (const part of header.split(/,(?=\s*<)/)) {
    const match = /<([^>]*)>\s*;.*\brel="?next"?/.exec(part);
    if (match?.[1] !== undefined) {
      const address = new URL(match[1], window.location.origin);
      return address.pathname + address.search;
    }
  }
  return null;
}

type Parameter = string | number | undefined | null;

/** Query parameters without the empty ones; as pairs, when one of them may stand several times. */
export function query(
  parameters: Record<string, Parameter> | readonly (readonly [string, Parameter])[],
): string {
  const pairs = Array.isArray(parameters) ? parameters : Object.entries(parameters);
  const filled = pairs.flatMap(([name, value]: readonly [string, Parameter]) =>
    value === undefined || value === null || value === '' ? [] : [[name, String(value)]],
  );
  return filled.length === 0 ? '' : `?${new URLSearchParams(filled).toString()}`;
}
