import { z } from 'zod';

/** How many wrong tries cost nothing, and how long the longest wait is, in milliseconds (NB12). */
const FREE_TRIES = 5;
const LONGEST_WAIT_MS = 5 * 60_000;

/** The tries since the last right one. `at` is this machine's clock, which may be set to anything. */
export const triesSchema = z.strictObject({ count: z.number().int().nonnegative(), at: z.number() });
export type Tries = z.infer<typeof triesSchema>;
export const NO_TRIES: Tries = { count: 0, at: 0 };

/** How long the next try has to wait from `now` on, in milliseconds. A clock that was set back begins the wait anew. */
export function waitAfter({ count, at }: Tries, now: number): number {
  if (count < FREE_TRIES) return 0;
  const wait = Math.min(1_000 * 2 ** (count - FREE_TRIES), LONGEST_WAIT_MS);
  return now < at ? wait : Math.max(0, at + wait - now);
}
