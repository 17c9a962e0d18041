import { hash, verify } from '@node-rs/argon2';
import { CirclewellError } from '../../protocol/errors.ts';

/** OWASP's Password Storage Cheat Sheet, Argon2id: 19 MiB, 2 passes, 1 lane; about 20 ms here. */
const COSTS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
/** The fewest different characters; "aaaaaaaaaaaa" is long and worth nothing. */
const MIN_DIFFERENT = 5;

/** Hashes and checks passphrases with Argon2id, off the main thread. */
export interface Passphrases {
  hash(passphrase: string): Promise<string>;
  /** With no hash (an unknown or closed account) it takes as long as with one, and is false. */
  matches(passphraseHash: string | null, passphrase: string): Promise<boolean>;
}

export function createPassphrases(): Passphrases {
  let dummy: Promise<string> | undefined;
  const hashPassphrase = (passphrase: string) => hash(normalise(passphrase), COSTS);
  return {
    hash: hashPassphrase,
    async matches(passphraseHash, passphrase) {
      // Made at the first sign-in of all, whosever it is, so that its making tells nothing.
      dummy ??= hashPassphrase('nobody has this one');
      const isMatch = await verify(passphraseHash ?? (await dummy), normalise(passphrase));
      return isMatch && passphraseHash !== null;
    },
  };
}

/** @throws CirclewellError `invalid` (`account.weakPassphrase`) for one that is long but easily guessed. */
export function assertStrongPassphrase(passphrase: string, accountName: string): void {
  const text = normalise(passphrase).toLowerCase();
  const isWeak =
    new Set(text).size < MIN_DIFFERENT ||
    text.replaceAll(normalise(accountName).toLowerCase(), '').length < MIN_DIFFERENT;
  if (isWeak)
    throw new CirclewellError('invalid', 'The passphrase is easily guessed', 'account.weakPassphrase');
}

/** NIST SP 800-63B-4: the same text typed on another keyboard is the same passphrase. */
function normalise(passphrase: string): string {
  return passphrase.normalize('NFKC');
}
