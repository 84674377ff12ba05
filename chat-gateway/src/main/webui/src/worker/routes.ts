/** What the worker does with a request; null is nothing at all. */
export type Route = 'page' | 'asset' | 'sign-out' | null;

/** What browsers ask for without a look at the worker, where they can be told so: waking it would cost each request a while. */
export const PAST_THE_WORKER: readonly string[] = ['/api', '/media', '/q', '/emoji'];
/** Never the page's: they are answered by the server, always. */
const SERVERS = [...PAST_THE_WORKER, '/ws', '/login', '/logout'];

export function routeOf(
  request: Pick<Request, 'method' | 'mode' | 'url'>,
  origin: string,
  shell: ReadonlySet<string>,
): Route {
  const { origin: whose, pathname } = new URL(request.url);
  if (request.method !== 'GET' || whose !== origin) {
    return null;
  }
  if (request.mode === 'navigate') {
    if (pathname === '/logout') {
      return 'sign-out';
    }
    return isBelow(pathname, SERVERS) || /\.[^/]*$/.test(pathname) ? null : 'page';
  }
  return shell.has(pathname) || pathname.startsWith('/assets/') ? 'asset' : null;
}

function isBelow(path: string, roots: readonly string[]): boolean {
  return roots.some((root) => path === root || path.startsWith(`${root}/`));
}

/** Somebody on the way could not reach the server: the page itself may still be shown. */
export function isAway(status: number): boolean {
  return status === 502 || status === 503 || status === 504;
}
