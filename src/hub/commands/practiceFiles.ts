import { existsSync } from 'node:fs';
import path from 'node:path';
import type { HubConfig } from '../config.ts';
import { parseKey, readKeyFile } from '../records/keyFile.ts';

/** The practice's database. @throws Error where the data folder has none */
export function databaseOf({ dataDir }: Pick<HubConfig, 'dataDir'>): string {
  const file = path.join(dataDir, 'hub.sqlite');
  if (!existsSync(file))
    throw new Error(`There is no practice in ${dataDir}. Name its data folder with --data.`);
  return file;
}

/** The practice's key-encryption key, which must be there already. @throws Error with a sentence for the operator */
export async function readKek({ kek }: Pick<HubConfig, 'kek'>): Promise<Uint8Array> {
  return kek.from === 'file' ? readKeyFile(kek.file) : parseKey(kek.text, 'CIRCLEWELL_KEK');
}
