import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';

const readySchema = z.object({
  type: z.literal('ready'),
  consoleUrl: z.string(),
  port: z.number(),
  sample: z.object({
    staff: z.array(z.object({ role: z.string(), name: z.string(), passphrase: z.string() })),
    members: z.array(z.object({ name: z.string(), url: z.string() })),
    groupId: z.string(),
  }),
});
export type SampleProgram = z.infer<typeof readySchema>;

/** A real hub in a process of its own, with the sample program in a throw-away folder. */
export type SampleHub = SampleProgram & {
  readonly pid: number;
  readonly process: ChildProcess;
  readonly dataDir: string;
  /** What it has written to its log so far. */
  readonly log: () => string;
  /** Ends it and removes its folder. Idempotent. */
  close(): Promise<void>;
};

/**
 * Starts the built hub. Rejects with its last words if it ends before it is ready.
 *
 * @param entry what Node runs: the built hub, or the hub's sources where the bundle hides what is to be seen
 * @param nodeArgs for Node itself: a benchmark loads its own eyes into the process, and talks to them over `process`
 */
export async function startSampleHub(
  extraArgs: readonly string[] = [],
  {
    entry = '.vite/hub/main.js',
    nodeArgs = [],
    env = {},
  }: { entry?: string; nodeArgs?: readonly string[]; env?: NodeJS.ProcessEnv } = {},
): Promise<SampleHub> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'circlewell-test-'));
  const args = [...nodeArgs, entry, '--data', dataDir, '--port', '0', '--sample', ...extraArgs];
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
  const ready = await new Promise<SampleProgram>((resolve, reject) => {
    createInterface({ input: stdout }).once('line', (line) => resolve(readySchema.parse(JSON.parse(line))));
    void exited.then(() =>
      reject(new Error(`The hub ended before it was ready:\n${lines.slice(-20).join('\n')}`)),
    );
  });
  return {
    ...ready,
    pid: child.pid ?? 0,
    process: child,
    dataDir,
    log: () => lines.join('\n'),
    async close() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
      await exited;
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
