import { useEffect } from 'react';

/** Keeps the screen on while the page is seen, where the browser can. */
export function useAwake(): void {
  useEffect(() => {
    if (!('wakeLock' in navigator)) {
      return;
    }
    let lock: WakeLockSentinel | null = null;
    let left = false;
    const ask = (): void => {
      if (document.visibilityState === 'visible') {
        // Refused on a low battery: then the screen goes dark as it would.
        navigator.wakeLock.request('screen').then(
          (given) => {
            lock = given;
            if (left) {
              void given.release();
            }
          },
          () => undefined,
        );
      }
    };
    ask();
    document.addEventListener('visibilitychange', ask);
    return () => {
      left = true;
      document.removeEventListener('visibilitychange', ask);
      void lock?.release();
    };
  }, []);
}
