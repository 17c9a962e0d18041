import { useEffect, useState } from 'react';

/** The hub's clock, drawn anew once a second while something runs. `clockOffsetMs` is what to add to Date.now(). */
export function useHubNow(clockOffsetMs: number, isRunning: boolean): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!isRunning) return undefined;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [isRunning]);
  return now + clockOffsetMs;
}
