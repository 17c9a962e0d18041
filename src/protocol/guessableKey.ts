/** Fewer different ones than any key has that was drawn: not one in 10^20 random keys of 32 bytes has so few. */
const MIN_DIFFERENT_BYTES = 8;

/**
 * Whether a key was made up and not drawn (HO8): of few different bytes (zeros, one byte again and again), or of equal steps
 * (1, 2, 3…). Hub and shell both take keys from outside.
 */
export function isGuessableKey(key: Uint8Array): boolean {
  const bytes = [...key];
  const steps = bytes.slice(1).map((byte, index) => byte - (bytes[index] ?? 0));
  return [bytes, steps].some((numbers) => new Set(numbers).size < MIN_DIFFERENT_BYTES);
}
