import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { LoggedEvent } from '../../protocol/session/events.ts';
import { noteAppends, refuseShorterLog } from './lastAppend.ts';
import { openRecords, type Records } from './openRecords.ts';
import { createSqliteDriver } from './sqlite/createSqliteDriver.ts';

const event = (seq: number): LoggedEvent => ({
  seq,
  at: seq,
  by: 'lead',
  event: { type: 'waitingMessageSet', text: `message ${seq}` },
});

let dir: string;
let file: string;
let records: Records;
beforeEach(async () => {
  dir = mkdtempSync(path.join(tmpdir(), 'circlewell-test-'));
  file = path.join(dir, 'last-append');
  records = await openRecords({
    driver: createSqliteDriver(':memory:'),
    kek: new Uint8Array(32).fill(7),
    now: () => 1_764_000_000_000,
  });
});
afterEach(async () => {
  await records.close();
  rmSync(dir, { recursive: true, force: true });
});

test('RE18 a log that reaches as far as its note is taken, and one without a note', async () => {
  await refuseShorterLog(records.sessionLog, file);
  const { log, close } = noteAppends(records, file);
  await log.append('a-session-with-a-long-name', 0, [event(1), event(2)], []);
  await log.append('another', 0, [event(1)], []);
  await log.append('another', 1, [], [{ participantId: 'ana', commandId: 'c1', upTo: 1 }]);
  close();
  await refuseShorterLog(records.sessionLog, file);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ sessionId: 'another', seq: 1 });
});

test('RE18 an append that is undone with what it was a part of leaves no note', async () => {
  const { log, close } = noteAppends(records, file);
  await log.append('one', 0, [event(1)], []);
  const undone = records.together(async () => {
    await log.append('one', 1, [event(2)], []);
    throw new Error('the audit could not be written');
  });
  await expect(undone).rejects.toThrow('could not be written');
  await records.together(async () => log.append('other', 0, [event(1)], []));
  await refuseShorterLog(records.sessionLog, file);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ sessionId: 'other', seq: 1 });
  close();
});

test('RE18 a log that ends before its note is refused, with what to do', async () => {
  writeFileSync(file, JSON.stringify({ sessionId: 'one', seq: 2 }));
  await records.sessionLog.append('one', 0, [event(1)], []);
  await expect(refuseShorterLog(records.sessionLog, file)).rejects.toThrow(
    /shorter than it was.*restore FILE/s,
  );
});

test('RE18 half a note, as a power cut leaves it, claims nothing', async () => {
  writeFileSync(file, '{"sessionId":"one","se');
  await refuseShorterLog(records.sessionLog, file);
});
