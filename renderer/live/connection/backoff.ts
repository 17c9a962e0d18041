const FIRST_MIN_MS = 100;
const FIRST_SPREAD_MS = 200;
const BASE_MS = 500;
const CAP_MS = 10_000;

/**
 * How long to wait before a new try (CL4): nearly at once at first, because most losses are a blink; then full jitter
 * under a doubling cap, so that a whole group does not come back in the same instant.
 *
 * @param attempt how many tries have failed since the connection last stood, from 0
 * @param random a number in [0, 1)
 * @returns milliseconds, 100 to 10,000
 */
export function backoffMs(attempt: number, random: number): number {
  if (attempt <= 0) return FIRST_MIN_MS + random * FIRST_SPREAD_MS;
  const cap = Math.min(CAP_MS, BASE_MS * 2 ** attempt);
  return FIRST_MIN_MS + random * (cap - FIRST_MIN_MS);
}
