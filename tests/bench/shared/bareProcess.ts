import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const MAIN = fileURLToPath(new URL('../bare/main.ts', import.meta.url));

/** The bare server in a process of its own. */
export type BareProcess = { readonly pid: number; readonly url: string; close(): Promise<void> };

/** Starts it on the built bare pages. Rejects where it ends before it answers. */
export async function startBareProcess(pagesDir: string): Promise<BareProcess> {
  const child = spawn(process.execPath, [MAIN, pagesDir], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  process.once('exit', () => child.kill('SIGKILL'));
  const line = once(createInterface({ input: child.stdout }), 'line');
  const first = await Promise.race([
    line,
    exited.then(() => Promise.reject(new Error('The bare server ended'))),
  ]);
  const { port } = z.object({ port: z.number() }).parse(JSON.parse(String(first[0])));
  return {
    pid: child.pid ?? 0,
    url: `http://127.0.0.1:${port}`,
    async close() {
      child.kill('SIGTERM');
      await exited;
    },
  };
}
