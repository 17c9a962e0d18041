import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { openRecords, type Records } from '../../src/hub/records/openRecords.ts';
import { createSqliteDriver } from '../../src/hub/records/sqlite/createSqliteDriver.ts';

/** Opens the store of a sample practice that no hub has open. */
export async function withRecords(dataDir: string, work: (records: Records) => Promise<void>): Promise<void> {
  const records = await openRecords({
    driver: createSqliteDriver(path.join(dataDir, 'hub.sqlite')),
    kek: Buffer.from(await readFile(path.join(dataDir, 'sample-kek'), 'utf8'), 'base64'),
    now: Date.now,
  });
  try {
    await work(records);
  } finally {
    await records.close();
  }
}
