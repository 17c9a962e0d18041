import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { openRecords } from '../../../src/hub/records/openRecords.ts';
import { createSqliteDriver } from '../../../src/hub/records/sqlite/createSqliteDriver.ts';
import { openSqliteDatabase } from '../../../src/hub/records/sqlite/sqliteDatabase.ts';
import { describeGroupStores } from './describeGroupStores.ts';
import { describeSessionLog } from './describeSessionLog.ts';
import { describeStaffStores } from './describeStaffStores.ts';
import { describeTogether } from './describeTogether.ts';
import { KEK, type CreateDriver } from './openTestRecords.ts';
import { throwAwayFile } from './throwAwayFile.ts';

const createDriver: CreateDriver = async () => {
  const { file, remove } = throwAwayFile();
  return { driver: createSqliteDriver(file), reopen: () => createSqliteDriver(file), remove };
};

describeSessionLog('SQLite', createDriver);
describeStaffStores('SQLite', createDriver);
describeGroupStores('SQLite', createDriver);
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

it('RE45 waits for another process that is writing, and goes on from what that one wrote', async () => {
  const { file, remove } = throwAwayFile();
  const records = await openRecords({ driver: createSqliteDriver(file), kek: KEK, now: () => 1 });
  const event = (seq: number) =>
    ({ seq, at: seq, by: 'p', event: { type: 'waitingMessageSet', text: `t${seq}` } }) as const;
  await records.sessionLog.append('s1', 0, [event(1)], null);
  const { seq } = await records.audit.head();
  const writer = `
    const { DatabaseSync } = require('node:sqlite');
    const db = new DatabaseSync(process.argv[1]);
    db.exec("begin immediate; insert into session_commands values ('s0', 'p', 'c', 1)");
    process.stdout.write('held');
    setTimeout(() => db.exec('commit'), 300);`;
  for (const write of [
    () => records.sessionLog.append('s1', 1, [event(2)], null),
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
    null,
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
