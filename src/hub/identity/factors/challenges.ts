import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** How long a passkey's challenge is good for, in milliseconds (ID45). */
export const CHALLENGE_MS = 5 * 60_000;
/** The most used ones remembered: each took a passkey that somebody has. With more of them no further one is taken. */
export const MAX_USED = 10_000;
const EXPIRY_BYTES = 6;
const RANDOM_BYTES = 32;
const MARK_BYTES = 32;

/**
 * What a passkey is to sign, each once. A challenge carries what it is good for and until when, under a mark of a key
 * that lives with the process: nothing is kept of those that are asked for, so nobody's can be pushed out (ADR 0094).
 * A restart voids them all.
 */
export interface Challenges {
  /** 256 random bits and more, in base64url. @param purpose what it is good for: a sign-in, or making one account's passkey */
  issue(purpose: string): string;
  /** Uses a challenge up: whether it was good for this. */
  redeem(challenge: string, purpose: string): boolean;
}

/** @param now the hub's clock, in milliseconds since the Unix epoch. */
export function createChallenges({ now }: { now: () => number }): Challenges {
  const key = randomBytes(32);
  /** Used ones, by when they end, in the order of their use. */
  const used = new Map<string, number>();

  function markOf(content: Uint8Array, purpose: string): Buffer {
    return createHmac('sha256', key).update(content).update(purpose).digest();
  }

  /** When a challenge for this ends; null for one that the hub did not make for it. */
  function endOf(challenge: string, purpose: string): number | null {
    const bytes = Buffer.from(challenge, 'base64url');
    if (bytes.length !== EXPIRY_BYTES + RANDOM_BYTES + MARK_BYTES) return null;
    // Else another writing of the same bytes would be another challenge.
    if (bytes.toString('base64url') !== challenge) return null;
    const content = bytes.subarray(0, -MARK_BYTES);
    const isOurs = timingSafeEqual(bytes.subarray(-MARK_BYTES), markOf(content, purpose));
    return isOurs ? content.readUIntBE(0, EXPIRY_BYTES) : null;
  }

  function forgetEnded(): void {
    for (const [challenge, endsAt] of used) {
      if (endsAt > now()) return;
      used.delete(challenge);
    }
  }

  return {
    issue(purpose) {
      const content = Buffer.concat([Buffer.alloc(EXPIRY_BYTES), randomBytes(RANDOM_BYTES)]);
      content.writeUIntBE(now() + CHALLENGE_MS, 0, EXPIRY_BYTES);
      return Buffer.concat([content, markOf(content, purpose)]).toString('base64url');
    },
    redeem(challenge, purpose) {
      const endsAt = endOf(challenge, purpose);
      if (endsAt === null || endsAt <= now() || used.has(challenge)) return false;
      forgetEnded();
      if (used.size >= MAX_USED) return false;
      used.set(challenge, endsAt);
      return true;
    },
  };
}
