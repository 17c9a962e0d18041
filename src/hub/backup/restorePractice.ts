import { existsSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { copyFile, mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { AuditCheck } from '../../protocol/api/audit.ts';
import { openAudit } from '../audit/openAudit.ts';
import type { HubConfig } from '../config.ts';
import { LAST_APPEND } from '../records/lastAppend.ts';
import { createSqliteDriver } from '../records/sqlite/createSqliteDriver.ts';
import { BackupError } from './BackupError.ts';
import { endOldKeys } from './endOldKeys.ts';
import { giveName, openBackup, type OpenBackup } from './backupFile.ts';
import { assertNotInUse, checkSchema } from './restoreChecks.ts';
import { placeKey } from './placeKey.ts';
import { checkDatabase } from './snapshotDatabase.ts';

export type RestoreOptions = {
  readonly file: string;
  /** The passphrase or the recovery key. */
  readonly secret: string;
  readonly config: Pick<HubConfig, 'dataDir' | 'kek'>;
  /** Puts a practice that is there aside. */
  readonly isReplacing: boolean;
  readonly now: () => number;
};

export type Restored = {
  /** When the backup was made. */
  readonly createdAt: number;
  /** Where the practice that was there lies now; null where there was none. */
  readonly putAside: string | null;
  readonly audit: AuditCheck;
};

/**
 * Makes a practice again from a backup (OP10 to OP14). Nothing is changed before everything has been checked.
 * @throws BackupError; Error with a sentence for the operator where a folder cannot be written
 */
export async function restorePractice({
  file,
  secret,
  config,
  isReplacing,
  now,
}: RestoreOptions): Promise<Restored> {
  const target = path.join(config.dataDir, 'hub.sqlite');
  const isThere = existsSync(target);
  const backup = await openBackup(file);
  const draft = path.join(config.dataDir, `.restore-${randomBytes(6).toString('hex')}.sqlite`);
  try {
    if (isThere && !isReplacing) throw new BackupError('practiceThere');
    const suffix = `before-${new Date(now()).toISOString().replaceAll(/[-:]|\.\d+/g, '')}`;
    if (isThere) await assertFree(target, suffix);
    await mkdir(config.dataDir, { recursive: true, mode: 0o700 });
    const enclosedKek = await unpack(backup, secret, draft);
    checkDatabase(draft);
    checkSchema(draft);
    endOldKeys(draft);
    // From here on the folder changes: first the key, which harms nothing without its practice.
    const kek = await placeKey({
      config,
      draft,
      enclosedKek,
      asideSuffix: suffix,
      isReplacing: isThere,
    });
    const putAside = isThere ? `${target}.${suffix}` : null;
    if (putAside !== null) {
      assertNotInUse(target);
      await rename(target, putAside);
    }
    // It tells of the practice that was here.
    await rm(path.join(config.dataDir, LAST_APPEND), { force: true });
    await giveName(draft, target);
    return { createdAt: backup.header.createdAt, putAside, audit: await noteRestore(target, kek, now) };
  } finally {
    await backup.close();
    for (const one of [draft, `${draft}-wal`, `${draft}-shm`]) await rm(one, { force: true });
  }
}

/**
 * Looking whether somebody uses a database writes its write-ahead log into it. Where the log is damaged, what is behind the damage goes
 * with that: so the log is put aside first.
 * @throws BackupError `practiceInUse`
 */
async function assertFree(target: string, suffix: string): Promise<void> {
  const log = `${target}-wal`;
  const aside = `${target}.${suffix}.log`;
  if (existsSync(log) && !existsSync(aside)) await copyFile(log, aside);
  try {
    assertNotInUse(target);
  } catch (error) {
    await rm(aside, { force: true });
    throw error;
  }
}

async function unpack(backup: OpenBackup, secret: string, draft: string): Promise<Uint8Array> {
  const out = await open(draft, 'wx', 0o600);
  try {
    const kek = await backup.read(secret, (part) => out.writeFile(part));
    await out.sync();
    return kek;
  } finally {
    await out.close();
  }
}

/** The audit goes on where it stood, with an entry that says why there is a gap in time (OP14). */
async function noteRestore(database: string, kek: Uint8Array, now: () => number): Promise<AuditCheck> {
  const { audit, close } = await openAudit({ driver: createSqliteDriver(database), kek, now });
  try {
    const { seq } = await audit.head();
    await audit.append({ kind: 'restored', actor: { kind: 'hub' }, details: { upTo: seq } });
    return await audit.check();
  } finally {
    await close();
  }
}
