import { copyFile, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openRecords, type Records } from '../../src/hub/records/openRecords.ts';
import { LAST_APPEND, noteAppends, refuseShorterLog } from '../../src/hub/records/lastAppend.ts';
import { createSqliteDriver } from '../../src/hub/records/sqlite/createSqliteDriver.ts';
import { refuseDamage } from '../../src/hub/records/sqlite/refuseDamage.ts';
import type { LoggedEvent } from '../../src/protocol/session/events.ts';
import { printFigures, say, sayLoad, sayMachine } from './shared/report.ts';
import { runBench } from './shared/runBench.ts';
import { traceSyncs } from './shared/traceSyncs.ts';

const KEK = new Uint8Array(32).fill(7);
const SESSION = 'session-1';
const EVENTS = 12;
/** A page of the database with the header that the write-ahead log puts before it. */
const FRAME_BYTES = 4096 + 24;

const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

/** What a start makes of a harmed log: refuses it; or reads so many events as they were written; or others. */
type Outcome = 'refused' | 'other' | number;

await runBench(20 * 60_000, async (defer) => {
  sayMachine(
    'durability: what a start makes of a log that was cut at any byte, or has any bit of its end flipped',
  );
  const dir = await mkdtemp(path.join(tmpdir(), 'circlewell-durability-'));
  defer(() => rm(dir, { recursive: true, force: true }));
  const written = await writeLog(path.join(dir, 'whole.sqlite'));
  const wal = await readFile(path.join(dir, 'whole.sqlite-wal'));
  const lastCommit = written.lengths.at(-2) ?? 0;
  say(
    `The log: ${EVENTS} events, each acknowledged before the next, in a write-ahead log of ${wal.length} bytes, as a kill leaves it.`,
  );
  say(
    `Cuts: at every byte of the last commit (${wal.length - lastCommit} bytes), and at every commit before. By a power cut, the note of the`,
  );
  say(
    'last append is as old as what is left (what was acknowledged then must be read); by a fault of the disk it is the newest (a',
  );
  say(
    'shorter log must be refused). Flips: every bit of the last page with its header, with the newest note.',
  );
  say(
    'acknowledged_lost: starts that read fewer events than were acknowledged, and did not refuse; silent_corruptions: starts that read',
  );
  say('other events than were written, and did not refuse.');

  let acknowledgedLost = 0;
  let silentCorruptions = 0;
  let refused = 0;
  const judge = (outcome: Outcome, acknowledged: number) => {
    if (outcome === 'refused') refused += 1;
    else if (outcome === 'other') silentCorruptions += 1;
    else if (outcome < acknowledged) acknowledgedLost += 1;
  };

  const cuts = [...written.lengths.slice(0, -1), ...range(lastCommit + 1, wal.length)];
  for (const length of cuts) {
    const acknowledged = written.lengths.filter((end) => end <= length).length;
    judge(await start(wal.subarray(0, length), acknowledged), acknowledged);
    judge(await start(wal.subarray(0, length), EVENTS), EVENTS);
  }
  const flips = range((wal.length - FRAME_BYTES) * 8, wal.length * 8 - 1);
  for (const bit of flips) {
    const harmed = Buffer.from(wal);
    harmed[bit >> 3] = (harmed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    judge(await start(harmed, EVENTS), EVENTS);
  }
  const traced = await traceSyncs();
  say(traced.words);
  sayLoad('after');
  printFigures({
    acknowledged_lost: acknowledgedLost,
    silent_corruptions: silentCorruptions,
    cuts: cuts.length,
    flipped_bits: flips.length,
    starts_refused: refused,
    traced_commands: traced.commands,
    traced_commands_without_sync: traced.withoutSync,
  });

  /** Starts on the whole database with this write-ahead log, and a note of so many appends. */
  async function start(log: Buffer, noted: number): Promise<Outcome> {
    const file = path.join(dir, 'try.sqlite');
    for (const end of ['-wal', '-shm']) await rm(file + end, { force: true });
    await copyFile(path.join(dir, 'whole.sqlite'), file);
    await writeFile(`${file}-wal`, log);
    const note = path.join(dir, LAST_APPEND);
    await rm(note, { force: true });
    if (noted > 0) await writeFile(note, JSON.stringify({ sessionId: SESSION, seq: noted }));
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
});

/** Appends one event after the other. @returns the events, and the length of the write-ahead log at each acknowledgement */
async function writeLog(file: string): Promise<{ events: LoggedEvent[]; lengths: number[] }> {
  // The schema is in the database itself, so that only the log is at stake.
  await (await openRecords({ driver: createSqliteDriver(file), kek: KEK, now: Date.now })).close();
  const live = `${file}.live`;
  await copyFile(file, live);
  const records = await openRecords({ driver: createSqliteDriver(live), kek: KEK, now: Date.now });
  const noted = noteAppends(records, `${file}.note`);
  const events: LoggedEvent[] = [];
  const lengths: number[] = [];
  for (let seq = 1; seq <= EVENTS; seq += 1) {
    const event: LoggedEvent = {
      seq,
      at: seq,
      by: 'lead',
      event: { type: 'waitingMessageSet', text: `message ${seq}` },
    };
    await noted.log.append(
      SESSION,
      seq - 1,
      [event],
      [{ participantId: 'lead', commandId: `command-${seq}`, upTo: seq }],
    );
    events.push(event);
    lengths.push((await stat(`${live}-wal`)).size);
  }
  for (const end of ['', '-wal']) await copyFile(live + end, file + end);
  noted.close();
  await records.close();
  return { events, lengths };
}
