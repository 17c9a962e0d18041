import { readFileSync, writeFileSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encodeHeader, readHeader } from '../../../src/hub/backup/backupHeader.ts';
import { restorePractice, type RestoreOptions } from '../../../src/hub/backup/restorePractice.ts';
import { snapshotDatabase } from '../../../src/hub/backup/snapshotDatabase.ts';
import { newRecoveryKey } from '../../../src/hub/backup/recoveryKey.ts';
import { openRecords } from '../../../src/hub/records/openRecords.ts';
import { refuseDamage } from '../../../src/hub/records/sqlite/refuseDamage.ts';
import { createSqliteDriver } from '../../../src/hub/records/sqlite/createSqliteDriver.ts';
import { fillPractice } from '../../support/fillPractice.ts';
import { sealBackup } from '../../../src/hub/backup/backupFile.ts';
import { configOf, filesIn, KEK, openPracticeOnDisk, PASSPHRASE, type PracticeOnDisk } from './practice.ts';

let practice: PracticeOnDisk;
/** Sealed under a recovery key: opening it costs nothing, so that it can be tried a hundred times. */
let file: string;
const secret = newRecoveryKey();
beforeEach(async () => {
  practice = await openPracticeOnDisk();
  await fillPractice(practice.records);
  file = await practice.backUp('b.backup', { kind: 'recoveryKey', text: secret });
});
afterEach(() => practice.close());

const restore = (change: Partial<RestoreOptions> = {}) =>
  restorePractice({
    file,
    secret,
    config: configOf(practice.place('new')),
    isReplacing: false,
    now: () => Date.UTC(2026, 10, 24, 18, 5, 1),
    ...change,
  });
/** Restores altered bytes, and sees to it that nothing came of it. */
async function troubleOf(bytes: Uint8Array): Promise<string> {
  const altered = practice.place('altered.backup');
  writeFileSync(altered, bytes);
  const trouble = await restore({ file: altered }).then(
    () => 'none',
    (error: unknown) =>
      error instanceof Error && 'trouble' in error ? String(error.trouble) : String(error),
  );
  expect(filesIn(practice.place('new'))).toEqual([]);
  expect(filesIn(practice.place('new-keys'))).toEqual([]);
  return trouble;
}

