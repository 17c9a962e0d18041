import { randomBytes } from 'node:crypto';

/** Crockford's base 32: without I, L, O and U, which are read as one another or make words. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const BITS_PER_LETTER = 5;
const GROUP_LENGTH = 4;

/** A random code that people read and type: so many bits, rounded up to whole letters, without hyphens. */
export function newTypedCode(bits: number): string {
  // 256 is a multiple of 32, so that each letter is as likely as any other.
  const bytes = randomBytes(Math.ceil(bits / BITS_PER_LETTER));
  return [...bytes].map((byte) => LETTERS.charAt(byte % LETTERS.length)).join('');
}

/** The code in groups of four, divided by hyphens. */
export function inGroups(code: string): string {
  return code.match(new RegExp(`.{1,${GROUP_LENGTH}}`, 'g'))?.join('-') ?? code;
}

/** The code that was meant, however it was typed: small letters, spaces, no hyphens, O for 0, I or L for 1. */
export function normaliseTypedCode(typed: string): string {
  return typed.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
}
