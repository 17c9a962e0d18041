import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import pino from 'pino';
import { systemClock } from '../../src/hub/live/clock.ts';
import { SessionWriter, SNAPSHOT_EVERY } from '../../src/hub/live/SessionWriter.ts';
import { replay } from '../../src/domain/session/evolve.ts';
import { openRecords } from '../../src/hub/records/openRecords.ts';
import { createSqliteDriver } from '../../src/hub/records/sqlite/createSqliteDriver.ts';
import { median, percentile } from './shared/numbers.ts';
import { printFigures, say, sayLoad, sayMachine } from './shared/report.ts';
import { runBench } from './shared/runBench.ts';
import { threeHours } from './shared/threeHours.ts';

const KEK = new Uint8Array(32).fill(7);
const TRIALS = 20;
/** As far behind the end of the log as a snapshot can be. */
const BEHIND = SNAPSHOT_EVERY - 1;

await runBench(280_000, async (defer) => {
  sayMachine('replay: the state of a session of three hours, back from the log of a hub that was ended');
  const dir = await mkdtemp(path.join(tmpdir(), 'circlewell-replay-'));
  defer(() => rm(dir, { recursive: true, force: true }));
  const file = path.join(dir, 'hub.sqlite');
  const open = () =>
    openRecords({ driver: createSqliteDriver(file), kek: KEK, now: () => systemClock.now() });

  const evening = threeHours();
  const { state } = evening;
  const records = await open();
  for (const logged of evening.log) await records.sessionLog.append(state.id, logged.seq - 1, [logged], []);
  await records.close();
  say(
    `The session: ${evening.log.length} events in ${Math.round(evening.now / 60_000)} minutes, with ${Object.keys(state.participants).length} people; ${Math.round((await stat(file)).size / 1e6)} MB of database.`,
  );

  /** One way from a closed database to the state, in milliseconds. */
  async function bringBack(): Promise<number> {
    const startedAt = performance.now();
    const reopened = await open();
    const writer = await SessionWriter.open({
      sessionId: state.id,
      log: reopened.sessionLog,
      findFacts: async () => null,
      findSlide: () => 'unknownDeck',
      clock: systemClock,
      newId: () => 'none',
      random: () => 0.5,
      logger: pino({ level: 'silent' }),
    });
    const took = performance.now() - startedAt;
    await reopened.close();
    if (!isDeepStrictEqual(writer?.state, state)) throw new Error('The state that came back is another');
    return took;
  }
  const trials = async () => {
    const took: number[] = [];
    for (let trial = 0; trial < TRIALS; trial += 1) took.push(await bringBack());
    return took;
  };

  const wholeLog = await trials();
  const snapshotted = replay(evening.log.slice(0, -BEHIND));
  if (!snapshotted) throw new Error('The log is too short for a snapshot');
  const keeper = await open();
  await keeper.sessionLog.saveSnapshot(state.id, snapshotted);
  await keeper.close();
  const withSnapshot = await trials();
  say(
    `${TRIALS} times each: the database opened and checked, its data key unlocked, and the state back; with a snapshot ${BEHIND} events behind (as far as one can be), and from the whole log.`,
  );
  sayLoad('after');
  printFigures({
    state_back_p50_ms: median(withSnapshot),
    state_back_p95_ms: percentile(withSnapshot, 0.95),
    state_back_whole_log_p50_ms: median(wholeLog),
    state_back_whole_log_p95_ms: percentile(wholeLog, 0.95),
    events: evening.log.length,
  });
});
