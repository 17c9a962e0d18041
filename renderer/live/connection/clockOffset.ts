const SAMPLES_KEPT = 8;

/** An estimate of how far the hub's clock is ahead of this machine's. */
export interface ClockOffset {
  /** Milliseconds to add to the local clock for the hub's; 0 before the first sample. */
  readonly ms: number;
  /** @param sentAt @param receivedAt on this machine's clock, in milliseconds */
  sample(hubTime: number, sentAt: number, receivedAt: number): void;
}

/** Keeps the last 8 samples and believes the one with the shortest round trip (CL24), as NTP's clock filter does. */
export function createClockOffset(): ClockOffset {
  let samples: { offsetMs: number; roundTripMs: number }[] = [];
  let ms = 0;
  return {
    get ms() {
      return ms;
    },
    sample(hubTime, sentAt, receivedAt) {
      const sample = { offsetMs: hubTime - (sentAt + receivedAt) / 2, roundTripMs: receivedAt - sentAt };
      // A negative round trip is a local clock that was set back meanwhile: what is older means nothing any more.
      samples = sample.roundTripMs < 0 ? [] : [...samples, sample].slice(-SAMPLES_KEPT);
      const best = samples.reduce<typeof sample | null>(
        (best, one) => (best === null || one.roundTripMs <= best.roundTripMs ? one : best),
        null,
      );
      if (best) ms = Math.round(best.offsetMs);
    },
  };
}
