/** A hub that was restarted, or a line that was cut, is back within so long. */
const SOON_MS = 10_000;
const MINUTE_MS = 60_000;

/**
 * How long to wait before a new try (CL4): nearly at once at first, because most losses are a blink; very often while a hub may
 * be starting; then often for a minute, while people sit and look at the screen; then now and then. At random, so that a whole group
 * does not come back in the same instant: twelve people are sixty tries a second for ten seconds, and thirty afterwards, against a hub
 * that refuses connections; what it answers and does not let in waits longer.
 *
 * @param attempt how many tries have failed since the connection last stood, from 0
 * @param troubledMs how long it has not stood
 * @param isRefused the hub was reached and did not let in: it has a limit for what an address may ask in a minute (AP6)
 * @param random a number in [0, 1)
 * @returns milliseconds, 50 to 5,000
 */
export function backoffMs(attempt: number, troubledMs: number, isRefused: boolean, random: number): number {
  if (attempt <= 0) return 50 + random * 100;
  if (isRefused || troubledMs >= MINUTE_MS) return 1_000 + random * 4_000;
  return troubledMs < SOON_MS ? 100 + random * 200 : 200 + random * 400;
}
