import { randomBytes } from 'node:crypto';
import { rename } from 'node:fs/promises';
import type { HubKey } from './hubKey.ts';
import type { Keychain } from './keychain.ts';
import { readSecretFile, writeSecretFile } from './secretFile.ts';

/** The length of the hub's key-encryption key, in bytes (src/hub/records/sealing.ts). */
const KEY_BYTES = 32;

export type NextKeyOptions = {
  readonly keychain: Keychain;
  /** The hub's key file, in the clear. */
  readonly keyFile: string;
  /** Where the shell keeps the key as the keychain sealed it. */
  readonly sealedFile: string;
};

/** The key that the shell's own hub is moved to, while that is under way (SH87). */
export interface NextKey {
  /** In base64, for the hub's environment. */
  readonly kek: string;
  /** Puts it in the place of the key before, once the hub says that it is ready with it. Can be repeated. */
  settle(): Promise<void>;
}

/** Makes the next key and keeps it where the key is now; one that is there from an attempt that was cut off is taken. */
export async function makeNextKey(
  key: HubKey,
  { keychain, keyFile, sealedFile }: NextKeyOptions,
): Promise<void> {
  const kek = randomBytes(KEY_BYTES).toString('base64');
  if (key.at === 'keyFile') {
    // The hub itself moves to what lies there (RE51).
    if ((await readSecretFile(nextOf(keyFile))) === null)
      await writeSecretFile(nextOf(keyFile), Buffer.from(`${kek}\n`));
    return;
  }
  if ((await readSecretFile(nextOf(sealedFile))) !== null) return;
  const sealing = await keychain.seal(kek);
  if (!sealing.ok || (await keychain.open(sealing.sealed))?.text !== kek)
    throw new Error('the keychain did not take the next key');
  await writeSecretFile(nextOf(sealedFile), sealing.sealed);
}

/**
 * The next key that the keychain sealed, if one is there.
 * @throws Error where it is there and the keychain does not open it: the practice may be sealed under it already
 */
export async function findNextKey({
  keychain,
  keyFile,
  sealedFile,
}: NextKeyOptions): Promise<NextKey | null> {
  const sealed = await readSecretFile(nextOf(sealedFile));
  if (sealed === null) return null;
  const opened = await keychain.open(sealed);
  if (opened === null) throw new Error('the keychain does not open the next key');
  const kek = opened.text;
  return {
    kek,
    async settle() {
      // First the file that a working copy shares with `npm start`: it goes before the sealed key (SH54).
      if ((await readSecretFile(keyFile)) !== null) await writeSecretFile(keyFile, Buffer.from(`${kek}\n`));
      if ((await readSecretFile(nextOf(sealedFile))) !== null) await rename(nextOf(sealedFile), sealedFile);
    },
  };
}

function nextOf(file: string): string {
  return `${file}.next`;
}
