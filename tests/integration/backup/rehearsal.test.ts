import { readFileSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAuditedSessionLog } from '../../../src/hub/audit/createAuditedSessionLog.ts';
import { restorePractice } from '../../../src/hub/backup/restorePractice.ts';
import { newRecoveryKey } from '../../../src/hub/backup/recoveryKey.ts';
import { openRecords } from '../../../src/hub/records/openRecords.ts';
import { createSqliteDriver } from '../../../src/hub/records/sqlite/createSqliteDriver.ts';
import { fillPractice, type Filled } from '../../support/fillPractice.ts';
import {
  configOf,
  filesIn,
  KEK,
  openPracticeOnDisk,
  PASSPHRASE,
  readTables,
  type PracticeOnDisk,
} from './practice.ts';

let practice: PracticeOnDisk;
let filled: Filled;
beforeEach(async () => {
  practice = await openPracticeOnDisk();
  filled = await fillPractice(practice.records);
});
afterEach(() => practice.close());

const restore = (file: string, folder: string, secret = PASSPHRASE) =>
  restorePractice({
    file,
    secret,
    config: configOf(practice.place(folder)),
    isReplacing: false,
    now: () => 11,
  });
const databaseIn = (folder: string) => path.join(practice.place(folder), 'hub.sqlite');

describe('backup, an empty machine, restore', () => {
  it('OP10, OP14, OP16 every table is as it was but sign-ins and holds on seats, and the audit goes on', async () => {
    const before = readTables(path.join(practice.config.dataDir, 'hub.sqlite'));
    for (const [table, rows] of Object.entries(before))
      expect([table, rows.length > 0]).toEqual([table, true]);
    const file = await practice.backUp('b.backup');
    const { audit, createdAt, putAside } = await restore(file, 'new');
    expect({ createdAt, putAside }).toEqual({ createdAt: 9, putAside: null });

    const after = readTables(databaseIn('new'));
    const { audit_entries: entriesBefore = [], audit_head: _head, ...restBefore } = before;
    const { audit_entries: entriesAfter = [], audit_head: _headAfter, ...restAfter } = after;
    expect(restAfter).toEqual({ ...restBefore, staff_sessions: [], seat_keys: [], staff_links: [] });
    expect(entriesAfter.slice(0, -1)).toEqual(entriesBefore);
    expect(entriesAfter.at(-1)).toMatchObject({ kind: 'restored', actor_kind: 'hub', at: 11 });
    expect(audit).toMatchObject({ fault: null, brokenBefore: [], upTo: entriesBefore.length + 1 });
  });

  it('OP13 the restored practice opens with the key that was put in its place, and its logs are read', async () => {
    await restore(await practice.backUp('b.backup'), 'new');
    expect(filesIn(practice.dir).filter((name) => name.startsWith('new'))).toEqual([
      'new-keys/kek',
      'new/hub.sqlite',
    ]);
    const key = practice.place('new-keys/kek');
    expect(readFileSync(key, 'utf8').trim()).toBe(KEK.toString('base64'));
    if (process.platform !== 'win32') {
      expect(statSync(key).mode & 0o777).toBe(0o600);
      expect(statSync(practice.place('new')).mode & 0o777).toBe(0o700);
      expect(statSync(databaseIn('new')).mode & 0o777).toBe(0o600);
    }
    const restored = await openRecords({
      driver: createSqliteDriver(databaseIn('new')),
      kek: KEK,
      now: () => 12,
    });
    try {
      for (const id of filled.sessionIds)
        expect(await restored.sessionLog.read(id)).toEqual(await practice.records.sessionLog.read(id));
      expect(await restored.groups.list()).toEqual(await practice.records.groups.list());
      expect(await restored.decks.list()).toEqual(await practice.records.decks.list());
    } finally {
      await restored.close();
    }
  });

  it('OP1 a session that writes meanwhile goes on, and the backup is one instant of it', async () => {
    // Too much to be copied between two writes.
    const markdown = 'x'.repeat(20_000_000);
    await practice.records.decks.add({ id: 'big', title: 'Big', markdown, authorId: 'a', createdAt: 1 });
    const log = createAuditedSessionLog(practice.records);
    const id = filled.sessionIds[0] ?? '';
    const start = (await log.read(id)).length;
    let isOver = false;
    const writing = (async () => {
      for (let seq = start + 1; ; seq += 1) {
        const isStart = seq % 10 === 0;
        await log.append(
          id,
          seq - 1,
          [
            {
              seq,
              at: seq,
              by: 'lead',
              event: isStart ? { type: 'sessionStarted' } : { type: 'waitingMessageSet', text: `t ${seq}` },
            },
          ],
          [],
        );
        if (isOver) return seq;
        // As with a socket: each command comes in a turn of its own.
        await new Promise((resolve) => setImmediate(resolve));
      }
    })();
    const file = await practice.backUp('b.backup').finally(() => (isOver = true));
    const end = await writing;
    expect(end).toBeGreaterThan(start + 1);

    const { audit } = await restore(file, 'new');
    expect(audit.fault).toBeNull();
    const restored = await openRecords({
      driver: createSqliteDriver(databaseIn('new')),
      kek: KEK,
      now: () => 12,
    });
    try {
      const events = await restored.sessionLog.read(id);
      expect(events.length).toBeGreaterThanOrEqual(start);
      expect(events).toEqual((await log.read(id)).slice(0, events.length));
      // Event and entry are one commit: the instant has both or neither.
      const started = events.filter(({ event }) => event.type === 'sessionStarted').length;
      const entries = await restored.audit.newest({ kinds: ['sessionStarted'] }, null, 10_000);
      expect(entries).toHaveLength(started);
    } finally {
      await restored.close();
    }
  });

  it('OP2, OP3 opens with a recovery key, however it is typed, and with no other', async () => {
    const recoveryKey = newRecoveryKey();
    const file = await practice.backUp('b.backup', { kind: 'recoveryKey', text: recoveryKey });
    for (const wrong of [newRecoveryKey(), PASSPHRASE, recoveryKey.slice(1), ''])
      await expect(restore(file, 'new', wrong)).rejects.toMatchObject({ trouble: 'wrongKey' });
    await restore(file, 'new', ` ${recoveryKey.toUpperCase().replaceAll('-', ' ')} `);
    expect(filesIn(practice.place('new'))).toEqual(['hub.sqlite']);
  });

  it('OP2 holds nothing of the practice in the open, and leaves nothing beside it', async () => {
    const before = filesIn(practice.config.dataDir);
    const file = await practice.backUp('b.backup');
    const bytes = readFileSync(file).toString('latin1');
    for (const secret of [...filled.secrets, ...filled.tokens, 'SQLite format', KEK.toString('base64')])
      expect([secret, bytes.includes(secret)]).toEqual([secret, false]);
    expect(filesIn(practice.config.dataDir)).toEqual(before);
    expect(filesIn(practice.dir).filter((name) => name.includes('b.backup'))).toEqual(['b.backup']);
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('OP4 does not overwrite a file, and leaves nothing when it fails', async () => {
    const file = await practice.backUp('b.backup');
    const bytes = readFileSync(file);
    await expect(practice.backUp('b.backup')).rejects.toMatchObject({ trouble: 'fileThere' });
    expect(readFileSync(file).equals(bytes)).toBe(true);
    const before = filesIn(practice.dir);
    await expect(practice.backUp('nowhere/b.backup')).rejects.toThrow();
    expect(filesIn(practice.dir)).toEqual(before);
    await rm(file);
  });
});
