const MINUTE_MS = 60_000;

/**
 * How many requests an address may make. An address may be a whole clinic: twelve members behind one router, each
 * coming back after a power cut, must fit. What makes guessing hopeless is the tokens' length and the delays after
 * wrong passphrases; these limits keep the hub answering.
 */
export const RATE_LIMITS = {
  /** The whole API together, whatever comes of the requests. Who writes in a note together with others makes up to ten a second (NB36). */
  everything: { max: 3000, timeWindow: MINUTE_MS },
  door: { max: 120, timeWindow: MINUTE_MS },
  signIn: { max: 30, timeWindow: MINUTE_MS },
  staffLink: { max: 30, timeWindow: MINUTE_MS },
  /** Each opens transports on the hub. A clinic's members try one after another. */
  reach: { max: 60, timeWindow: MINUTE_MS },
  setup: { max: 10, timeWindow: MINUTE_MS },
} as const;
