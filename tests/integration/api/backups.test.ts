import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openBackup } from '../../../src/hub/backup/backupFile.ts';
import { createBackupJobs } from '../../../src/hub/backup/createBackupJobs.ts';
import { createLogger } from '../../../src/hub/logging.ts';
import {
  backupBegunReplySchema,
  backupsReplySchema,
  type Backups,
} from '../../../src/protocol/api/backups.ts';
import { createTestHub, KEK, PASSPHRASE, type Ask, type TestHub } from './testHub.ts';

let test: TestHub;
let owner: Ask;
let ownerId: string;
beforeEach(async () => {
  test = await createTestHub();
  const made = await test.setUp();
  owner = made.ask;
  ownerId = made.me.staff.id;
});
afterEach(() => test.close());

const look = async () => backupsReplySchema.parse((await owner('GET', '/api/backups')).json);
async function until(stage: Backups['state']['stage']): Promise<Backups> {
  await test.backups.idle();
  const found = await look();
  expect(found.state.stage).toBe(stage);
  return found;
}
const begin = async (body: object) =>
  backupBegunReplySchema.parse((await owner('POST', '/api/backups', body)).json);
const fetchFile = async () => {
  const { cookie } = await test.as(null)('POST', '/api/sign-in', {
    accountName: 'maria',
    passphrase: PASSPHRASE,
  });
  return test.hub.app.inject({ url: '/api/backups/file', headers: { cookie: cookie ?? '' } });
};
async function opens(bytes: Uint8Array, secret: string): Promise<boolean> {
  const file = path.join(test.dir, 'fetched.backup');
  writeFileSync(file, bytes);
  const backup = await openBackup(file);
  try {
    let length = 0;
    await backup.read(secret, async (part) => void (length += part.length));
    return length > 0;
  } finally {
    await backup.close();
  }
}

describe('a backup by the button', () => {
  it('OP7 is made, watched, downloaded, and recorded', async () => {
    expect(await look()).toEqual({ state: { stage: 'none' }, lastMadeAt: null });
    expect(await owner('GET', '/api/backups/file')).toMatchObject({ status: 404 });
    test.clock.now += 60_000;
    expect(await begin({ passphrase: PASSPHRASE })).toEqual({ recoveryKey: null });
    const { state, lastMadeAt } = await until('ready');
    expect(lastMadeAt).toBe(test.clock.now);
    expect(state).toMatchObject({
      name: 'circlewell-2026-11-25T0206.backup',
      expiresAt: test.clock.now + 3_600_000,
    });
    const fetched = await fetchFile();
    expect(fetched.headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': 'attachment; filename="circlewell-2026-11-25T0206.backup"',
      'cache-control': 'no-store',
    });
    expect(state.stage === 'ready' && state.bytes).toBe(fetched.rawPayload.length);
    expect(await opens(fetched.rawPayload, PASSPHRASE)).toBe(true);
    const kinds = await test.records.audit.newest({ kinds: ['backupMade', 'backupFetched'] }, null, 9);
    expect(kinds).toMatchObject([
      { kind: 'backupFetched', actor: { id: ownerId }, basis: 'operateHub' },
      { kind: 'backupMade', actor: { kind: 'staff', id: ownerId }, basis: 'operateHub' },
    ]);
    expect(test.log.join('\n')).not.toContain(PASSPHRASE);
  });

  it('OP3, OP7 gives a recovery key once, and replaces the file of the one before', async () => {
    await begin({ passphrase: PASSPHRASE });
    await until('ready');
    test.clock.now += 60_000;
    const { recoveryKey } = await begin({});
    expect(recoveryKey).toMatch(/^([a-z2-9]{4}-){6}[a-z2-9]{4}$/);
    await until('ready');
    expect(readdirSync(path.join(test.dir, 'backups'))).toHaveLength(1);
    expect(await opens((await fetchFile()).rawPayload, recoveryKey ?? '')).toBe(true);
    expect(test.log.join('\n')).not.toContain(recoveryKey);
  });

  it('OP3 refuses a passphrase that is easily guessed', async () => {
    for (const passphrase of ['short', 'aaaaaaaaaaaaaaaa'])
      expect(await owner('POST', '/api/backups', { passphrase })).toMatchObject({
        status: 400,
        json: { error: { rule: 'account.weakPassphrase' } },
      });
    expect((await look()).state).toEqual({ stage: 'none' });
  });

  it('OP7 makes one at a time', async () => {
    const [one, two] = await Promise.all([
      owner('POST', '/api/backups', { passphrase: PASSPHRASE }),
      owner('POST', '/api/backups', { passphrase: PASSPHRASE }),
    ]);
    expect(new Set([one.status, two.status])).toEqual(new Set([200, 409]));
    await until('ready');
  });

  it('OP4, OP7 says why it failed, leaves nothing, and can be made again', async () => {
    const failures: Error[] = [Object.assign(new Error('full'), { code: 'ENOSPC' }), new Error('other')];
    const folder = path.join(test.dir, 'jobs');
    const jobs = createBackupJobs({
      databaseFile: path.join(test.dir, 'hub.sqlite'),
      kek: KEK,
      folder,
      release: '0.0.0',
      audit: {
        append: (draft) => {
          const failure = failures.shift();
          return failure === undefined ? test.records.audit.append(draft) : Promise.reject(failure);
        },
      },
      logger: createLogger({ level: 'silent' }),
      now: () => test.clock.now,
    });
    const end = async () => {
      jobs.start(ownerId, null);
      await jobs.idle();
      return jobs.state();
    };
    expect(await end()).toEqual({ stage: 'failed', reason: 'noSpace' });
    expect(await end()).toEqual({ stage: 'failed', reason: 'unknown' });
    expect(existsSync(folder)).toBe(false);
    expect(jobs.file()).toBeNull();
    expect(await end()).toMatchObject({ stage: 'ready' });
    await jobs.close();
    expect(existsSync(folder)).toBe(false);
  });

  it('OP2 what a killed hub left behind is removed by the next one', async () => {
    const old = ['.backup-0123456789ab.sqlite', '.restore-0123456789ab.sqlite-wal', 'backups/x.backup'];
    const young = '.backup-ba9876543210.sqlite';
    await test.backups.idle();
    mkdirSync(path.join(test.dir, 'backups'));
    for (const name of [...old, young]) writeFileSync(path.join(test.dir, name), 'x');
    for (const name of old) utimesSync(path.join(test.dir, name), 1, 1);
    const jobs = createBackupJobs({
      databaseFile: path.join(test.dir, 'hub.sqlite'),
      kek: KEK,
      folder: path.join(test.dir, 'backups'),
      release: '0.0.0',
      audit: test.records.audit,
      logger: createLogger({ level: 'silent' }),
      now: () => 1,
    });
    await jobs.idle();
    for (const name of old) expect([name, existsSync(path.join(test.dir, name))]).toEqual([name, false]);
    expect(existsSync(path.join(test.dir, young))).toBe(true);
  });

  it('OP7 gives up when the hub closes, and leaves nothing', async () => {
    await begin({});
    await test.close();
    expect(existsSync(test.dir)).toBe(false);
    test = await createTestHub();
  });
});
