import { randomBytes } from 'node:crypto';

/** How long a passkey's challenge is good for, in milliseconds (ID45). */
export const CHALLENGE_MS = 5 * 60_000;
/** The most kept; the oldest goes first, so that who asks for many holds up no memory. */
const MAX_KEPT = 10_000;

/** What a passkey is to sign, each once. In memory: a restart voids them all. */
export interface Challenges {
  /** 256 random bits, in base64url. @param purpose what it is good for: a sign-in, or making one account's passkey */
  issue(purpose: string): string;
  /** Uses a challenge up: whether it was good for this. */
  redeem(challenge: string, purpose: string): boolean;
}

/** @param now the hub's clock, in milliseconds since the Unix epoch. */
export function createChallenges({ now }: { now: () => number }): Challenges {
  const kept = new Map<string, { readonly purpose: string; readonly expiresAt: number }>();

  function makeRoom(): void {
    for (const [challenge, { expiresAt }] of kept) {
      if (kept.size < MAX_KEPT && expiresAt > now()) return;
      kept.delete(challenge);
    }
  }

  return {
    issue(purpose) {
      makeRoom();
      const challenge = randomBytes(32).toString('base64url');
      kept.set(challenge, { purpose, expiresAt: now() + CHALLENGE_MS });
      return challenge;
    },
    redeem(challenge, purpose) {
      const found = kept.get(challenge);
      kept.delete(challenge);
      return found !== undefined && found.purpose === purpose && found.expiresAt > now();
    },
  };
}
