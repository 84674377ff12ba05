import { QueryClient } from '@tanstack/react-query';
import { Problem } from '@/shared/problem';

/** What was read stays until the socket or an invalidation says otherwise. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // We learn of a lost network from the socket and from failed calls; the browser's own flag is often wrong.
        networkMode: 'always',
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        retry: (failures, error) => failures < 2 && !(error instanceof Problem && error.status < 500),
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}
