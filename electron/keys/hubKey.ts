import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { isGuessableKey } from '../../src/protocol/guessableKey.ts';
import type { Keychain, KeychainTrouble } from './keychain.ts';
import { readSecretFile, writeSecretFile } from './secretFile.ts';

/** The length of the hub's key-encryption key, in bytes (src/hub/records/sealing.ts). */
const KEY_BYTES = 32;

/**
 * Where the key of the shell's own hub is. `keychain` alone carries it; with `keyFile` the hub reads its own file, and
 * `locked` means that the key exists and cannot be had, so that no hub may be started.
 */
export type HubKey =
  | { at: 'keychain'; kek: string }
  | { at: 'keyFile'; why: KeychainTrouble }
  | { at: 'locked'; why: KeychainTrouble };

export type HubKeyOptions = {
  readonly keychain: Keychain;
  /** The hub's key file, in the clear: the hub's own place for it (src/hub/config.ts). */
  readonly keyFile: string;
  /** Where the shell keeps the key as the keychain sealed it. */
  readonly sealedFile: string;
  /**
   * Whether the file in the clear may go once its key is in the keychain: in an installed app. From a working copy
   * `npm start` reads the same file.
   */
  readonly mayRemoveKeyFile: boolean;
};

/**
 * Finds the key, and keeps it in the operating system's keychain wherever that keeps secrets. A key file goes before the
 * sealed one, because only a person can have put it there: it was used before, or restored from a backup. Nothing is
 * removed before its copy was read back. A new key is made only where there is neither.
 *
 * @throws where a file cannot be read or written, or holds no key: then nothing is touched.
 */
export async function openHubKey(options: HubKeyOptions): Promise<HubKey> {
  const { keychain, keyFile, sealedFile } = options;
  const inFile = await readSecretFile(keyFile);
  const sealed = await readSecretFile(sealedFile);
  const trouble = await keychain.trouble();
  if (trouble !== null) {
    const isOnlySealed = inFile === null && sealed !== null;
    return isOnlySealed ? { at: 'locked', why: trouble } : { at: 'keyFile', why: trouble };
  }
  const opened = sealed && (await keychain.open(sealed));
  if (inFile !== null) {
    const kek = parseKey(inFile.toString('utf8'));
    // The hub would refuse it, and from the keychain its own commands could not change it any more.
    if (isGuessableKey(Buffer.from(kek, 'base64'))) throw new Error('this key is easily guessed');
    return adopt(kek, opened, options);
  }
  if (sealed === null) return keep(randomBytes(KEY_BYTES).toString('base64'), options);
  if (!opened) return { at: 'locked', why: 'keychainRefused' };
  const kek = parseKey(opened.text);
  // A keychain that has changed its own key asks for this; where it then refuses, what there is still opens.
  if (opened.isStale) await keep(kek, options);
  return { at: 'keychain', kek };
}

async function adopt(
  kek: string,
  opened: { text: string; isStale: boolean } | null,
  options: HubKeyOptions,
): Promise<HubKey> {
  const isKept = opened?.text === kek && !opened.isStale;
  const key: HubKey = isKept ? { at: 'keychain', kek } : await keep(kek, options);
  if (key.at === 'keychain' && options.mayRemoveKeyFile) await rm(options.keyFile, { force: true });
  return key;
}

/** Seals a key, writes it and reads it back; where that fails in any way, the key stays where it was. */
async function keep(kek: string, { keychain, sealedFile }: HubKeyOptions): Promise<HubKey> {
  const sealing = await keychain.seal(kek);
  if (!sealing.ok) return { at: 'keyFile', why: sealing.why };
  if ((await keychain.open(sealing.sealed))?.text !== kek) return { at: 'keyFile', why: 'keychainRefused' };
  await writeSecretFile(sealedFile, sealing.sealed);
  return { at: 'keychain', kek };
}

function parseKey(text: string): string {
  const kek = text.trim();
  const bytes = Buffer.from(kek, 'base64');
  const isWhole =
    bytes.length === KEY_BYTES && bytes.toString('base64').replace(/=+$/, '') === kek.replace(/=+$/, '');
  if (!isWhole) throw new Error('this is not a key: 32 bytes in base64 are expected');
  return bytes.toString('base64');
}
