import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { makeBackup } from '../../../src/hub/backup/makeBackup.ts';
import type { HubConfig } from '../../../src/hub/config.ts';
import { openRecords, type Records } from '../../../src/hub/records/openRecords.ts';
import { createSqliteDriver } from '../../../src/hub/records/sqlite/createSqliteDriver.ts';
import { tableNames } from '../../../src/hub/records/sqlite/tableNames.ts';

/** As random as a key has to be (HO8), and the same each time. */
export const KEK = keyFrom('the key of a practice on a disk');
export const PASSPHRASE = 'river stone lantern 42';

/** A key for tests that a hub's start takes. */
export function keyFrom(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** A practice on a disk, with its key beside it as a hub keeps it, and room for backups. */
export type PracticeOnDisk = {
  readonly dir: string;
  readonly records: Records;
  readonly config: Pick<HubConfig, 'dataDir' | 'kek'>;
  /** A place in the same throw-away folder. */
  place(name: string): string;
  backUp(name: string, secret?: { kind: 'passphrase' | 'recoveryKey'; text: string }): Promise<string>;
  close(): Promise<void>;
};

export async function openPracticeOnDisk(): Promise<PracticeOnDisk> {
  const dir = mkdtempSync(path.join(tmpdir(), 'circlewell-backup-'));
  const dataDir = path.join(dir, 'data');
  mkdirSync(dataDir);
  mkdirSync(path.join(dir, 'data-keys'));
  const keyFile = path.join(dir, 'data-keys', 'kek');
  writeFileSync(keyFile, KEK.toString('base64'));
  const databaseFile = path.join(dataDir, 'hub.sqlite');
  const records = await openRecords({ driver: createSqliteDriver(databaseFile), kek: KEK, now: () => 5 });
  const place = (name: string) => path.join(dir, name);
  return {
    dir,
    records,
    config: configOf(dataDir),
    place,
    async backUp(name, secret = { kind: 'passphrase', text: PASSPHRASE }) {
      const target = place(name);
      await makeBackup({
        databaseFile,
        kek: KEK,
        target,
        secret,
        release: '0.0.0',
        now: () => 9,
        onProgress: () => undefined,
      });
      return target;
    },
    async close() {
      await records.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** What a hub on this data folder is told, with the key where it usually lies. */
export function configOf(dataDir: string): Pick<HubConfig, 'dataDir' | 'kek'> {
  return { dataDir, kek: { from: 'file', file: path.join(`${dataDir}-keys`, 'kek') } };
}

/** Every row of every table, in order. */
export function readTables(file: string): Record<string, unknown[]> {
  const db = new DatabaseSync(file, { readOnly: true });
  try {
    return Object.fromEntries(
      tableNames(db).map((name) => [name, db.prepare(`select * from "${name}" order by rowid`).all()]),
    );
  } finally {
    db.close();
  }
}

/** The files below a folder, by their names in it. */
export function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort();
}
