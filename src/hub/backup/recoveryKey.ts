import { randomInt } from 'node:crypto';

/** Without i, l, o, 0 and 1, which are read as one another. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';
const GROUPS = 7;
const GROUP_LENGTH = 4;
const SHAPE = new RegExp(`^[${LETTERS}]{${GROUPS * GROUP_LENGTH}}$`);

/** Seven groups of four letters and digits, to be written down: 138 random bits (OP2). */
export function newRecoveryKey(): string {
  const group = () =>
    Array.from({ length: GROUP_LENGTH }, () => LETTERS.charAt(randomInt(LETTERS.length))).join('');
  return Array.from({ length: GROUPS }, group).join('-');
}

/** The key as it was shown, however it was typed: case, spaces and dashes do not matter. Null if it is none. */
export function parseRecoveryKey(text: string): string | null {
  const letters = text.toLowerCase().replaceAll(/[\s-]/g, '');
  return SHAPE.test(letters) ? letters : null;
}
