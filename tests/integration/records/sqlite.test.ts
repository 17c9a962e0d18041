import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { plannedState } from '../../../src/domain/session/evolve.ts';
import { createMigrations } from '../../../src/hub/records/migrations.ts';
import { openRecords } from '../../../src/hub/records/openRecords.ts';
import { createSqliteDriver } from '../../../src/hub/records/sqlite/createSqliteDriver.ts';
import { openSqliteDatabase } from '../../../src/hub/records/sqlite/sqliteDatabase.ts';
import { describeFactorStore } from './describeFactorStore.ts';
import { describeGroupStores } from './describeGroupStores.ts';
import { describeNoteStores } from './describeNoteStores.ts';
import { describeSessionLog } from './describeSessionLog.ts';
import { describeStaffStores } from './describeStaffStores.ts';
import { describeTogether } from './describeTogether.ts';
import { KEK, type CreateDriver } from './openTestRecords.ts';
import { throwAwayFile } from './throwAwayFile.ts';

const SNAPSHOT = plannedState({
  id: 's1',
  groupId: 'g1',
  groupName: 'Evening',
  scheduledStart: 0,
  scheduledEnd: 1,
  blocks: [],
});
const LEAD_ACCOUNT = {
  id: 'lead',
  accountName: 'lead',
  displayName: 'Maria S.',
  role: 'lead',
  isOwner: true,
  isActive: true,
  passphraseHash: 'hash',
} as const;
const createDriver: CreateDriver = async () => {
  const { file, remove } = throwAwayFile();
  return { driver: createSqliteDriver(file), reopen: () => createSqliteDriver(file), remove };
};

describeSessionLog('SQLite', createDriver);
describeStaffStores('SQLite', createDriver);
describeFactorStore('SQLite', createDriver);
describeGroupStores('SQLite', createDriver);
describeNoteStores('SQLite', createDriver);
describeTogether('SQLite', createDriver);

it('RE6 commits to the disk, in WAL, with foreign keys', async () => {
  const { file, remove } = throwAwayFile();
  const db = openSqliteDatabase(file);
  const pragma = (name: string) =>
    db
      .prepare(`pragma ${name}`)
      .all([])
      .map((row) => Object.values(z.record(z.string(), z.unknown()).parse(row))[0]);
  expect(pragma('journal_mode')).toEqual(['wal']);
  expect(pragma('synchronous')).toEqual([2]);
  expect(pragma('foreign_keys')).toEqual([1]);
  db.close();
  db.close();
  await remove();
});

/** Takes back what the step `0014_sealed_names` and those after it bring: names lie open again. */
const WITH_OPEN_NAMES = `drop table notebook_gone; drop index notebook_entries_of_document; alter table practice drop column name; alter table practice add column name text not null default '';
  alter table staff drop column account_name; alter table staff add column account_name text not null default '';
  alter table staff drop column display_name; alter table staff add column display_name text not null default '';
  update practice set name = 'Harbor House';
  update staff set account_key = id, account_name = id, display_name = 'Maria S.';`;

/** Takes back what the step `0007_locks` and those after it bring. */
const WITHOUT_LOCKS = `${WITH_OPEN_NAMES} drop table workstations; drop table closing_keys; drop table consent_withdrawals; drop table consents;
  drop table note_records; drop table note_settings; drop table staff_signatures;
  drop table process_boxes; alter table members drop column other_names; drop table notebook_entries; drop table notebook_batches;
  drop table authenticator_apps; drop table passkeys; drop table recovery_codes; drop table factor_rule;
  drop table emergency_accesses; drop table staff_links; drop table staff_notices;
  drop index staff_sessions_of_staff;
  alter table staff_sessions drop column confirmed_at;
  alter table staff_sessions drop column locked_at;
  alter table staff_sessions drop column browser;
  alter table staff_sessions drop column system;
  alter table practice drop column lock_after_minutes;`;

