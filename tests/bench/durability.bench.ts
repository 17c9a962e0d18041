import { existsSync } from 'node:fs';
import { copyFile, mkdtemp, rm, stat } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { Worker } from 'node:worker_threads';
import { noteAppends } from '../../src/hub/records/lastAppend.ts';
import { openRecords } from '../../src/hub/records/openRecords.ts';
import { createSqliteDriver } from '../../src/hub/records/sqlite/createSqliteDriver.ts';
import type { LoggedEvent } from '../../src/protocol/session/events.ts';
import {
  emptyTally,
  KEK,
  SESSION,
  type Share,
  type Tally,
  type Trial,
  type WrittenLog,
} from './durability/trials.ts';
import { printFigures, say, sayLoad, sayMachine } from './shared/report.ts';
import { runBench } from './shared/runBench.ts';
import { traceSyncs } from './shared/traceSyncs.ts';

const EVENTS = 4;
/** A page of the database with the header that the write-ahead log puts before it. */
const FRAME_BYTES = 4096 + 24;
/** To try a part of it: every so many bytes and bits alone. */
const EVERY = Number(process.argv[2] ?? 1);
/** No power goes here, and what is read does not depend on the disk: in memory no start waits for one. */
const FOLDER = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

/** Every so many of the numbers, from the first one on. */
const range = (from: number, to: number): number[] =>
  Array.from({ length: Math.floor((to - from) / EVERY) + 1 }, (_, index) => from + index * EVERY);

await runBench(20 * 60_000, async (defer) => {
  sayMachine(
    'durability: what a start makes of a log that was cut at any byte, or has any bit of its end flipped',
  );
  const dir = await mkdtemp(path.join(FOLDER, 'circlewell-durability-'));
  defer(() => rm(dir, { recursive: true, force: true }));
  const written = await writeLog(path.join(dir, 'whole.sqlite'));
  const { size } = await stat(`${written.file}-wal`);
  say(
    `The log: ${EVENTS} events, each acknowledged before the next, in a write-ahead log of ${size} bytes, as a kill leaves it.`,
  );
  if (EVERY > 1) say(`A part alone: every ${EVERY}th byte and bit.`);
  say(
    'Cuts: at every byte of the whole log. By a power cut, the note of the last append is as old as what is left (what was',
  );
  say(
    'acknowledged then must be read, and nothing refused); by a fault of the disk it is the newest (a shorter log must be refused).',
  );
  say('Flips: every bit of the last page with its header, with the newest note.');
  say(
    'acknowledged_lost: starts that read fewer events than were acknowledged, and did not refuse; silent_corruptions: starts that read',
  );
  say('other events than were written, and did not refuse.');

  // The whole log is among them, whichever part is tried: a start on it has to read all.
  const cuts = [...range(0, size - 1), size];
  const flips = range((size - FRAME_BYTES) * 8, size * 8 - 1);
  const tally = await runTrials(defer, written, dir, [
    ...cuts.flatMap((length): Trial[] => [
      { kind: 'cut', length, note: 'asOld' },
      { kind: 'cut', length, note: 'newest' },
    ]),
    ...flips.map((bit): Trial => ({ kind: 'flip', bit })),
  ]);
  const traced = await traceSyncs();
  say(traced.words);
  sayLoad('after');
  printFigures({
    acknowledged_lost: tally.acknowledgedLost,
    silent_corruptions: tally.silentCorruptions,
    refused_after_power_cut: tally.refusedAfterPowerCut,
    cuts: cuts.length,
    flipped_bits: flips.length,
    starts_refused: tally.refused,
    traced_commands: traced.commands,
    traced_commands_without_sync: traced.withoutSync,
  });
});

/** Shares the trials out to as many threads as there are cores, each with a folder of its own. */
async function runTrials(
  defer: (close: () => Promise<void>) => void,
  written: WrittenLog,
  dir: string,
  trials: readonly Trial[],
): Promise<Tally> {
  const threads = availableParallelism();
  const tallies = await Promise.all(
    Array.from({ length: threads }, async (_, thread) => {
      const share: Share = {
        written,
        folder: path.join(dir, String(thread)),
        trials: trials.filter((_trial, index) => index % threads === thread),
      };
      const worker = new Worker(new URL('./durability/main.ts', import.meta.url), { workerData: share });
      defer(async () => void (await worker.terminate()));
      return new Promise<Tally>((resolve, reject) => {
        worker.once('message', resolve);
        worker.once('error', reject);
        worker.once('exit', () => reject(new Error('A thread ended before its trials did.')));
      });
    }),
  );
  const sum = emptyTally();
  for (const tally of tallies) {
    sum.acknowledgedLost += tally.acknowledgedLost;
    sum.silentCorruptions += tally.silentCorruptions;
    sum.refused += tally.refused;
    sum.refusedAfterPowerCut += tally.refusedAfterPowerCut;
  }
  return sum;
}

/** Appends one event after the other. */
async function writeLog(file: string): Promise<WrittenLog> {
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
  return { file, events, lengths };
}
