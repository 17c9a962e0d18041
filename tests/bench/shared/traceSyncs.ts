import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as later } from 'node:timers/promises';
import { startSampleHub } from '../../support/sampleHub.ts';
import { StaffClient } from './staffClient.ts';

const STRACE = '/usr/bin/strace';
const COMMANDS = 50;
const ATTACH_MS = 1_500;

/**
 * Watches a running hub's system calls while a command follows the other: between two acknowledgements on the socket there has to be a
 * sync of the write-ahead log.
 *
 * @returns how many commands were acknowledged, and how many of them without a sync before; with a sentence that says how it was seen
 * @throws Error where the system calls cannot be watched
 */
export async function traceSyncs(): Promise<{ commands: number; withoutSync: number; words: string }> {
  if (!existsSync(STRACE)) throw new Error('strace is not there. Install it with "apt-get install strace".');
  const dir = await mkdtemp(path.join(tmpdir(), 'circlewell-strace-'));
  const hub = await startSampleHub();
  try {
    const staff = await StaffClient.signIn(hub);
    await staff.openSession();
    const trace = path.join(dir, 'trace');
    const args = ['-f', '-y', '-s', '256', '-e', 'trace=fdatasync,fsync,write,writev,sendto,sendmsg'];
    const strace = spawn(STRACE, [...args, '-o', trace, '-p', String(hub.pid)], { stdio: 'ignore' });
    await later(ATTACH_MS);
    for (let count = 0; count < COMMANDS; count += 1)
      await staff.command({ type: 'setWaitingMessage', text: `Please wait ${count}` });
    const exited = once(strace, 'exit');
    strace.kill('SIGINT');
    await exited;
    staff.close();
    return read(await readFile(trace, 'utf8'));
  } finally {
    await hub.close();
    await rm(dir, { recursive: true, force: true });
  }
}

function read(trace: string): { commands: number; withoutSync: number; words: string } {
  let commands = 0;
  let withoutSync = 0;
  let isSynced = false;
  for (const line of trace.split('\n')) {
    if (/\b(fdatasync|fsync)\(\d+<[^>]*-wal>/.test(line)) isSynced = true;
    if (!line.includes('\\"accepted\\"')) continue;
    commands += 1;
    if (!isSynced) withoutSync += 1;
    isSynced = false;
  }
  if (commands < COMMANDS) throw new Error(`Only ${commands} acknowledgements were seen in the trace`);
  const words = `Traced: ${commands} commands to a running hub, one after the other; each acknowledgement on the socket comes after a sync of the write-ahead log that no other acknowledgement had before.`;
  return { commands, withoutSync, words };
}
