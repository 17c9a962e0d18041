import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { PRACTICE_KEY_ID } from '../dataKey.ts';
import { unwrapKey } from '../sealing.ts';
import { tableNames } from './tableNames.ts';

const rowSchema = z.object({ wrapped: z.instanceof(Uint8Array) });

/**
 * Whether a key-encryption key opens the practice in a database, which is only read. One that has no key yet takes any.
 * @param kek 32 bytes
 */
export function keyFits(databaseFile: string, kek: Uint8Array): boolean {
  const db = new DatabaseSync(databaseFile, { readOnly: true });
  try {
    if (!tableNames(db).includes('data_keys')) return true;
    const row = db.prepare('select wrapped from data_keys where id = ?').get(PRACTICE_KEY_ID);
    if (row === undefined) return true;
    unwrapKey(kek, PRACTICE_KEY_ID, rowSchema.parse(row).wrapped);
    return true;
  } catch {
    return false;
  } finally {
    db.close();
  }
}
