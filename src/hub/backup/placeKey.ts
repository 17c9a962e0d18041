import { existsSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { Kysely } from 'kysely';
import type { HubConfig } from '../config.ts';
import { rewrapDataKey } from '../records/dataKey.ts';
import { findKeyFile, parseKey, sealedKeyFileOf, writeKeyFile } from '../records/keyFile.ts';
import type { Tables } from '../records/kysely/tables.ts';
import { createSqliteDriver } from '../records/sqlite/createSqliteDriver.ts';
import { BackupError } from './BackupError.ts';

export type PlaceKeyOptions = {
  readonly config: Pick<HubConfig, 'kek'>;
  /** The restored database, which nobody else has open yet. */
  readonly draft: string;
  /** The key that came with it. */
  readonly enclosedKek: Uint8Array;
  /** The ending of the name under which another key that is there is put aside. */
  readonly asideSuffix: string;
  /** Whether another key file may be put aside. */
  readonly isReplacing: boolean;
};

/**
 * Sees to it that the hub will find a key that opens the restored database (OP13).
 * @returns that key
 * @throws BackupError `keyDoesNotFit`, `otherKeyThere`; then no key was written
 */
export async function placeKey({
  config,
  draft,
  enclosedKek,
  asideSuffix,
  isReplacing,
}: PlaceKeyOptions): Promise<Uint8Array> {
  const kek = config.kek.from === 'environment' ? parseKey(config.kek.text, 'CIRCLEWELL_KEK') : enclosedKek;
  await sealUnder(draft, enclosedKek, kek);
  if (config.kek.from === 'environment') return kek;
  const { file } = config.kek;
  const found = await findKeyFile(file);
  if (found && Buffer.compare(found, kek) === 0) return kek;
  if (found && !isReplacing) throw new BackupError('otherKeyThere');
  const sealed = sealedKeyFileOf(file);
  // The desktop app takes the key file over, and what its keychain sealed would be lost.
  if (existsSync(sealed)) await rename(sealed, `${sealed}.${asideSuffix}`);
  if (found) await rename(file, `${file}.${asideSuffix}`);
  await writeKeyFile(file, kek);
  return kek;
}

/** Opens the data key with the one and seals it with the other; where both are one, that it opens is all that is asked. */
async function sealUnder(database: string, from: Uint8Array, to: Uint8Array): Promise<void> {
  const db = new Kysely<Tables>({ dialect: createSqliteDriver(database).dialect });
  try {
    await rewrapDataKey(db, from, to);
  } catch {
    throw new BackupError('keyDoesNotFit');
  } finally {
    await db.destroy();
  }
}
