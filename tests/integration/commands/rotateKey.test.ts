import { existsSync, linkSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeBackup } from '../../../src/hub/backup/makeBackup.ts';
import { restorePractice } from '../../../src/hub/backup/restorePractice.ts';
import { parseConfig } from '../../../src/hub/config.ts';
import { createHub } from '../../../src/hub/createHub.ts';
import { createLogger } from '../../../src/hub/logging.ts';
import { openRecords, type Records } from '../../../src/hub/records/openRecords.ts';
import { createSqliteDriver } from '../../../src/hub/records/sqlite/createSqliteDriver.ts';
import { keyFits } from '../../../src/hub/records/sqlite/keyFits.ts';
import { fillPractice } from '../../support/fillPractice.ts';
import { NO_LIVE } from '../api/testHub.ts';
import {
  configOf,
  KEK,
  keyFrom,
  openPracticeOnDisk,
  PASSPHRASE,
  type PracticeOnDisk,
} from '../backup/practice.ts';
import { runCommand } from './runCommand.ts';

const NEXT = keyFrom('the next key');
const GUESSED = Buffer.alloc(32, 9);
let practice: PracticeOnDisk;
let dataDir: string;
let databaseFile: string;
let keyFile: string;
let groups: unknown[];
beforeEach(async () => {
  practice = await openPracticeOnDisk();
  dataDir = practice.config.dataDir;
  databaseFile = path.join(dataDir, 'hub.sqlite');
  keyFile = path.join(`${dataDir}-keys`, 'kek');
  await fillPractice(practice.records);
  groups = await practice.records.groups.list();
});
afterEach(() => practice.close());

const rotate = (env: Record<string, string> = {}) => runCommand(['rotate-key', '--data', dataDir], env);
const keyIn = (file: string) => Buffer.from(readFileSync(file, 'utf8').trim(), 'base64');
const keyNames = () => readdirSync(path.dirname(keyFile)).toSorted();

async function withRecords<T>(kek: Uint8Array, look: (records: Records) => Promise<T>): Promise<T> {
  const records = await openRecords({ driver: createSqliteDriver(databaseFile), kek, now: () => 7 });
  try {
    return await look(records);
  } finally {
    await records.close();
  }
}

/** A hub's start and end on the practice. */
async function startOnce(env: NodeJS.ProcessEnv = {}, data = dataDir): Promise<void> {
  const hub = await createHub({
    config: parseConfig(['--data', data, '--port', '0'], env, process.cwd()),
    logger: createLogger({ level: 'silent' }),
    version: '0.0.0',
    startLive: async () => NO_LIVE,
  });
  await hub.close();
}

async function expectMovedTo(kek: Uint8Array, times = 1): Promise<void> {
  await withRecords(kek, async ({ audit, ...records }) => {
    expect(groups.length).toBeGreaterThan(0);
    expect(await records.groups.list()).toEqual(groups);
    const entries = await audit.newest({ kinds: ['keyRotated'] }, null, 9);
    expect(entries).toHaveLength(times);
    expect(entries[0]).toMatchObject({ actor: { kind: 'hub' }, basis: 'operator' });
    expect((await audit.check()).fault).toBeNull();
  });
}

describe('npm run hub -- rotate-key', () => {
  it('OP50, RE50 seals the practice under a new key, which the key before does not open', async () => {
    await practice.records.close();
    const { code, out, err } = await rotate();
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('Make a backup now');
    const made = keyIn(keyFile);
    expect(made).toHaveLength(32);
    expect(made).not.toEqual(KEK);
    expect(statSync(keyFile).mode & 0o777).toBe(0o600);
    expect(out).not.toContain(made.toString('base64'));
    expect(keyFits(databaseFile, KEK)).toBe(false);
    expect(keyNames()).toEqual(['kek', expect.stringMatching(/^kek\.before-\d{8}T\d{6}Z$/)]);
    expect(keyIn(path.join(`${dataDir}-keys`, keyNames()[1] ?? ''))).toEqual(KEK);
    await expectMovedTo(made);
    await startOnce();
  });

  it('OP50 is not done under a hub that has the practice open', async () => {
    expect(await rotate()).toMatchObject({
      code: 1,
      err: expect.stringContaining('A hub has that practice open'),
    });
    expect(keyNames()).toEqual(['kek']);
    expect(keyFits(databaseFile, KEK)).toBe(true);
  });

  it('OP50 takes the new key from the environment, where the key comes from there, to the command or to the hub', async () => {
    await practice.records.close();
    const env = { CIRCLEWELL_KEK: KEK.toString('base64') };
    expect(await rotate(env)).toMatchObject({ code: 1, err: expect.stringContaining('CIRCLEWELL_KEK_NEXT') });
    const both = { ...env, CIRCLEWELL_KEK_NEXT: NEXT.toString('base64') };
    expect((await rotate(both)).code).toBe(0);
    await expectMovedTo(NEXT);
    await startOnce(both);
    await startOnce({ ...both, CIRCLEWELL_KEK: both.CIRCLEWELL_KEK_NEXT });
    await expectMovedTo(NEXT);
    await startOnce({ CIRCLEWELL_KEK: NEXT.toString('base64'), CIRCLEWELL_KEK_NEXT: KEK.toString('base64') });
    await expectMovedTo(KEK, 2);
    expect(keyNames()).toEqual(['kek']);
  });

  it('OP51 leaves backups from before as they are, and a hub with the key before makes none that opens nothing', async () => {
    const before = await practice.backUp('before.backup');
    await practice.records.changeKey(KEK, NEXT);
    await expect(practice.backUp('between.backup')).rejects.toMatchObject({ trouble: 'keyChanged' });
    expect(existsSync(practice.place('between.backup'))).toBe(false);
    const after = practice.place('after.backup');
    const secret = { kind: 'passphrase', text: PASSPHRASE } as const;
    await makeBackup({
      databaseFile,
      kek: NEXT,
      target: after,
      secret,
      release: '0.0.0',
      now: () => 9,
      onProgress: () => undefined,
    });
    for (const [folder, file, kek] of [
      ['one', before, KEK],
      ['two', after, NEXT],
    ] as const) {
      const config = configOf(practice.place(folder));
      await restorePractice({ file, secret: PASSPHRASE, config, isReplacing: false, now: () => 11 });
      expect(keyIn(path.join(`${config.dataDir}-keys`, 'kek'))).toEqual(kek);
      expect(keyFits(path.join(config.dataDir, 'hub.sqlite'), kek)).toBe(true);
    }
  });
});

