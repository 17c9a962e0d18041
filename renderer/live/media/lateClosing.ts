import type { LiveClock } from '../clock.ts';
import type { TransportPair } from './transportPair.ts';

/**
 * How long a pair that was given up is left open, in milliseconds. Closing takes a busy browser some hundredths of a second for each
 * connection, which the pair in its place needs more (CL62).
 */
const CLOSE_LATER_MS = 2_000;

/** Pairs that were given up and on which nothing runs any more. */
export interface LateClosing {
  add(pair: TransportPair): void;
  /** Closes all there are at once. */
  closeAll(): void;
}

export function createLateClosing(clock: LiveClock): LateClosing {
  const waiting = new Map<TransportPair, () => void>();
  return {
    add(pair) {
      const callOff = clock.after(CLOSE_LATER_MS, () => {
        waiting.delete(pair);
        pair.close();
      });
      waiting.set(pair, callOff);
    },
    closeAll() {
      for (const [pair, callOff] of waiting) {
        callOff();
        pair.close();
      }
      waiting.clear();
    },
  };
}
