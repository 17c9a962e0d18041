import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Logger } from 'pino';
import { isReachedByOthers } from './adviseHosting.ts';
import { createBackupJobs } from './backup/createBackupJobs.ts';
import type { HubConfig } from './config.ts';
import { createHubApp } from './createHubApp.ts';
import { createMeters } from './health/createMeters.ts';
import type { LivePart, LivePartDeps } from './livePart.ts';
import { LAST_APPEND, noteAppends, refuseShorterLog } from './records/lastAppend.ts';
import { openRecords } from './records/openRecords.ts';
import { fittingKey, readPracticeKeys, refuseGuessable, settleKeys } from './records/practiceKeys.ts';
import { createSqliteDriver } from './records/sqlite/createSqliteDriver.ts';
import { refuseDamage } from './records/sqlite/refuseDamage.ts';
import { createSample, type Sample } from './sample/createSample.ts';

/** A hub that answers. */
export type Hub = {
  /** Where staff on this machine open the console; ends with a slash. */
  readonly consoleUrl: string;
  readonly port: number;
  /** How to get into the sample practice; null unless one was asked for and made by this start. */
  readonly sample: Sample | null;
  /** With it the hub is set up from elsewhere; null where it has an owner, or where only this machine reaches it. */
  readonly setupCode: string | null;
  /** Whether somebody is connected to a session. */
  isBusy(): boolean;
  /** Says goodbye to everybody live, then closes the server and the store. Idempotent. */
  close(): Promise<void>;
};

export type HubDeps = {
  readonly config: HubConfig;
  readonly logger: Logger;
  /** The release of Circlewell, such as 0.1.0. */
  readonly version: string;
  /** Starts the live part; the hub closes it. */
  readonly startLive: (deps: LivePartDeps) => Promise<LivePart>;
};

/**
 * Opens the store, builds the hub on it and starts to listen. What was opened is closed again if a later step fails.
 * @throws Error whose message is for the operator where the data, the key or the address cannot be used.
 */
export async function createHub({ config, logger, version, startLive }: HubDeps): Promise<Hub> {
  const now = () => Date.now();
  const newId = () => randomUUID();
  const closers: (() => Promise<void>)[] = [];
  let closing: Promise<void> | undefined;
  /** The last opened is closed first; one that fails does not keep the others open. */
  const close = () =>
    (closing ??= (async () => {
      for (const closeOne of closers.toReversed()) {
        await closeOne().catch((error: unknown) => logger.error({ err: error }, 'Something did not close'));
      }
    })());

  try {
    await mkdir(config.dataDir, { recursive: true, mode: 0o700 });
    const databaseFile = path.join(config.dataDir, 'hub.sqlite');
    const isThere = existsSync(databaseFile);
    const keys = await readPracticeKeys(config.kek, isThere);
    refuseGuessable(keys, config.kek, isThere);
    refuseDamage(databaseFile);
    const fitting = isThere ? fittingKey(databaseFile, keys) : keys.current;
    const opened = await openRecords({ driver: createSqliteDriver(databaseFile), kek: fitting, now });
    closers.push(opened.close);
    const kek = await settleKeys(keys, { records: opened, fitting, kek: config.kek, now });
    const lastAppend = path.join(config.dataDir, LAST_APPEND);
    await refuseShorterLog(opened.sessionLog, lastAppend);
    const noted = noteAppends(opened, lastAppend);
    closers.push(async () => noted.close());
    const records = { ...opened, sessionLog: noted.log };
    await records.audit.append({ kind: 'hubStarted', actor: { kind: 'hub' } });
    // A log goes elsewhere than the database: what it tells of the audit's end cannot be cut off with it (AU3).
    logger.info({ audit: await records.audit.head() }, 'The audit stands');
    const backups = createBackupJobs({
      databaseFile,
      kek,
      folder: path.join(config.dataDir, 'backups'),
      release: version,
      audit: records.audit,
      logger,
      now,
    });
    closers.push(backups.close);
    const meters = createMeters({ dataDir: config.dataDir, release: version });
    closers.push(async () => meters.close());
    const hubApp = await createHubApp({
      config,
      logger,
      version,
      records,
      backups,
      meters,
      startLive,
      now,
      newId,
    });
    closers.push(hubApp.close);

    const { app, address, door, passphrases, setupCode } = hubApp;
    await app.listen({
      port: config.port,
      host: config.host,
      listenTextResolver: () => 'The server listens',
    });
    const port = portOf(app.server.address());
    address.setPort(port);
    const sample = config.isSample
      ? await createSample({ records, passphrases, door, address, timeZone: config.timeZone(), now, newId })
      : null;
    const needsOwner = isReachedByOthers(config) && (await records.practice.find()) === null;
    return {
      consoleUrl: address.consoleUrl(),
      port,
      sample,
      setupCode: needsOwner ? setupCode.text : null,
      isBusy: meters.isAnybodyConnected,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function portOf(address: string | { port: number } | null): number {
  if (address === null || typeof address === 'string') throw new Error('The hub listens on no port');
  return address.port;
}
