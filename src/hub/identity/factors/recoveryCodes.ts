import { inGroups, newTypedCode, normaliseTypedCode } from '../typedCodes.ts';

/** How many codes a set has (ID47). */
export const RECOVERY_CODES = 10;
const CODE_BITS = 60;

/** A new set, as it is shown: three groups of four letters and digits each. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: RECOVERY_CODES }, () => inGroups(newTypedCode(CODE_BITS)));
}

/** The form in which a code is kept and looked for, however it was typed. */
export const recoveryCodeOf = normaliseTypedCode;
