import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { ROOT } from '../../scripts/lib/places.mjs';

/** What `--json` promises, and nothing beside it (PR16). */
const startedSchema = z.strictObject({
  consoleUrl: z.url(),
  staff: z.array(z.strictObject({ role: z.string(), name: z.string(), passphrase: z.string() })),
  members: z.array(z.strictObject({ name: z.string(), url: z.url() })),
  groupId: z.string().nullable(),
});

let folder = '';
let running: ChildProcess | undefined;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'circlewell-test-'));
  mkdirSync(path.join(folder, 'tmp'));
});
afterEach(() => {
  running?.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

/** Runs the command, by itself or by npm as a person does, with a temporary folder of its own; resolves when it says that it is there. */
const start = (...args: string[]) =>
  startBy(process.execPath, [path.join(ROOT, 'scripts', 'start.mjs'), ...args]);
const startByNpm = (...args: string[]) =>
  startBy('npm', ['--silent', '--prefix', ROOT, 'start', '--', ...args]);

async function startBy(program: string, args: readonly string[]) {
  const child = spawn(program, args, {
    cwd: folder,
    // Run by npm it would watch for npm's end, and these tests are run by npm.
    env: { ...process.env, TMPDIR: path.join(folder, 'tmp'), npm_lifecycle_event: undefined },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running = child;
  const exited = once(child, 'exit');
  const said: string[] = [];
  const stdout = createInterface({ input: child.stdout }).on('line', (line) => said.push(line));
  const errors: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => errors.push(line));
  await Promise.race([
    once(stdout, 'line'),
    exited.then(() => Promise.reject(new Error(`It ended before it answered:\n${errors.join('\n')}`))),
  ]);
  return {
    pid: child.pid ?? 0,
    said,
    reply: startedSchema.parse(JSON.parse(said[0] ?? '')),
    async end(signal?: NodeJS.Signals) {
      if (signal) child.kill(signal);
      const [code]: unknown[] = await exited;
      running = undefined;
      return code;
    },
  };
}

/** All processes that run, with their parents; those that only wait to be collected do not count. */
function processes(): { pid: number; parent: number }[] {
  const rows = existsSync('/proc/self/stat') ? rowsOfProc() : rowsOfPs();
  return rows.flatMap(([pid = '', state = '', parent = '']) =>
    state.startsWith('Z') ? [] : [{ pid: Number(pid), parent: Number(parent) }],
  );
}

/** Linux tells without a program, which a small system may not have. */
function rowsOfProc(): string[][] {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      // The second field is the command's name, which may hold spaces and brackets.
      return [[name, ...stat.slice(stat.lastIndexOf(')') + 2).split(' ')]];
    } catch {
      return []; // It has ended meanwhile.
    }
  });
}

function rowsOfPs(): string[][] {
  const rows = execFileSync('ps', ['-A', '-o', 'pid=,stat=,ppid='], { encoding: 'utf8' });
  return rows
    .trim()
    .split('\n')
    .map((row) => row.trim().split(/\s+/));
}

/** Every process below this one. */
function descendantsOf(pid: number, all = processes()): number[] {
  const children = all.filter(({ parent }) => parent === pid);
  return children.flatMap((child) => [child.pid, ...descendantsOf(child.pid, all)]);
}

/** Waits until none of these runs any more. */
async function expectGone(pids: readonly number[]): Promise<void> {
  const left = () => processes().filter(({ pid }) => pids.includes(pid));
  await expect.poll(left, { timeout: 20_000 }).toEqual([]);
}

const answers = async (consoleUrl: string): Promise<boolean> =>
  fetch(new URL('api/status', consoleUrl)).then(
    ({ ok }) => ok,
    () => false,
  );

describe('npm start, as it is', () => {
  // With this test runner's NODE_ENV, and apart from the starts, which are to leave nothing behind.
  beforeAll(() => void execFileSync(process.execPath, [path.join(ROOT, 'scripts', 'build.mjs')]), 120_000);

  test('PR16 PR18 PR19 a sample says one JSON object, and leaves neither a process nor a folder behind', async () => {
    const started = await start('--sample', '--no-open', '--json');
    expect(started.reply.staff.map(({ role }) => role)).toEqual([
      'lead',
      'coFacilitator',
      'noteTaker',
      'supervisor',
    ]);
    expect(started.reply.members).toHaveLength(8);
    expect(started.reply.groupId).not.toBeNull();
    expect(await answers(started.reply.consoleUrl)).toBe(true);
    const below = descendantsOf(started.pid);
    expect(below.length).toBeGreaterThanOrEqual(2); // The hub, and a worker for each core.
    expect(readdirSync(path.join(folder, 'tmp'))).not.toEqual([]);

    expect(await started.end('SIGTERM')).toBe(0);
    expect(started.said).toHaveLength(1);
    await expectGone(below);
    expect(await answers(started.reply.consoleUrl)).toBe(false);
    expect(readdirSync(path.join(folder, 'tmp'))).toEqual([]);
  });

  test.skipIf(process.platform === 'win32').each(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)(
    'PR18 PR19 %s for the npm that started it, and for nobody else, ends everything cleanly',
    async (signal) => {
      const started = await startByNpm('--sample', '--no-open', '--json');
      const below = descendantsOf(started.pid);
      expect(below.length).toBeGreaterThanOrEqual(3); // The start, the hub, and its workers.
      await started.end(signal);
      await expectGone(below);
      expect(await answers(started.reply.consoleUrl)).toBe(false);
      // npm leaves a cache of its own.
      const left = readdirSync(path.join(folder, 'tmp')).filter((name) => name !== 'node-compile-cache');
      expect(left).toEqual([]);
    },
  );

  test('PR16 PR18 PR19 a practice of one’s own begins empty, its folder stays, and a hub that dies is an error', async () => {
    const dataDir = path.join(folder, 'practice');
    const started = await start('--data', dataDir, '--no-open', '--json');
    expect(started.reply).toMatchObject({ staff: [], members: [], groupId: null });
    const below = descendantsOf(started.pid);
    const [hub] = below;
    if (hub === undefined) throw new Error('There is no hub');
    process.kill(hub, 'SIGKILL');
    expect(await started.end()).not.toBe(0);
    expect(existsSync(dataDir)).toBe(true);
    await expectGone(below);
  });

  test('PR28 what this test runner built is made for production', () => {
    const assets = path.join(ROOT, '.vite', 'renderer', 'assets');
    const scripts = readdirSync(assets).filter((name) => name.endsWith('.js'));
    expect(scripts).not.toEqual([]);
    const isForDevelopment = (name: string) =>
      readFileSync(path.join(assets, name), 'utf8').includes('jsxDEV');
    expect(scripts.filter(isForDevelopment)).toEqual([]);
  });
});
