import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** Crockford's base 32: without I, L, O and U, which are read as one another or make words. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CODE_BITS = 128;
const BITS_PER_LETTER = 5;
const GROUP_LENGTH = 4;

/** The code with which a hub that has no owner yet is set up from elsewhere (ID14). In memory: each start makes another. */
export interface SetupCode {
  /** To be read from a console and typed: groups of four letters and digits, 128 random bits. */
  readonly text: string;
  /** Whether that is the code, however it was typed: small letters, spaces, no hyphens, O for 0, I or L for 1. */
  matches(typed: string): boolean;
}

export function createSetupCode(): SetupCode {
  const code = toLetters(randomBytes(CODE_BITS / 8));
  const digest = (text: string) => createHash('sha256').update(text).digest();
  const expected = digest(code);
  return {
    text: code.match(new RegExp(`.{1,${GROUP_LENGTH}}`, 'g'))?.join('-') ?? code,
    matches: (typed) => timingSafeEqual(digest(normalise(typed)), expected),
  };
}

function toLetters(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const groups = bits.match(new RegExp(`.{1,${BITS_PER_LETTER}}`, 'g')) ?? [];
  return groups
    .map((group) => LETTERS.charAt(Number.parseInt(group.padEnd(BITS_PER_LETTER, '0'), 2)))
    .join('');
}

function normalise(typed: string): string {
  return typed.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
}