it('RE24 sign-ins of a store from before they could be confirmed are kept, and count as never confirmed', async () => {
  const { file, remove } = throwAwayFile();
  const open = () => openRecords({ driver: createSqliteDriver(file), kek: KEK, now: () => 1 });
  const before = await open();
  await before.staff.setUp({ name: 'Harbor House', timeZone: 'UTC', language: 'en' }, LEAD_ACCOUNT);
  const signIn = { tokenHash: 'a', staffId: 'lead', createdAt: 5, lastSeenAt: 6 };
  const device = { browser: 'Firefox', system: 'Linux' } as const;
  await before.staffSessions.add({ ...signIn, confirmedAt: 5, lockedAt: null, device });
  await before.close();
  const db = new DatabaseSync(file);
  db.exec(`${WITHOUT_LOCKS} delete from kysely_migration where name >= '0007_locks'`);
  db.close();
  const after = await open();
  expect(await after.staffSessions.find('a')).toEqual({
    ...signIn,
    confirmedAt: 0,
    lockedAt: null,
    device: { browser: null, system: null },
  });
  expect(await after.practice.lockAfterMinutes()).toBe(15);
  await after.close();
  await remove();
});

it('RE36 a store from before the assignments has every clinician in every group', async () => {
  const { file, remove } = throwAwayFile();
  const open = () => openRecords({ driver: createSqliteDriver(file), kek: KEK, now: () => 1 });
  const before = await open();
  const account = (id: string, role: 'lead' | 'noteTaker' | 'administrator') => ({
    id,
    accountName: id,
    displayName: id,
    role,
    isOwner: id === 'lead',
    isActive: true,
    passphraseHash: 'hash',
  });
  await before.staff.setUp(
    { name: 'Harbor House', timeZone: 'UTC', language: 'en' },
    account('lead', 'lead'),
  );
  await before.staff.add(account('notes', 'noteTaker'));
  await before.staff.add(account('admin', 'administrator'));
  for (const id of ['g1', 'g2'])
    await before.groups.add({ id, name: 'Evening', template: 'IOP-180', meetingTimes: [] });
  await before.close();
  const db = new DatabaseSync(file);
  // Back to where it stood before the third migration: the later ones go with it.
  db.exec(`${WITHOUT_LOCKS} drop table group_staff; drop table audit_entries; drop table audit_head; alter table session_snapshots drop column version;
    delete from kysely_migration where name >= '0003_group_staff'`);
  db.close();
  const after = await open();
  expect(await after.groupStaff.listByGroup()).toEqual(
    new Map([
      ['g1', ['lead', 'notes']],
      ['g2', ['lead', 'notes']],
    ]),
  );
  await after.close();
  await remove();
});

it('RE45 waits for another process that is writing, and goes on from what that one wrote', async () => {
  const { file, remove } = throwAwayFile();
  const records = await openRecords({ driver: createSqliteDriver(file), kek: KEK, now: () => 1 });
  const event = (seq: number) =>
    ({ seq, at: seq, by: 'p', event: { type: 'waitingMessageSet', text: `t${seq}` } }) as const;
  await records.sessionLog.append('s1', 0, [event(1)], []);
  const { seq } = await records.audit.head();
  const writer = `
    const { DatabaseSync } = require('node:sqlite');
    const db = new DatabaseSync(process.argv[1]);
    db.exec("begin immediate; insert into session_commands values ('s0', 'mark', 1)");
    process.stdout.write('held');
    setTimeout(() => db.exec('commit'), 300);`;
  for (const write of [
    () => records.sessionLog.append('s1', 1, [event(2)], []),
    () => records.together(() => records.audit.append({ kind: 'hubStarted', actor: { kind: 'hub' } })),
  ]) {
    const other = spawn(process.execPath, ['-e', writer, file], { stdio: ['ignore', 'pipe', 'inherit'] });
    const exited = once(other, 'exit');
    await once(other.stdout, 'data');
    await write();
    await exited;
    expect(other.exitCode).toBe(0);
    const raw = new DatabaseSync(file);
    raw.exec(`delete from session_commands where session_id = 's0'`);
    raw.close();
  }
  expect(await records.sessionLog.read('s1')).toHaveLength(2);
  expect(await records.audit.head()).toMatchObject({ seq: seq + 1 });
  await records.close();
  await remove();
});

