export interface FieldError {
  pointer: string;
  detail: string;
}

/**
 * A refusal the server explained (RFC 9457). `slug` is the last word of its type (`opted-out`, `stale-compose`),
 * the only part of it that code may look at.
 */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: number;
  readonly slug: string;
  readonly title: string;
  readonly detail: string | undefined;
  readonly errors: readonly FieldError[];
  readonly traceId: string | undefined;
  /** Milliseconds the server asked us to wait. */
  readonly retryAfter: number | undefined;
  /** What only this kind of problem says (RFC 9457, 3.2). Not checked: whoever reads it knows its shape. */
  readonly members: Readonly<Record<string, unknown>>;

  constructor(members: {
    status: number;
    slug?: string;
    title?: string;
    detail?: string | undefined;
    errors?: readonly FieldError[];
    traceId?: string | undefined;
    retryAfter?: number | undefined;
    members?: Record<string, unknown>;
  }) {
    super(members.detail ?? members.title ?? `HTTP ${members.status}`);
    this.status = members.status;
    this.slug = members.slug ?? 'about:blank';
    this.title = members.title ?? '';
    this.detail = members.detail;
    this.errors = members.errors ?? [];
    this.traceId = members.traceId;
    this.retryAfter = members.retryAfter;
    this.members = members.members ?? {};
  }

  /** What the server said about one field, if it said something. */
  about(field: string): string | undefined {
    return this.errors.find((error) => error.pointer.replace(/^#?\//, '') === field)?.detail;
  }
}

/** The request did not come back: no network, or nobody there. Whether it arrived is unknown. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
}

/** Whether the same request may simply be sent again later. */
export function isPassing(error: unknown): boolean {
  return (
    error instanceof Unreachable ||
    (error instanceof Problem &&
      ([401, 408, 425, 429, 502, 503, 504].includes(error.status) || isTwinUnderWay(error)))
  );
}

/** The same request is being answered elsewhere: with the same key, a moment later, its answer is ours. */
export function isTwinUnderWay(error: unknown): boolean {
  return error instanceof Problem && error.slug === 'request-in-flight';
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function fieldErrors(value: unknown): FieldError[] {
  if (!Array.isArray(value)) {
    return [];
  }
  return value.flatMap((entry: unknown) => {
    if (typeof entry !== 'object' || entry === null) {
      return [];
    }
    const detail = 'detail' in entry ? text(entry.detail) : undefined;
    const pointer = 'pointer' in entry ? text(entry.pointer) : undefined;
    return detail === undefined ? [] : [{ pointer: pointer ?? '', detail }];
  });
}

function retryAfterMillis(header: string | null): number | undefined {
  const seconds = header === null ? Number.NaN : Number(header);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : undefined;
}

/** Reads a refusal whatever its body is: a proxy's HTML page must not hide the status. */
export async function problemOf(response: Response): Promise<Problem> {
  const retryAfter = retryAfterMillis(response.headers.get('Retry-After'));
  let body: unknown;
  try {
    body = JSON.parse(await response.text());
  } catch {
    body = undefined;
  }
  if (typeof body !== 'object' || body === null) {
    return new Problem({ status: response.status, retryAfter });
  }
  const members = body as Record<string, unknown>;
  return new Problem({
    status: response.status,
    slug: text(members['type'])?.split(/[/:#]/).at(-1) ?? 'about:blank',
    title: text(members['title']) ?? '',
    detail: text(members['detail']),
    errors: fieldErrors(members['errors']),
    traceId: text(members['traceId']),
    retryAfter,
    members,
  });
}
