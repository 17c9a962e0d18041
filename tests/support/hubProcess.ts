import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';

/** A real hub in a process of its own, with its data in a throw-away folder. */
export type HubProcess = {
  /** The one line that it writes when it answers, as JSON. */
  readonly ready: unknown;
  readonly pid: number;
  readonly process: ChildProcess;
  readonly dataDir: string;
  /** What it has written to its log so far. */
  readonly log: () => string;
  /** Ends it, and removes its folder unless that was given. Idempotent. */
  close(): Promise<void>;
};

/** What is started: the built hub, or the hub's sources where the bundle hides what is to be seen. */
export type HubEntry = {
  readonly entry?: string;
  /** For Node itself: a benchmark loads its own eyes into the process, and talks to them over `process`. */
  readonly nodeArgs?: readonly string[];
  /** Beside the test's own environment. */
  readonly env?: NodeJS.ProcessEnv;
  /** Its data, where that outlives this process. */
  readonly dataDir?: string;
  /** Any that is free where none is given. */
  readonly port?: number;
};

/** Starts a hub, on a port that is free unless one is given. Rejects with its last words if it ends before it is ready. */
export async function startHubProcess(
  extraArgs: readonly string[],
  { entry = '.vite/hub/main.js', nodeArgs = [], env = {}, dataDir: given, port = 0 }: HubEntry = {},
): Promise<HubProcess> {
  const dataDir = given ?? (await mkdtemp(path.join(tmpdir(), 'circlewell-test-')));
  const args = [...nodeArgs, entry, '--data', dataDir, '--port', String(port), ...extraArgs];
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe', nodeArgs.length > 0 ? 'ipc' : 'ignore'],
  });
  const { stdout, stderr } = child;
  if (!stdout || !stderr) throw new Error('The hub has no output');
  const exited = once(child, 'exit');
  // Whatever ends the test, the hub does not outlive it.
  process.once('exit', () => child.kill('SIGKILL'));
  const lines: string[] = [];
  createInterface({ input: stderr }).on('line', (line) => lines.push(line));
  const ready = await new Promise<unknown>((resolve, reject) => {
    createInterface({ input: stdout }).once('line', (line) => resolve(JSON.parse(line)));
    void exited.then(() =>
      reject(new Error(`The hub ended before it was ready:\n${lines.slice(-20).join('\n')}`)),
    );
  });
  return {
    ready,
    pid: child.pid ?? 0,
    process: child,
    dataDir,
    log: () => lines.join('\n'),
    async close() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
      await exited;
      if (given === undefined) await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** A hub on its first run: no practice, nobody's account. */
export async function startEmptyHub(): Promise<HubProcess & { readonly consoleUrl: string }> {
  const hub = await startHubProcess([]);
  return { ...hub, consoleUrl: z.object({ consoleUrl: z.string() }).parse(hub.ready).consoleUrl };
}
