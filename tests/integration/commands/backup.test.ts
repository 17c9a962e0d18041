import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openRecords } from '../../../src/hub/records/openRecords.ts';
import { createSqliteDriver } from '../../../src/hub/records/sqlite/createSqliteDriver.ts';
import { fillPractice } from '../../support/fillPractice.ts';
import { KEK, openPracticeOnDisk, PASSPHRASE, type PracticeOnDisk } from '../backup/practice.ts';
import { runCommand } from './runCommand.ts';

let practice: PracticeOnDisk;
beforeEach(async () => {
  practice = await openPracticeOnDisk();
  await fillPractice(practice.records);
});
afterEach(() => practice.close());

const WITH_PASSPHRASE = { CIRCLEWELL_BACKUP_PASSPHRASE: PASSPHRASE };
const backUp = (args: readonly string[] = [], env: Record<string, string> = WITH_PASSPHRASE) =>
  runCommand(['backup', practice.place('b.backup'), '--data', practice.config.dataDir, ...args], env);
const restore = (args: readonly string[] = [], env: Record<string, string> = WITH_PASSPHRASE) =>
  runCommand(['restore', practice.place('b.backup'), '--data', practice.place('new'), ...args], env);

describe('npm run hub -- backup and restore', () => {
  it('OP6, OP10 makes one beside a running hub, and an empty machine the practice’s hub again', async () => {
    const made = await backUp();
    expect(made).toMatchObject({ code: 0, err: '' });
    expect(made.out).toMatch(/The backup is in .*b\.backup: \d+ bytes/);
    expect(await practice.records.audit.lastOf('backupMade')).toMatchObject({
      actor: { kind: 'hub' },
      basis: 'operator',
    });
    const groups = await practice.records.groups.list();

    const restored = await restore();
    expect(restored).toMatchObject({ code: 0, err: '' });
    expect(restored.out).toContain('The audit is whole');
    const keyFile = practice.place('new-keys/kek');
    expect(restored.out).toContain(keyFile);
    const records = await openRecords({
      driver: createSqliteDriver(path.join(practice.place('new'), 'hub.sqlite')),
      kek: KEK,
      now: () => 1,
    });
    expect(await records.groups.list()).toEqual(groups);
    await records.close();
    expect(await restore()).toMatchObject({ code: 1, err: expect.stringContaining('--replace') });
    const replaced = await restore(['--replace']);
    expect(replaced).toMatchObject({ code: 0, err: '' });
    expect(replaced.out).toMatch(/What was there before is in .*hub\.sqlite\.before-/);
  });

  it('HO1 is told of the practice by the hub’s own file, and by the environment', async () => {
    const file = practice.place('hub.json');
    writeFileSync(file, JSON.stringify({ data: 'data', 'media-port': 40_000 }));
    const byFile = await runCommand(
      ['backup', practice.place('file.backup'), '--config', file],
      WITH_PASSPHRASE,
    );
    expect(byFile).toMatchObject({ code: 0, err: '' });
    const byEnvironment = await runCommand(['backup', practice.place('env.backup')], {
      ...WITH_PASSPHRASE,
      CIRCLEWELL_DATA: practice.config.dataDir,
    });
    expect(byEnvironment).toMatchObject({ code: 0, err: '' });
  });

  it('OP3 takes the passphrase from a file, or makes a recovery key and shows it once', async () => {
    const file = practice.place('passphrase');
    writeFileSync(file, `${PASSPHRASE}\n`);
    expect((await backUp(['--passphrase-file', file], {})).code).toBe(0);
    expect((await restore([`--passphrase-file=${file}`], {})).code).toBe(0);

    rmSync(practice.place('b.backup'));
    const { out, code } = await backUp(['--recovery-key'], {});
    expect(code).toBe(0);
    const key = /Its recovery key: ((?:[a-z2-9]{4}-){6}[a-z2-9]{4})\n/.exec(out)?.[1] ?? '';
    expect(readFileSync(practice.place('b.backup')).includes(key)).toBe(false);
    expect((await restore(['--replace'], { CIRCLEWELL_BACKUP_PASSPHRASE: key })).code).toBe(0);
  });

  it('OP3 refuses to go without one, or with one that is easily guessed', async () => {
    expect((await backUp([], {})).err).toContain('The backup needs a passphrase');
    expect((await backUp([], { CIRCLEWELL_BACKUP_PASSPHRASE: 'short' })).err).toContain('too short');
    expect((await backUp([], { CIRCLEWELL_BACKUP_PASSPHRASE: 'aaaaaaaaaaaaaaaa' })).err).toContain('guessed');
    expect((await backUp(['--passphrase-file'], {})).err).toContain('without its value');
    expect(existsSync(practice.place('b.backup'))).toBe(false);
    expect((await restore([], {})).err).toContain('passphrase or recovery key is needed');
  });

  it('OP11 says in a sentence why a file cannot be restored', async () => {
    writeFileSync(practice.place('b.backup'), 'nonsense');
    expect(await restore()).toMatchObject({
      code: 1,
      out: '',
      err: 'This file is no backup of Circlewell. Choose another file.\n',
    });
    expect(existsSync(practice.place('new'))).toBe(false);
  });
});
