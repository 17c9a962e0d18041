import { useEffect } from 'react';

/** Keeps a phone's screen on while the group is on it. Browsers without it, or a low battery, just let it dim. */
export function useWakeLock(): void {
  useEffect(() => {
    if (!('wakeLock' in navigator)) return undefined;
    let lock: WakeLockSentinel | null = null;
    let isOver = false;
    const take = async () => {
      if (document.visibilityState !== 'visible') return;
      try {
        const taken = await navigator.wakeLock.request('screen');
        if (isOver) await taken.release();
        else lock = taken;
      } catch {
        // Not given just now; asked again when the page is shown again.
      }
    };
    const onShown = () => void take();
    document.addEventListener('visibilitychange', onShown);
    void take();
    return () => {
      isOver = true;
      document.removeEventListener('visibilitychange', onShown);
      void lock?.release();
    };
  }, []);
}
