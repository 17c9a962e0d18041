import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, stat, writeFile, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { text } from 'node:stream/consumers';
import { setTimeout as later } from 'node:timers/promises';
import { makeBackup } from '../../src/hub/backup/makeBackup.ts';
import { openRecords, type Records } from '../../src/hub/records/openRecords.ts';
import { createSqliteDriver } from '../../src/hub/records/sqlite/createSqliteDriver.ts';
import { fillPractice, type Filling } from '../support/fillPractice.ts';
import { digestTables } from './shared/digestTables.ts';
import { percentile } from './shared/numbers.ts';
import { printFigures, say, sayLoad, sayMachine } from './shared/report.ts';
import { runBench } from './shared/runBench.ts';

/** About a year of a practice with ten groups that meet twice a week. */
const YEAR: Filling = { groups: 10, membersPerGroup: 12, sessionsPerGroup: 100, eventsPerSession: 300 };
const PASSPHRASE = 'river stone lantern 42';
/** How often the live session writes, in milliseconds: a busy hour has a tenth of it. */
const WRITE_EVERY_MS = 10;
const QUIET_MS = 5_000;
const ENTRY = path.join('.vite', 'hub', 'main.js');

await runBench(280_000, async (defer) => {
  sayMachine(
    'backup: a practice backed up while a session writes, restored on an empty machine, and compared',
  );
  const dir = await mkdtemp(path.join(tmpdir(), 'circlewell-bench-'));
  defer(() => rm(dir, { recursive: true, force: true }));
  const dataDir = path.join(dir, 'data');
  const databaseFile = path.join(dataDir, 'hub.sqlite');
  const kek = Buffer.alloc(32, 7);
  await mkdir(path.join(dir, 'data-keys'), { recursive: true });
  await mkdir(dataDir);
  await writeFile(path.join(dir, 'data-keys', 'kek'), kek.toString('base64'));
  const records = await openRecords({
    driver: createSqliteDriver(databaseFile),
    kek,
    now: () => Date.now(),
  });
  defer(records.close);
  const { sessionIds } = await fillPractice(records, YEAR);
  const { size } = await stat(databaseFile);
  say(
    `A practice of ${YEAR.groups} groups, ${sessionIds.length} sessions and ${sessionIds.length * YEAR.eventsPerSession} events: ${Math.round(size / 1e6)} MB. One session writes every ${WRITE_EVERY_MS} ms.`,
  );

  const quiet = await writeDuring(records, 'live-1', () => later(QUIET_MS));
  say(`Quiet: ${quiet.ms.length} appends in ${QUIET_MS} ms.`);
  const target = path.join(dir, 'b.backup');
  const command = await writeDuring(records, 'live-2', () => run(['backup', target, '--data', dataDir]));
  say(`Beside the command: ${command.ms.length} appends.`);
  const button = await writeDuring(records, 'live-3', () =>
    makeBackup({
      databaseFile,
      kek,
      target: path.join(dir, 'button.backup'),
      secret: { kind: 'passphrase', text: PASSPHRASE },
      release: '0.0.0',
      now: () => Date.now(),
      onProgress: () => undefined,
    }),
  );
  say(`In the hub’s own process, as by the button: ${button.ms.length} appends.`);

  const restored = path.join(dir, 'new');
  const restoreStarted = performance.now();
  await run(['restore', target, '--data', restored]);
  const restoreMs = performance.now() - restoreStarted;
  const unequal = unequalTables(databaseFile, path.join(restored, 'hub.sqlite'));
  sayLoad('after');
  printFigures({
    backup_s: command.tookMs / 1000,
    restore_s: restoreMs / 1000,
    unequal_tables: unequal,
    bytes: (await stat(target)).size,
    database_bytes: size,
    append_quiet_p95_ms: percentile(quiet.ms, 0.95),
    append_command_p95_ms: percentile(command.ms, 0.95),
    append_button_p95_ms: percentile(button.ms, 0.95),
    append_button_max_ms: Math.max(...button.ms),
    button_s: button.tookMs / 1000,
  });
});

/** Appends to a session's log, one event at a time, until the work is done; how long each took. */
async function writeDuring(
  records: Records,
  sessionId: string,
  work: () => Promise<unknown>,
): Promise<{ readonly ms: readonly number[]; readonly tookMs: number }> {
  const ms: number[] = [];
  const started = performance.now();
  const working = work().then(() => performance.now() - started);
  for (let seq = 1; ; seq += 1) {
    const at = performance.now();
    await records.sessionLog.append(
      sessionId,
      seq - 1,
      [{ seq, at: seq, by: 'lead', event: { type: 'waitingMessageSet', text: `Message ${seq}` } }],
      [],
    );
    ms.push(performance.now() - at);
    const tookMs = await Promise.race([working, later(WRITE_EVERY_MS, null)]);
    if (tookMs !== null) return { ms, tookMs };
  }
}

/** Runs a command of the built hub. @throws Error with what it said if it did not succeed */
async function run(args: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, [ENTRY, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, CIRCLEWELL_BACKUP_PASSPHRASE: PASSPHRASE },
  });
  const exited = once(child, 'exit');
  const [, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  await exited;
  if (child.exitCode !== 0) throw new Error(err);
}

const ENDED_BY_RESTORE = ['staff_sessions', 'seat_keys', 'staff_links'];

/** In how many tables something differs that nobody wrote to meanwhile, row for row. */
function unequalTables(source: string, restored: string): number {
  // The sessions of this benchmark, and the audit, went on after the copy.
  const notFrom = "where session_id not like 'live-%'";
  const parts = { session_events: notFrom, session_commands: notFrom };
  const [before, after] = [digestTables(source, parts), digestTables(restored, parts)];
  // A restore ends sign-ins, holds on seats and staff's links (OP16).
  const isEnded = (table: string) => ENDED_BY_RESTORE.includes(table);
  const compared = Object.entries(before).filter(([table]) => !table.startsWith('audit_') && !isEnded(table));
  const unequal = compared.filter(([table, digest]) => after[table] !== digest);
  say(
    `${compared.length} tables compared, row for row; the restore itself checked the audit. Unequal: ${unequal.map(([table]) => table).join(', ') || 'none'}.`,
  );
  return unequal.length;
}
