import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { BackupError } from './BackupError.ts';
import { giveName, openBackup, sealBackup } from './backupFile.ts';
import type { BackupSecret } from './backupKeys.ts';
import { integrityOf } from '../records/sqlite/integrityOf.ts';
import { keyFits } from '../records/sqlite/keyFits.ts';
import { snapshotDatabase } from './snapshotDatabase.ts';

/** How far a backup is: what is being done, and the fraction of all of it, from 0 to 1. */
export type BackupProgress = {
  readonly phase: 'copying' | 'sealing' | 'checking';
  readonly fraction: number;
};

export type MakeBackupOptions = {
  /** The practice's database; a hub may have it open. */
  readonly databaseFile: string;
  readonly kek: Uint8Array;
  /** The file to be made. */
  readonly target: string;
  readonly secret: BackupSecret;
  readonly release: string;
  readonly now: () => number;
  readonly onProgress: (progress: BackupProgress) => void;
};

/** The parts of the whole, by the time they take. */
const COPIED = 0.4;
const SEALED = 0.7;

/**
 * Makes a backup of a practice while its hub goes on (OP1 to OP4).
 * @returns its length in bytes
 * @throws BackupError
 */
export async function makeBackup(options: MakeBackupOptions): Promise<number> {
  const { databaseFile, target, onProgress } = options;
  if (existsSync(target)) throw new BackupError('fileThere');
  const id = randomBytes(6).toString('hex');
  // Ids and times lie open in it: it stays in the data folder, wherever the backup goes.
  const snapshot = path.join(path.dirname(databaseFile), `.backup-${id}.sqlite`);
  const draft = `${target}.${id}.part`;
  try {
    await snapshotDatabase(databaseFile, snapshot, (done) =>
      onProgress({ phase: 'copying', fraction: done * COPIED }),
    );
    await assertWhole(snapshot);
    if (!keyFits(snapshot, options.kek)) throw new BackupError('keyChanged');
    const length = await sealBackup({
      databaseFile: snapshot,
      kek: options.kek,
      target: draft,
      secret: options.secret,
      release: options.release,
      createdAt: options.now(),
      onProgress: (done, total) =>
        onProgress({ phase: 'sealing', fraction: COPIED + (done / total) * (SEALED - COPIED) }),
    });
    await readBack(draft, options.secret.text, (fraction) =>
      onProgress({ phase: 'checking', fraction: SEALED + fraction * (1 - SEALED) }),
    );
    await giveName(draft, target);
    return length;
  } finally {
    for (const file of [snapshot, `${snapshot}-wal`, `${snapshot}-shm`, draft])
      await rm(file, { force: true });
  }
}

/** Nothing is gained by a backup that restoring would refuse. @throws BackupError `sourceBroken` */
async function assertWhole(database: string): Promise<void> {
  const found = await integrityOf(database).catch(() => null);
  if (found === null || found.problems.length > 0 || found.danglingRows > 0)
    throw new BackupError('sourceBroken');
}

/** What cannot be opened now, will not be opened on the day it is needed. */
async function readBack(file: string, text: string, onProgress: (fraction: number) => void): Promise<void> {
  const backup = await openBackup(file);
  try {
    let done = 0;
    await backup.read(text, async (part) => {
      done += part.length;
      onProgress(Math.min(1, done / backup.header.plainBytes));
    });
  } finally {
    await backup.close();
  }
}