describe('what restoring refuses', () => {
  it('OP11 any flipped bit and any cut, and changes nothing', async () => {
    const bytes = readFileSync(file);
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: bytes.length * 8 - 1 }), async (bit) => {
        const flipped = Uint8Array.from(bytes);
        flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(['notABackup', 'headerAltered', 'altered', 'cutOff']).toContain(await troubleOf(flipped));
      }),
      { numRuns: 100 },
    );
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: bytes.length - 1 }), async (length) => {
        expect(['notABackup', 'cutOff']).toContain(await troubleOf(bytes.subarray(0, length)));
      }),
      { numRuns: 60 },
    );
  });

  it('OP11 says which of these it is', async () => {
    const bytes = readFileSync(file);
    const changed = (at: number) => bytes.map((byte, index) => (index === at ? byte ^ 1 : byte));
    expect(await troubleOf(Buffer.from('PK\u0003\u0004 another kind of file'))).toBe('notABackup');
    expect(await troubleOf(new Uint8Array())).toBe('notABackup');
    expect(await troubleOf(changed(60))).toBe('headerAltered');
    expect(await troubleOf(bytes.subarray(0, bytes.length - 1))).toBe('cutOff');
    expect(await troubleOf(Buffer.concat([bytes, Buffer.from('x')]))).toBe('appendedTo');
    expect(await troubleOf(changed(bytes.length - 1))).toBe('altered');
    await expect(restore({ secret: newRecoveryKey() })).rejects.toThrow('does not open this backup');
    await expect(restore({ file: practice.place('none') })).rejects.toThrow('ENOENT');
  });

  it('OP11 a format from the future, and a schema from the future', async () => {
    let at = 0;
    const bytes = readFileSync(file);
    const { header } = await readHeader(async (length) => bytes.subarray(at, (at += length)));
    const json = encodeHeader({ ...header, release: '99.0.0' });
    const text = Buffer.from(json).toString('latin1');
    expect(text).toContain('"format":1');
    const future = Buffer.from(text.replace('"format":1', '"format":2'), 'latin1');
    const { createHash } = await import('node:crypto');
    const covered = future.subarray(0, future.length - 32);
    const whole = Buffer.concat([covered, createHash('sha256').update(covered).digest()]);
    expect(await troubleOf(whole)).toBe('newer');

    const raw = new DatabaseSync(path.join(practice.config.dataDir, 'hub.sqlite'));
    raw.exec(`insert into kysely_migration values ('9999_future', '2030-01-01')`);
    raw.close();
    const later = await practice.backUp('later.backup', { kind: 'recoveryKey', text: secret });
    expect(await troubleOf(await readFile(later))).toBe('schemaNewer');
  });

  it('OP11 a database that is damaged, and a key that does not fit it', async () => {
    const source = path.join(practice.config.dataDir, 'hub.sqlite');
    const raw = new DatabaseSync(source);
    raw.exec(`pragma foreign_keys = off; delete from therapy_groups; pragma wal_checkpoint(truncate)`);
    raw.close();
    await expect(practice.backUp('torn.backup')).rejects.toMatchObject({ trouble: 'sourceBroken' });
    const target = practice.place('torn.backup');
    await sealBackup({
      databaseFile: source,
      kek: KEK,
      target,
      secret: { kind: 'recoveryKey', text: secret },
      release: '0',
      createdAt: 1,
      onProgress: () => undefined,
    });
    expect(await troubleOf(await readFile(target))).toBe('databaseBroken');
  });

  it('OP13 a key that does not open the enclosed practice is not put in its place', async () => {
    const target = practice.place('other.backup');
    const snapshot = practice.place('snapshot.sqlite');
    await snapshotDatabase(path.join(practice.config.dataDir, 'hub.sqlite'), snapshot, () => undefined);
    await sealBackup({
      databaseFile: snapshot,
      kek: new Uint8Array(32).fill(9),
      target,
      secret: { kind: 'recoveryKey', text: secret },
      release: '0',
      createdAt: 1,
      onProgress: () => undefined,
    });
    expect(await troubleOf(await readFile(target))).toBe('keyDoesNotFit');
  });

  it('OP12 does not overwrite a practice, nor put aside one that a hub has open', async () => {
    await expect(restore({ config: practice.config })).rejects.toMatchObject({ trouble: 'practiceThere' });
    await expect(restore({ config: practice.config, isReplacing: true })).rejects.toMatchObject({
      trouble: 'practiceInUse',
    });
    expect(await practice.records.groups.list()).toHaveLength(2);
  });

  it('OP12, RE17 brings a practice back over one that is damaged, with what is left of that put aside', async () => {
    const dataDir = practice.place('damaged');
    const config = configOf(dataDir);
    await mkdir(dataDir);
    const database = path.join(dataDir, 'hub.sqlite');
    const old = await openRecords({
      driver: createSqliteDriver(database),
      kek: new Uint8Array(32).fill(3),
      now: () => 1,
    });
    await old.close();
    const bytes = readFileSync(database);
    writeFileSync(database, bytes.subarray(0, Math.floor(bytes.length / 2)));
    writeFileSync(`${database}-wal`, 'what was left of a log');
    const { putAside } = await restore({ config, isReplacing: true });
    expect(readFileSync(putAside ?? '').length).toBe(Math.floor(bytes.length / 2));
    expect(readFileSync(`${putAside}.log`, 'utf8')).toBe('what was left of a log');
    refuseDamage(database);
  });

  it('OP12, OP13 puts the old practice aside when asked, and its key if that is another one', async () => {
    const dataDir = practice.place('old');
    const config = configOf(dataDir);
    await mkdir(dataDir);
    await mkdir(practice.place('old-keys'));
    const oldKey = new Uint8Array(32).fill(3);
    writeFileSync(practice.place('old-keys/kek'), Buffer.from(oldKey).toString('base64'));
    const old = await openRecords({
      driver: createSqliteDriver(path.join(dataDir, 'hub.sqlite')),
      kek: oldKey,
      now: () => 1,
    });
    await old.close();
    await expect(restore({ config })).rejects.toMatchObject({ trouble: 'practiceThere' });
    const { putAside } = await restore({ config, isReplacing: true });
    expect(putAside).toBe(path.join(dataDir, 'hub.sqlite.before-20261124T180501Z'));
    expect(filesIn(dataDir)).toEqual(['hub.sqlite', 'hub.sqlite.before-20261124T180501Z']);
    expect(filesIn(practice.place('old-keys'))).toEqual(['kek', 'kek.before-20261124T180501Z']);
    const again = await openRecords({
      driver: createSqliteDriver(putAside ?? ''),
      kek: oldKey,
      now: () => 1,
    });
    await again.close();
  });

  it('OP13 does not overwrite another key, and takes the one of the environment for its own', async () => {
    await mkdir(practice.place('new-keys'));
    writeFileSync(practice.place('new-keys/kek'), Buffer.alloc(32, 3).toString('base64'));
    await expect(restore()).rejects.toMatchObject({ trouble: 'otherKeyThere' });
    expect(filesIn(practice.place('new'))).toEqual([]);
    await rm(practice.place('new-keys'), { recursive: true });

    const text = Buffer.alloc(32, 5).toString('base64');
    await restore({
      config: { dataDir: practice.place('new'), kek: { from: 'environment', text, next: null } },
    });
    expect(filesIn(practice.place('new-keys'))).toEqual([]);
    const open = (kek: Uint8Array) =>
      openRecords({
        driver: createSqliteDriver(path.join(practice.place('new'), 'hub.sqlite')),
        kek,
        now: () => 1,
      });
    await expect(open(new Uint8Array(32).fill(7))).rejects.toThrow('does not fit');
    const records = await open(new Uint8Array(32).fill(5));
    expect(await records.groups.list()).toEqual(await practice.records.groups.list());
    await records.close();
  });

  it('OP13 puts a key aside that the desktop app has sealed, since the app takes the written one over', async () => {
    await mkdir(practice.place('new-keys'));
    writeFileSync(practice.place('new-keys/kek.sealed'), 'sealed by a keychain');
    await restore();
    expect(filesIn(practice.place('new-keys'))).toEqual(['kek', 'kek.sealed.before-20261124T180501Z']);
    expect(readFileSync(practice.place('new-keys/kek.sealed.before-20261124T180501Z'), 'utf8')).toBe(
      'sealed by a keychain',
    );
  });

  it('OP3 a passphrase opens what it sealed, and a text like it does not', async () => {
    const sealed = await practice.backUp('p.backup');
    for (const wrong of [`${PASSPHRASE} `, PASSPHRASE.toUpperCase(), ''])
      await expect(restore({ file: sealed, secret: wrong })).rejects.toMatchObject({ trouble: 'wrongKey' });
    await restore({ file: sealed, secret: PASSPHRASE });
  });
});
