import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as later } from 'node:timers/promises';
import { freePorts } from '../../support/freePorts.ts';
import { startSampleHub } from '../../support/sampleHub.ts';

/** Makes a data folder with a practice in it, which no hub holds. The caller removes it. */
export async function makePractice(): Promise<{ readonly dataDir: string; remove(): Promise<void> }> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'circlewell-start-'));
  const hub = await startSampleHub();
  try {
    // Ended first, so that what is copied is whole; closing it also removes its own folder.
    hub.process.kill('SIGTERM');
    await once(hub.process, 'exit');
    await cp(hub.dataDir, dataDir, { recursive: true });
  } finally {
    await hub.close();
  }
  return { dataDir, remove: () => rm(dataDir, { recursive: true, force: true }) };
}

/**
 * Starts the built hub on a data folder that exists and ends it again.
 *
 * @returns milliseconds from the spawn to the first successful answer over HTTP
 */
export async function measureStart(dataDir: string, env: NodeJS.ProcessEnv = process.env): Promise<number> {
  const port = await freePorts();
  const startedAt = performance.now();
  const args = ['.vite/hub/main.js', '--data', dataDir, '--port', String(port)];
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'ignore', 'ignore'] });
  const exited = once(child, 'exit');
  try {
    while (!(await answers(port))) {
      if (child.exitCode !== null) throw new Error(`The hub ended with code ${child.exitCode}`);
      // The port is asked again and again: it refuses until it listens, and there is no other sign from outside.
      await later(2);
    }
    return performance.now() - startedAt;
  } finally {
    if (child.exitCode === null) child.kill('SIGTERM');
    await exited;
  }
}

/**
 * The same as the first start on a machine: with an empty folder for compiled code, and with the hub's files and the data out of the
 * system's file cache. Node's own program stays in it, since it runs this.
 */
export async function measureColdStart(dataDir: string): Promise<number> {
  const cacheDir = await mkdtemp(path.join(tmpdir(), 'circlewell-cold-'));
  try {
    for (const folder of ['.vite/hub', dataDir]) await dropFromFileCache(folder);
    return await measureStart(dataDir, { ...process.env, XDG_CACHE_HOME: cacheDir });
  } finally {
    await rm(cacheDir, { recursive: true, force: true });
  }
}

/** Advises the system that the files below this folder are not needed; it takes no rights. @throws Error where it cannot be said */
async function dropFromFileCache(folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries.filter((one) => one.isFile())) {
    const file = path.join(entry.parentPath, entry.name);
    // No blocks at all means the whole file (coreutils, dd, "nocache").
    execFileSync('dd', [`if=${file}`, 'of=/dev/null', 'iflag=nocache', 'count=0', 'status=none']);
  }
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const asking = request({ host: '127.0.0.1', port, path: '/api/status', agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    asking.once('error', () => resolve(false));
    asking.end();
  });
}
