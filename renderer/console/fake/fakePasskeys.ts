import { CirclewellError } from '../../../src/protocol/errors.ts';
import type { Passkeys } from '../model/passkeys.ts';

const none = () => Promise.reject(new CirclewellError('invalid', 'none', 'factor.noPasskeyGiven'));

/** A page on which there are no passkeys. */
export const NO_PASSKEYS: Passkeys = {
  isUsable: false,
  areUsableFor: () => false,
  create: none,
  sign: none,
};