it('RE7 a store sealed under another key does not open, and says so', async () => {
  const { file, remove } = throwAwayFile();
  await (await openRecords({ driver: createSqliteDriver(file), kek: KEK, now: () => 1 })).close();
  const other = new Uint8Array(32).fill(8);
  await expect(openRecords({ driver: createSqliteDriver(file), kek: other, now: () => 1 })).rejects.toThrow(
    'The key does not fit this data folder',
  );
  await (await openRecords({ driver: createSqliteDriver(file), kek: KEK, now: () => 1 })).close();
  expect(readdirSync(path.dirname(file))).toEqual(['hub.sqlite']);
  await remove();
});

it('RE8 notices when sealed rows are swapped or altered, and gives none of them out', async () => {
  const { file, remove } = throwAwayFile();
  const open = () => openRecords({ driver: createSqliteDriver(file), kek: KEK, now: () => 1 });
  const records = await open();
  await records.sessionLog.append(
    's1',
    0,
    [1, 2].map((seq) => ({
      seq,
      at: seq,
      by: 'p',
      event: { type: 'waitingMessageSet', text: `text ${seq}` },
    })),
    [],
  );
  await records.close();
  const alter = (sql: string) => {
    const db = new DatabaseSync(file);
    db.exec(sql);
    db.close();
  };
  alter(
    `update session_events set seq = 3 where seq = 1; update session_events set seq = 1 where seq = 2; update session_events set seq = 2 where seq = 3;`,
  );
  const swapped = await open();
  await expect(swapped.sessionLog.read('s1')).rejects.toThrow();
  await swapped.close();
  alter(
    `update session_events set seq = 3 where seq = 1; update session_events set seq = 1 where seq = 2; update session_events set seq = 2 where seq = 3; delete from session_events where seq = 1;`,
  );
  const gap = await open();
  await expect(gap.sessionLog.read('s1')).rejects.toMatchObject({ kind: 'internal' });
  await gap.close();
  await remove();
});

it.each([
  ['of another version', 'update session_snapshots set version = version + 1'],
  ['that was altered', "update session_snapshots set sealed = x'00'"],
  ['of before there were versions', 'update session_snapshots set version = 0'],
])('RE4 gives out no snapshot %s, and takes the next one in its place', async (_what, sql) => {
  const { file, remove } = throwAwayFile();
  const open = () => openRecords({ driver: createSqliteDriver(file), kek: KEK, now: () => 1 });
  const records = await open();
  await records.sessionLog.saveSnapshot('s1', SNAPSHOT);
  await records.close();
  const db = new DatabaseSync(file);
  db.exec(sql);
  db.close();
  const again = await open();
  await expect(again.sessionLog.latestSnapshot('s1')).rejects.toThrow();
  const newer = { ...SNAPSHOT, seq: SNAPSHOT.seq + 1 };
  await again.sessionLog.saveSnapshot('s1', newer);
  expect(await again.sessionLog.latestSnapshot('s1')).toEqual(newer);
  await again.close();
  await remove();
});

/** Enough of them that their table takes several pages. */
const OTHERS = Array.from({ length: 60 }, (_, index) => {
  const id = `other-${String(index).padStart(2, '0')}`;
  return { ...LEAD_ACCOUNT, id, accountName: id, isOwner: false };
});

/** A store as the release before sealed names left it. */
async function storeWithOpenNames(file: string): Promise<void> {
  const records = await openRecords({ driver: createSqliteDriver(file), kek: KEK, now: () => 1 });
  await records.staff.setUp({ name: 'Harbor House', timeZone: 'UTC', language: 'en' }, LEAD_ACCOUNT);
  for (const account of OTHERS) await records.staff.add(account);
  await records.close();
  const db = new DatabaseSync(file);
  db.exec(`${WITH_OPEN_NAMES} delete from kysely_migration where name >= '0014_sealed_names'`);
  db.close();
}

