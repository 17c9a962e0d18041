/** The part of the browser's Screen Wake Lock that is used. */
export type WakeLockPort = {
  request(type: 'screen'): Promise<{ release(): Promise<void> }>;
};

/**
 * Keeps the screen on while it is wanted. A browser takes the lock back when its tab is hidden, so it is asked for again
 * when the tab is seen; a refusal (a low battery) changes nothing.
 *
 * @param wakeLock undefined where the browser has none.
 * @returns says whether it is wanted.
 */
export function keepScreenOn(
  wakeLock: WakeLockPort | undefined,
  page: Pick<Document, 'addEventListener' | 'visibilityState'>,
): (isWanted: boolean) => void {
  let isWanted = false;
  let held: { release(): Promise<void> } | null = null;

  async function follow(): Promise<void> {
    const last = held;
    held = null;
    await last?.release();
    if (!isWanted || page.visibilityState !== 'visible' || wakeLock === undefined) return;
    const taken = await wakeLock.request('screen');
    // The session may have ended while the browser thought about it, or the tab was seen twice.
    if (isWanted && held === null) held = taken;
    else await taken.release();
  }

  page.addEventListener('visibilitychange', () => {
    if (isWanted) follow().catch(() => undefined);
  });
  return (wanted) => {
    if (wanted === isWanted) return;
    isWanted = wanted;
    follow().catch(() => undefined);
  };
}
