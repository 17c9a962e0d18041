import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Logger } from 'pino';
import type { BackupState } from '../../protocol/api/backups.ts';
import { CirclewellError } from '../../protocol/errors.ts';
import type { AuditLog } from '../audit/auditLog.ts';
import { BackupError } from './BackupError.ts';
import type { BackupSecret } from './backupKeys.ts';
import { makeBackup } from './makeBackup.ts';
import { newRecoveryKey } from './recoveryKey.ts';

/** How long a finished backup can be downloaded, in milliseconds (OP7). */
const KEEP_MS = 3_600_000;

/** The working copies of `makeBackup` and `restorePractice`. */
const LEFT_BEHIND = /^\.(backup|restore)-[0-9a-f]{12}\.sqlite/;
/** A command beside the hub may be working on one that is younger. */
const ABANDONED_AFTER_MS = 24 * 3_600_000;

/** The backups that are asked for in the console: one at a time, and the last one's file for an hour (OP7). */
export interface BackupJobs {
  /**
   * Begins one; how it goes is told by `state`.
   * @param passphrase null for a recovery key, which is given back here and kept nowhere
   * @throws CirclewellError `conflict` while one is under way
   */
  start(staffId: string, passphrase: string | null): { readonly recoveryKey: string | null };
  state(): BackupState;
  /** The finished file; null where there is none (any more). */
  file(): { readonly path: string; readonly name: string } | null;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
  /** Gives up what is under way and removes the file. Idempotent. */
  close(): Promise<void>;
}

export type BackupJobsDeps = {
  readonly databaseFile: string;
  readonly kek: Uint8Array;
  /** A folder of its own for the files: what is in it is removed. */
  readonly folder: string;
  readonly release: string;
  readonly audit: Pick<AuditLog, 'append'>;
  readonly logger: Logger;
  readonly now: () => number;
};

export function createBackupJobs(deps: BackupJobsDeps): BackupJobs {
  const { folder, now, logger } = deps;
  let state: BackupState = { stage: 'none' };
  let running = sweep(folder, path.dirname(deps.databaseFile)).catch((error: unknown) => {
    logger.warn({ err: error }, 'What an earlier backup left behind could not be removed');
  });
  let expiry: NodeJS.Timeout | undefined;
  let isClosed = false;

  /** Never rejects: what cannot be removed now is removed before the next one. */
  async function empty(): Promise<void> {
    clearTimeout(expiry);
    await rm(folder, { recursive: true, force: true }).catch((error: unknown) => {
      logger.warn({ err: error }, 'The folder of backups could not be emptied');
    });
  }

  async function run(staffId: string, secret: BackupSecret): Promise<void> {
    try {
      await empty();
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const name = `circlewell-${new Date(now()).toISOString().slice(0, 16).replaceAll(':', '')}.backup`;
      const bytes = await makeBackup({
        databaseFile: deps.databaseFile,
        kek: deps.kek,
        target: path.join(folder, name),
        secret,
        release: deps.release,
        now,
        onProgress: (progress) => {
          if (isClosed) throw new Error('The hub is closing');
          state = { stage: 'running', ...progress };
        },
      });
      await deps.audit.append({
        kind: 'backupMade',
        actor: { kind: 'staff', id: staffId },
        basis: 'operateHub',
      });
      state = { stage: 'ready', name, bytes, expiresAt: now() + KEEP_MS };
      expiry = setTimeout(() => {
        state = { stage: 'none' };
        void empty();
      }, KEEP_MS).unref();
    } catch (error) {
      logger.error({ err: error }, 'A backup could not be made');
      await empty();
      // Last, since the next one may begin from here on.
      state = { stage: 'failed', reason: reasonOf(error) };
    }
  }

  return {
    start(staffId, passphrase) {
      if (state.stage === 'running') throw new CirclewellError('conflict', 'A backup is under way');
      const recoveryKey = passphrase === null ? newRecoveryKey() : null;
      const secret: BackupSecret =
        recoveryKey === null
          ? { kind: 'passphrase', text: passphrase ?? '' }
          : { kind: 'recoveryKey', text: recoveryKey };
      state = { stage: 'running', phase: 'copying', fraction: 0 };
      running = running.then(() => run(staffId, secret));
      return { recoveryKey };
    },
    state: () => state,
    file: () => (state.stage === 'ready' ? { path: path.join(folder, state.name), name: state.name } : null),
    idle: () => running,
    async close() {
      isClosed = true;
      await running;
      await empty();
    },
  };
}

/** Removes what a hub that was killed left behind: its files, and copies of the database that nobody works on any more. */
async function sweep(folder: string, dataDir: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  for (const name of await readdir(dataDir)) {
    if (!LEFT_BEHIND.test(name)) continue;
    const file = path.join(dataDir, name);
    if (Date.now() - (await stat(file)).mtimeMs > ABANDONED_AFTER_MS) await rm(file, { force: true });
  }
}

/** ENOSPC of the file system, SQLITE_FULL (13) of the database's copy. */
function reasonOf(error: unknown): Extract<BackupState, { stage: 'failed' }>['reason'] {
  if (error instanceof BackupError && error.trouble === 'sourceBroken') return 'sourceBroken';
  if (!(error instanceof Error)) return 'unknown';
  const isFull = ('code' in error && error.code === 'ENOSPC') || ('errcode' in error && error.errcode === 13);
  return isFull ? 'noSpace' : 'unknown';
}
