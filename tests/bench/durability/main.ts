import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { LAST_APPEND, refuseShorterLog } from '../../../src/hub/records/lastAppend.ts';
import { openRecords, type Records } from '../../../src/hub/records/openRecords.ts';
import { createSqliteDriver } from '../../../src/hub/records/sqlite/createSqliteDriver.ts';
import { refuseDamage } from '../../../src/hub/records/sqlite/refuseDamage.ts';
import { emptyTally, KEK, SESSION, type Share, type Tally, type Trial } from './trials.ts';

/** What a start makes of a harmed log: refuses it; or reads so many events as they were written; or others. */
type Outcome = 'refused' | 'other' | number;

const { written, folder, trials }: Share = workerData;
mkdirSync(folder, { recursive: true });
const log = readFileSync(`${written.file}-wal`);
const file = path.join(folder, 'try.sqlite');
const note = path.join(folder, LAST_APPEND);

const tally = emptyTally();
for (const trial of trials) await judge(trial, tally);
parentPort?.postMessage(tally);

async function judge(trial: Trial, counts: Tally): Promise<void> {
  const all = written.events.length;
  const left = trial.kind === 'cut' ? written.lengths.filter((end) => end <= trial.length).length : all;
  const isPowerCut = trial.kind === 'cut' && trial.note === 'asOld';
  const acknowledged = isPowerCut ? left : all;
  const outcome = await start(harmed(trial), acknowledged);
  if (outcome === 'refused') {
    counts.refused += 1;
    if (isPowerCut) counts.refusedAfterPowerCut += 1;
  } else if (outcome === 'other') counts.silentCorruptions += 1;
  else if (outcome < acknowledged) counts.acknowledgedLost += 1;
}

function harmed(trial: Trial): Buffer {
  if (trial.kind === 'cut') return log.subarray(0, trial.length);
  const flipped = Buffer.from(log);
  flipped[trial.bit >> 3] = (flipped[trial.bit >> 3] ?? 0) ^ (1 << (trial.bit & 7));
  return flipped;
}

/** Starts on the whole database with this write-ahead log, and a note of so many appends. */
async function start(wal: Buffer, noted: number): Promise<Outcome> {
  for (const end of ['-wal', '-shm']) rmSync(file + end, { force: true });
  copyFileSync(written.file, file);
  writeFileSync(`${file}-wal`, wal);
  rmSync(note, { force: true });
  if (noted > 0) writeFileSync(note, JSON.stringify({ sessionId: SESSION, seq: noted }));
  let records: Records | undefined;
  try {
    refuseDamage(file);
    records = await openRecords({ driver: createSqliteDriver(file), kek: KEK, now: Date.now });
    await refuseShorterLog(records.sessionLog, note);
    const events = await records.sessionLog.read(SESSION);
    return JSON.stringify(events) === JSON.stringify(written.events.slice(0, events.length))
      ? events.length
      : 'other';
  } catch {
    return 'refused';
  } finally {
    await records?.close();
  }
}
