import { Kysely } from 'kysely';
import { readOrMakeDataKey } from '../records/dataKey.ts';
import type { Tables } from '../records/kysely/tables.ts';
import type { RecordsDriver } from '../records/recordsDriver.ts';
import { createSealer } from '../records/sealing.ts';
import type { AuditLog } from './auditLog.ts';
import { createAuditLog } from './createAuditLog.ts';

/**
 * Opens the audit of a store that is there, as it is: no migration, so that it can be checked beside a running hub. The
 * caller closes it.
 * @throws Error with a sentence for the operator if there is no practice or the key does not fit
 */
export async function openAudit({
  driver,
  kek,
  now,
}: {
  driver: RecordsDriver;
  kek: Uint8Array;
  now: () => number;
}): Promise<{ readonly audit: AuditLog; close(): Promise<void> }> {
  const db = new Kysely<Tables>({ dialect: driver.dialect });
  const close = () => db.destroy();
  try {
    const tables = await db.introspection.getTables();
    if (!tables.some(({ name }) => name === 'audit_head'))
      throw new Error(
        'The data folder holds no practice with an audit. Start the hub on it once, or name another folder.',
      );
    return { audit: createAuditLog(db, createSealer(await readOrMakeDataKey(db, kek, now())), now), close };
  } catch (error) {
    await close();
    throw error;
  }
}
