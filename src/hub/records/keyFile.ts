import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, link, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { syncFolder } from '../syncFolder.ts';
import { KEY_BYTES } from './sealing.ts';

/**
 * The key-encryption key in a file of its own, outside the data folder, readable by its owner alone; made at the
 * first run. Whoever copies the data folder has no key; whoever backs it up must back the key up elsewhere.
 * @throws Error with a sentence for the operator if the file holds no key.
 */
export async function readOrMakeKeyFile(file: string): Promise<Uint8Array> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const kept = await findKeyFile(file);
  if (kept) return kept;
  await makeKey(file, randomBytes(KEY_BYTES)).catch((error: unknown) => {
    // Another hub was first: its key counts.
    if (!isTaken(error)) throw error;
  });
  const made = await findKeyFile(file);
  if (!made) throw new Error(`The key file ${file} could not be written.`);
  return made;
}

/**
 * The key-encryption key of a practice that is there already.
 * @throws Error with a sentence for the operator if there is no such file, or it holds no key
 */
export async function readKeyFile(file: string): Promise<Uint8Array> {
  const key = await findKeyFile(file);
  if (key) return key;
  if (existsSync(sealedKeyFileOf(file)))
    throw new Error(
      'The key of this practice is in the system’s keychain, where the installed Circlewell alone gets it. Open the practice there; its Settings make backups, change the key, check the audit and save the diagnostics.',
    );
  throw new Error(`There is no key file ${file}. Name it with --key-file, or restore it from its backup.`);
}

/** Where the installed app keeps the key of that file once the system's keychain has sealed it (electron/hub/hubPlan.ts). */
export function sealedKeyFileOf(file: string): string {
  return `${file}.sealed`;
}

/** Where the key lies that a practice is to be moved to, for as long as that is under way. */
export function nextKeyFileOf(file: string): string {
  return `${file}.next`;
}

/** Makes the key that a practice is to be moved to; one that is there from an attempt that was cut off is taken. */
export async function makeNextKey(file: string): Promise<void> {
  await readOrMakeKeyFile(nextKeyFileOf(file));
  await syncFolder(path.dirname(file));
}

/**
 * Puts the next key in the place of the key. The one before stays beside it under a name that tells when (`kek.before-…`), because an
 * earlier copy of the database opens with nothing else. At no instant is the place empty.
 */
export async function placeNextKey(file: string, now: number): Promise<void> {
  const stamp = new Date(now).toISOString().replaceAll(/[-:]|\.\d+/g, '');
  await link(file, `${file}.before-${stamp}`).catch((error: unknown) => {
    // An attempt of the same second, which was cut off after it.
    if (!isTaken(error)) throw error;
  });
  await rename(nextKeyFileOf(file), file);
  await syncFolder(path.dirname(file));
}

/** Puts a key into a file that is not there yet. @throws Error if there is one */
export async function writeKeyFile(file: string, key: Uint8Array): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  await makeKey(file, key);
}

/** The key in a file; null if there is no such file. @throws Error with a sentence for the operator if it holds no key */
export async function findKeyFile(file: string): Promise<Uint8Array | null> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
  await chmod(file, 0o600);
  return parseKey(text, `The key file ${file}`);
}

/** Written beside and linked into place, so that a power cut leaves a whole key or none and two hubs make only one. */
async function makeKey(file: string, key: Uint8Array): Promise<void> {
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  const handle = await open(draft, 'wx', 0o600);
  try {
    await handle.writeFile(`${Buffer.from(key).toString('base64')}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  try {
    await link(draft, file);
  } finally {
    await rm(draft);
  }
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST';
}

/**
 * Reads a key written in base64.
 * @param from where it came from, as the subject of a sentence.
 * @throws Error if it is not exactly 32 bytes.
 */
export function parseKey(text: string, from: string): Uint8Array {
  const key = Buffer.from(text.trim(), 'base64');
  if (
    key.length !== KEY_BYTES ||
    key.toString('base64').replace(/=+$/, '') !== text.trim().replace(/=+$/, '')
  ) {
    throw new Error(
      `${from} does not hold a key: 32 bytes in base64 are expected. Restore it from its backup.`,
    );
  }
  return key;
}
