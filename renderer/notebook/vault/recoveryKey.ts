import type { Bytes } from '../ports.ts';
import { importKey, KEY_BYTES } from './aesGcm.ts';

/** By what a recovery key that nobody has said to have kept yet stands among what a notebook keeps (NB54). */
export const RECOVERY_REMINDER = 'recovery-key';

/** Crockford's base 32: no letter that is taken for a digit. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const COUNT = 32;
const SHAPE = new RegExp(`^[${LETTERS}]{${COUNT}}$`);
const GROUP = 4;

/** 160 random bits, in groups to be written down (NB14). */
export function newRecoveryKey(): string {
  // 256 is a multiple of 32: each letter is as likely as any other.
  const letters = [...crypto.getRandomValues(new Uint8Array(COUNT))].map((byte) => LETTERS[byte % 32]);
  return letters.join('').replaceAll(new RegExp(`.{${GROUP}}(?=.)`, 'g'), '$&-');
}

/** The same, however it was typed; null where it cannot be one. */
export function readRecoveryKey(typed: string): string | null {
  const letters = typed.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  return SHAPE.test(letters) ? letters : null;
}

/** The key that it makes. It is random: no work has to slow guessing down. */
export async function keyOfRecovery(letters: string): Promise<CryptoKey> {
  const from = await crypto.subtle.importKey('raw', new TextEncoder().encode(letters), 'HKDF', false, [
    'deriveBits',
  ]);
  const info = new TextEncoder().encode('circlewell recovery');
  const bits: Bytes = new Uint8Array(
    await crypto.subtle.deriveBits(
      { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info },
      from,
      KEY_BYTES * 8,
    ),
  );
  return importKey(bits);
}
