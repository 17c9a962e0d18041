import type { LiveClock } from '../clock.ts';

/** Each look asks the browser's media thread and waits for it; with several pictures on a busy machine often is dear. */
const POLL_MS = 100;
/** Time from each key-frame request, and at first from the start, to the next. Grows, so as not to feed a jam. */
const KEY_FRAME_GAPS_MS = [300, 400, 800, 1_300, 2_100];

/** Watches one consumer for its first frame since `start()`. */
export interface FrameWatch {
  /** Begins anew; a watch that runs is begun anew too. @param isAfterLoss what came before is lost: asks at once */
  start(isAfterLoss?: boolean): void;
  stop(): void;
}

/**
 * Looks for the first frame after a resume and asks for key frames while it does not come (CL54; ADR 0031).
 *
 * @param readFrameAt when the last frame was decoded on any steady clock, or null if never
 */
export function createFrameWatch(options: {
  clock: LiveClock;
  readFrameAt: () => number | null;
  requestKeyFrame: () => void;
}): FrameWatch {
  const { clock } = options;
  let callOff: (() => void) | null = null;

  function stop(): void {
    callOff?.();
    callOff = null;
  }

  return {
    stop,
    start(isAfterLoss = false) {
      stop();
      const startedAt = clock.now();
      const frameBefore = options.readFrameAt();
      let requests = 0;
      let nextRequestAt = isAfterLoss ? startedAt : startedAt + (KEY_FRAME_GAPS_MS[0] ?? 0);
      const look = (): void => {
        callOff = null;
        const frameAt = options.readFrameAt();
        if (frameAt !== null && frameAt !== frameBefore) return;
        const now = clock.now();
        if (now >= nextRequestAt) {
          options.requestKeyFrame();
          requests += 1;
          const gap = KEY_FRAME_GAPS_MS[requests];
          if (gap === undefined) return;
          nextRequestAt = now + gap;
        }
        callOff = clock.after(POLL_MS, look);
      };
      callOff = clock.after(POLL_MS, look);
    },
  };
}

/**
 * When the last frame of a receiver was handed to its track. `getSynchronizationSources` answers from memory, without
 * the cost of `getStats` and without a sink that would have to draw (ADR 0031).
 */
export function lastFrameAt(receiver: RTCRtpReceiver | undefined): number | null {
  const sources = receiver?.getSynchronizationSources() ?? [];
  return sources.reduce<number | null>((last, { timestamp }) => Math.max(last ?? 0, timestamp), null);
}