it('RE52 seals the names of a store from before they were sealed', async () => {
  const { dir, file, remove } = throwAwayFile();
  await storeWithOpenNames(file);
  expect(namesIn(dir)).not.toEqual([]);
  const records = await openRecords({ driver: createSqliteDriver(file), kek: KEK, now: () => 1 });
  expect(await records.practice.find()).toMatchObject({ name: 'Harbor House' });
  expect(await records.staff.findByAccountName('LEAD')).toEqual(LEAD_ACCOUNT);
  await expect(records.staff.add({ ...LEAD_ACCOUNT, id: 'other' })).rejects.toMatchObject({
    rule: 'account.nameTaken',
  });
  await records.close();
  expect(namesIn(dir)).toEqual([]);
  await remove();
});

it('RE15 RE52 a step that fails changes nothing: with another key the names stay, and the right one goes on', async () => {
  const { file, remove } = throwAwayFile();
  await storeWithOpenNames(file);
  const kek = new Uint8Array(32).fill(8);
  await expect(openRecords({ driver: createSqliteDriver(file), kek, now: () => 1 })).rejects.toThrow(
    'does not fit',
  );
  const db = new DatabaseSync(file);
  expect(db.prepare("select account_name, display_name from staff where id = 'lead'").all()).toEqual([
    { account_name: 'lead', display_name: 'Maria S.' },
  ]);
  db.close();
  const records = await openRecords({ driver: createSqliteDriver(file), kek: KEK, now: () => 1 });
  expect(await records.staff.list()).toEqual([LEAD_ACCOUNT, ...OTHERS]);
  await records.close();
  await remove();
});

/** Names that lie open in a folder's files. */
function namesIn(dir: string): string[] {
  const bytes = readdirSync(dir).map((name) => readFileSync(path.join(dir, name)));
  return ['Harbor House', 'Maria S.'].filter((name) => bytes.some((one) => one.includes(name)));
}

async function neverAsked(): Promise<never> {
  throw new Error('There is no practice in it');
}

it('RE15 brings a store of an earlier release up to date, and goes on with it', async () => {
  const { file, remove } = throwAwayFile();
  const { dialect, columnTypes } = createSqliteDriver(file);
  const db = new Kysely<unknown>({ dialect });
  const provider = { getMigrations: async () => createMigrations(columnTypes, neverAsked) };
  expect((await new Migrator({ db, provider }).migrateTo('0001_first')).error).toBeUndefined();
  await db.destroy();
  const old = new DatabaseSync(file);
  old.exec(
    `insert into session_snapshots values ('s1', 500, x'00'); insert into session_commands values ('s1', 'p1', 'c1', 2);`,
  );
  old.close();

  const records = await openRecords({ driver: createSqliteDriver(file), kek: KEK, now: () => 1 });
  await expect(records.sessionLog.latestSnapshot('s1')).rejects.toMatchObject({ kind: 'outdated' });
  const opened = { seq: 1, at: 5, by: 'p1', event: { type: 'waitingRoomOpened' } } as const;
  const key = { participantId: 'p1', commandId: 'c2' };
  await records.sessionLog.append('s1', 0, [opened], [{ ...key, upTo: 1 }]);
  expect(await records.sessionLog.findCommand('s1', key)).toEqual({ upTo: 1 });
  expect(await records.sessionLog.unended()).toEqual([{ sessionId: 's1', aliveAt: 5 }]);
  expect(await records.audit.newest({}, null, 9)).toMatchObject([{ kind: 'auditBegan' }]);
  expect(await records.audit.check()).toMatchObject({ fault: null, brokenBefore: [] });
  await records.close();
  await remove();
});
