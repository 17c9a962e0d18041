import { createHash, timingSafeEqual } from 'node:crypto';
import { inGroups, newTypedCode, normaliseTypedCode } from './typedCodes.ts';

const CODE_BITS = 128;

/** The code with which a hub that has no owner yet is set up from elsewhere (ID14). In memory: each start makes another. */
export interface SetupCode {
  /** To be read from a console and typed: groups of four letters and digits, 128 random bits. */
  readonly text: string;
  /** Whether that is the code, however it was typed: small letters, spaces, no hyphens, O for 0, I or L for 1. */
  matches(typed: string): boolean;
}

export function createSetupCode(): SetupCode {
  const code = newTypedCode(CODE_BITS);
  const digest = (text: string) => createHash('sha256').update(text).digest();
  const expected = digest(code);
  return {
    text: inGroups(code),
    matches: (typed) => timingSafeEqual(digest(normaliseTypedCode(typed)), expected),
  };
}
