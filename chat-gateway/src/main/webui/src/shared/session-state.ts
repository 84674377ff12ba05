import { Store } from './store';

/** Whether the server has stopped accepting this browser's session while the page was open. */
export const sessionExpired = new Store(false);

export function reportExpired(): void {
  sessionExpired.set(true);
}

/** The address that signs in and comes back to where we are. */
export function signInAddress(): string {
  const here = window.location.pathname + window.location.search;
  return `/login?returnTo=${encodeURIComponent(here)}`;
}
