import { createHash, randomBytes } from 'node:crypto';

/** A token of so many random bits, in base64url. */
export function newToken(bits: 128 | 256): string {
  return randomBytes(bits / 8).toString('base64url');
}

/**
 * The form in which a token is stored: SHA-256 in hex. A plain hash will do, because the tokens are random: there is
 * nothing to guess that a slow hash would protect.
 */
export function hashToken(token: string): string {
  return createHash('sha256').update(token, 'utf8').digest('hex');
}
