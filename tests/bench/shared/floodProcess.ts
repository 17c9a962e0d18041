import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { floodCountsSchema, type FloodCounts, type FloodOrder } from '../flood/messages.ts';

const MAIN = fileURLToPath(new URL('../flood/main.ts', import.meta.url));

/** A flooder in a process of its own, so that what it costs is not the measuring process's time. */
export type FloodProcess = { counts(): Promise<FloodCounts>; close(): Promise<void> };

/** Starts it; it floods at once. The caller closes it. */
export function startFlood(order: FloodOrder): FloodProcess {
  const child = spawn(process.execPath, [MAIN, JSON.stringify(order)], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const exited = once(child, 'exit');
  process.once('exit', () => child.kill('SIGKILL'));
  return {
    async counts() {
      const told = once(child, 'message');
      child.send('counts');
      const [first] = await Promise.race([
        told,
        exited.then(() => Promise.reject(new Error('The flooder ended'))),
      ]);
      return floodCountsSchema.parse(first);
    },
    async close() {
      if (child.exitCode === null) child.kill('SIGKILL');
      await exited;
    },
  };
}
