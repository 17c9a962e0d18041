import type { LiveClock } from '../clock.ts';

const POLL_MS = 25;
const SLOW_POLL_MS = 400;
const SLOW_AFTER_MS = 6_000;
/** Time from each key-frame request, and at first from the start, to the next. Grows, so as not to feed a jam. */
const KEY_FRAME_GAPS_MS = [300, 500, 800, 1_300, 2_100];

/** Watches one consumer for its first frame since `start()`. */
export interface FrameWatch {
  /** Begins anew; a watch that runs is begun anew too. */
  start(): void;
  stop(): void;
}

/**
 * Looks for the first frame after a resume and asks for key frames while it does not come (CL54; ADR 0031).
 *
 * @param readFrameAt when the last frame was decoded (audio: played out) on any steady clock, or null if never
 * @param onFrame once per `start()`, unless stopped before
 */
export function createFrameWatch(options: {
  clock: LiveClock;
  readFrameAt: () => number | null;
  /** Absent for audio. */
  requestKeyFrame?: () => void;
  onFrame: () => void;
}): FrameWatch {
  const { clock } = options;
  let callOff: (() => void) | null = null;

  function stop(): void {
    callOff?.();
    callOff = null;
  }

  return {
    stop,
    start() {
      stop();
      const startedAt = clock.now();
      const frameBefore = options.readFrameAt();
      let requests = 0;
      let nextRequestAt = startedAt + (KEY_FRAME_GAPS_MS[0] ?? 0);
      const look = (): void => {
        const frameAt = options.readFrameAt();
        if (frameAt !== null && frameAt !== frameBefore) {
          callOff = null;
          options.onFrame();
          return;
        }
        const now = clock.now();
        if (options.requestKeyFrame && requests < KEY_FRAME_GAPS_MS.length && now >= nextRequestAt) {
          requests += 1;
          nextRequestAt = now + (KEY_FRAME_GAPS_MS[requests] ?? 0);
          options.requestKeyFrame();
        }
        callOff = clock.after(now - startedAt < SLOW_AFTER_MS ? POLL_MS : SLOW_POLL_MS, look);
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