describe('HO8: a key that is easily guessed', () => {
  it('ends the start, which says how it is changed; the command changes it', async () => {
    await practice.records.changeKey(KEK, GUESSED);
    await practice.records.close();
    writeFileSync(keyFile, GUESSED.toString('base64'));
    await expect(startOnce()).rejects.toThrow(
      `The key file ${keyFile} holds a key that is easily guessed. Change it with "npm run hub -- rotate-key`,
    );
    expect((await rotate()).code).toBe(0);
    await startOnce();
  });

  it('in the environment ends the start too, until the practice is moved to a good one', async () => {
    await practice.records.changeKey(KEK, GUESSED);
    await practice.records.close();
    const env = { CIRCLEWELL_KEK: GUESSED.toString('base64') };
    await expect(startOnce(env)).rejects.toThrow(
      /CIRCLEWELL_KEK is a key that is easily guessed.*openssl rand/,
    );
    const both = { ...env, CIRCLEWELL_KEK_NEXT: NEXT.toString('base64') };
    await startOnce(both);
    await startOnce(both);
    // The first of both is the one with which this test put the bad key there.
    await expectMovedTo(NEXT, 2);
  });

  it('is none to move to', async () => {
    await practice.records.close();
    const env = {
      CIRCLEWELL_KEK: KEK.toString('base64'),
      CIRCLEWELL_KEK_NEXT: GUESSED.toString('base64'),
    };
    const why = 'CIRCLEWELL_KEK_NEXT is a key that is easily guessed';
    expect(await rotate(env)).toMatchObject({ code: 1, err: expect.stringContaining(why) });
    await expect(startOnce(env)).rejects.toThrow(why);
    expect(keyFits(databaseFile, KEK)).toBe(true);
  });

  it('is refused where there is no practice yet', async () => {
    const dir = practice.place('fresh');
    mkdirSync(`${dir}-keys`);
    writeFileSync(path.join(`${dir}-keys`, 'kek'), GUESSED.toString('base64'));
    await expect(startOnce({}, dir)).rejects.toThrow('Move that file elsewhere');
    await expect(startOnce({ CIRCLEWELL_KEK: GUESSED.toString('base64') }, dir)).rejects.toThrow(
      'Make one with "openssl rand -base64 32".',
    );
    expect(existsSync(path.join(dir, 'hub.sqlite'))).toBe(false);
  });
});

describe('RE51: a change of the key that was cut off', () => {
  const cutOffAt: readonly (readonly [string, () => Promise<void>])[] = [
    ['once the next key was made', async () => undefined],
    ['once the database was moved', async () => practice.records.changeKey(KEK, NEXT)],
    [
      'between the two names of the key',
      async () => {
        await practice.records.changeKey(KEK, NEXT);
        linkSync(keyFile, `${keyFile}.before-x`);
      },
    ],
  ];
  it.each(cutOffAt)('%s is finished by the hub’s next start', async (_at, reach) => {
    writeFileSync(`${keyFile}.next`, NEXT.toString('base64'), { mode: 0o600 });
    await reach();
    await practice.records.close();
    await startOnce();
    expect(keyIn(keyFile)).toEqual(NEXT);
    expect(keyNames()).not.toContain('kek.next');
    await expectMovedTo(NEXT);
    await startOnce();
  });

  it.each(cutOffAt)(
    '%s is finished by the same command; others open the practice meanwhile',
    async (_at, reach) => {
      writeFileSync(`${keyFile}.next`, NEXT.toString('base64'), { mode: 0o600 });
      await reach();
      await practice.records.close();
      expect((await runCommand(['verify-audit', '--data', dataDir])).code).toBe(0);
      expect((await rotate()).code).toBe(0);
      expect(keyIn(keyFile)).toEqual(NEXT);
      await expectMovedTo(NEXT);
    },
  );
});
