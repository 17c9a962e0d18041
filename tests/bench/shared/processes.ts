import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, readdirSync } from 'node:fs';
import { setPriority } from 'node:os';

/** As a nice value; Chromium gives some of its own threads -8 where it may. */
const FIRST = -15;

/** The parent of a process; null where it is gone. */
function parentOf(pid: number): number | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the command's name, which may hold spaces and brackets.
    return Number(text.slice(text.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return null;
  }
}

/** Ids of a process's children. */
export function childrenOf(pid: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((candidate) => parentOf(candidate) === pid);
}

/**
 * Gives this process and what it starts from now on the processor before anybody else. False where that is not allowed: only
 * somebody with the rights of root may.
 */
export function goFirst(): boolean {
  try {
    setPriority(FIRST);
    return true;
  } catch {
    return false;
  }
}

/** Ends a hub as the power does, and resolves when it is gone, with its workers. */
export async function killWithChildren(hub: ChildProcess): Promise<void> {
  const children = childrenOf(hub.pid ?? 0);
  const exited = once(hub, 'exit');
  hub.kill('SIGKILL');
  await exited;
  for (const pid of children) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has ended with its hub already.
    }
  }
}

/**
 * Processor time of a process in milliseconds, user and system, of all its threads. From `schedstat`, which the kernel keeps in
 * nanoseconds, because hundredths of a second are too coarse for two people. @throws Error where the process is gone
 */
export function cpuMsOf(pid: number): number {
  const tasks = readdirSync(`/proc/${pid}/task`);
  const nanoseconds = tasks.map((task) =>
    Number(readFileSync(`/proc/${pid}/task/${task}/schedstat`, 'utf8').split(' ')[0]),
  );
  return nanoseconds.reduce((sum, one) => sum + one, 0) / 1e6;
}

/** Resident memory of a process, in megabytes of 1,048,576 bytes. @throws Error where it is gone */
export function rssMbOf(pid: number): number {
  const match = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  if (!match) throw new Error(`Process ${pid} has no memory of its own`);
  return Number(match[1]) / 1024;
}
