/** Milliseconds since the Unix epoch, on the clock that pages of this machine have as well. */
export const clockNow = (): number => performance.timeOrigin + performance.now();
