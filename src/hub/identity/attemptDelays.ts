import { normalizeIP } from '@fastify/rate-limit';
import { CirclewellError } from '../../protocol/errors.ts';

/** Wrong passphrases that cost nothing but the typing. */
export const FREE_ATTEMPTS = 5;
const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 15 * 60_000;
const FORGET_AFTER_MS = 24 * 3_600_000;
/** The most pairs of account and address kept; the one that has been quiet longest goes first. */
const MAX_KEPT = 10_000;

type Attempts = { readonly count: number; readonly nextAt: number; readonly lastAt: number };

/**
 * Makes guessing slow: after `FREE_ATTEMPTS` wrong passphrases for an account from an address, each further one
 * costs twice the wait, up to a quarter of an hour. Of IPv6 an address is its /64: whoever has one has all of it. Others are not held up: nobody can lock a colleague out from
 * elsewhere.
 */
export interface AttemptDelays {
  /**
   * Counts an attempt before it is known to be right or wrong, so that guesses in parallel count too.
   * @returns a way to take it back, for what was right and is only half of a sign-in (ID42): the ones before it stay.
   * @throws CirclewellError `rate_limited` (`account.lockedOut`) while the wait lasts; then nothing is counted.
   */
  begin(account: string, address: string): { takeBack(): void };
  /** The attempt was right: forgets the ones before it. */
  succeed(account: string, address: string): void;
}

/** @param now the hub's clock, in milliseconds since the Unix epoch. */
export function createAttemptDelays({ now }: { now: () => number }): AttemptDelays {
  const kept = new Map<string, Attempts>();
  const keyOf = (account: string, address: string) => JSON.stringify([account, normalizeIP(address)]);

  function makeRoom(): void {
    for (const [key, { lastAt }] of kept) {
      if (kept.size <= MAX_KEPT && lastAt > now() - FORGET_AFTER_MS) return;
      kept.delete(key);
    }
  }

  return {
    begin(account, address) {
      const key = keyOf(account, address);
      const before = kept.get(key);
      if (before && before.nextAt > now()) {
        throw new CirclewellError(
          'rate_limited',
          'Too many wrong passphrases; wait and try again',
          'account.lockedOut',
        );
      }
      const count = (before?.count ?? 0) + 1;
      const delay =
        count < FREE_ATTEMPTS ? 0 : Math.min(FIRST_DELAY_MS * 2 ** (count - FREE_ATTEMPTS), LONGEST_DELAY_MS);
      // Taken out first, so that the map's order is the order of the last attempts.
      kept.delete(key);
      const mine = { count, nextAt: now() + delay, lastAt: now() };
      kept.set(key, mine);
      makeRoom();
      return {
        takeBack() {
          const latest = kept.get(key);
          if (latest === undefined) return;
          // With others since, the wait is theirs.
          if (latest !== mine) kept.set(key, { ...latest, count: latest.count - 1 });
          else if (before) kept.set(key, before);
          else kept.delete(key);
        },
      };
    },
    succeed(account, address) {
      kept.delete(keyOf(account, address));
    },
  };
}
