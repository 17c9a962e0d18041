import { existsSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { HubConfig } from '../config.ts';
import { migrationNames } from '../records/migrations.ts';
import { fittingKey, readPracticeKeys } from '../records/practiceKeys.ts';

/** The practice's database. @throws Error where the data folder has none */
export function databaseOf({ dataDir }: Pick<HubConfig, 'dataDir'>): string {
  const file = path.join(dataDir, 'hub.sqlite');
  if (!existsSync(file))
    throw new Error(`There is no practice in ${dataDir}. Name its data folder with --data.`);
  return file;
}

const migrationRowSchema = z.object({ name: z.string() });

/** A command that writes takes a practice as this release has it. @throws Error with a sentence for the operator */
export function assertCurrentSchema(databaseFile: string): void {
  const db = new DatabaseSync(databaseFile, { readOnly: true });
  try {
    const steps = db.prepare('select name from kysely_migration order by name').all();
    const names = steps.map((row) => migrationRowSchema.parse(row).name);
    if (JSON.stringify(names) !== JSON.stringify(migrationNames().toSorted((a, b) => (a < b ? -1 : 1))))
      throw new Error(
        'The practice was last opened by another release. Start this release’s hub on it once, then run the command again.',
      );
  } finally {
    db.close();
  }
}

/**
 * The key-encryption key that opens the practice, also where a change of it was cut off (RE51).
 * @throws Error with a sentence for the operator
 */
export async function readKek(config: Pick<HubConfig, 'dataDir' | 'kek'>): Promise<Uint8Array> {
  return fittingKey(databaseOf(config), await readPracticeKeys(config.kek, true));
}
