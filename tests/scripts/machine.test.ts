import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { cacheDir, defaultDataDir } from '../../scripts/lib/places.mjs';
import { createReporter, formatDuration } from '../../scripts/lib/progress.mjs';
import { describeAptLine, installDebianPackages } from '../../scripts/provision/apt.mjs';
import { chromiumBin } from '../../scripts/provision/chromium.mjs';
import { hasFailedLately, remember } from '../../scripts/provision/electron.mjs';
import { createRecorder } from './recorder.ts';

function fakeMachine(
  options: { isDebian?: boolean; isRoot?: boolean; installed?: string[]; code?: number } = {},
) {
  const calls: string[][] = [];
  return {
    calls,
    isDebian: () => options.isDebian ?? true,
    isRoot: () => options.isRoot ?? true,
    isInstalled: (name: string) => options.installed?.includes(name) ?? false,
    async apt(args: string[], onLine: (line: string) => void) {
      calls.push(args);
      onLine('Unpacking libuv1:amd64 (1.44) ...');
      return { code: args[0] === 'install' ? (options.code ?? 0) : 0, tail: 'no space left' };
    },
  };
}

describe('installDebianPackages', () => {
  const install = (machine: ReturnType<typeof fakeMachine>, reporter = createRecorder()) =>
    installDebianPackages(['libuv1', 'libssl3'], { purpose: 'to run it', reporter, machine });

  test('PR14 installs what is missing, without questions and with progress', async () => {
    const machine = fakeMachine({ installed: ['libssl3'] });
    const recorder = createRecorder();
    await install(machine, recorder);
    const last = machine.calls.at(-1) ?? [];
    expect(last).toContain('-y');
    expect(last).toContain('libuv1');
    expect(last).not.toContain('libssl3');
    expect(recorder.lines).toContain('~ unpacking libuv1:amd64');
  });

  test('PR14 refreshes the package lists once', async () => {
    const machine = fakeMachine();
    await install(machine);
    await install(machine);
    expect(machine.calls.filter(([verb]) => verb === 'update').length).toBeLessThanOrEqual(1);
  });

  test('PR14 does nothing where all is installed', async () => {
    const machine = fakeMachine({ installed: ['libuv1', 'libssl3'] });
    await install(machine);
    expect(machine.calls).toEqual([]);
  });

  test('PR14 gives the exact command to who may not install', async () => {
    const machine = fakeMachine({ isRoot: false, installed: ['libssl3'] });
    await expect(install(machine)).rejects.toMatchObject({
      message: expect.stringContaining('libuv1 are needed to run it'),
      next: expect.stringContaining('sudo apt-get install --no-install-recommends libuv1'),
    });
    expect(machine.calls).toEqual([]);
  });

  test('PR14 names the packages on another system', async () => {
    await expect(install(fakeMachine({ isDebian: false }))).rejects.toMatchObject({
      next: expect.stringContaining('libuv1, libssl3'),
    });
  });

  test('PR3 shows the last words of apt when it fails', async () => {
    await expect(install(fakeMachine({ code: 100 }))).rejects.toMatchObject({ detail: 'no space left' });
  });

  test('PR3 shows of apt only what says where it stands', () => {
    expect(describeAptLine('Get:3 http://mirror bookworm/main amd64 meson all 1.0.1-5 [1 kB]')).toBe(
      'downloading meson',
    );
    expect(describeAptLine('Setting up meson (1.0.1-5) ...')).toBe('setting up meson');
    expect(describeAptLine('Reading package lists...')).toBeUndefined();
  });
});

describe('the machine', () => {
  test('PR13 a named Chromium is the only one that counts', () => {
    const canExecute = (file: string) => file === '/usr/bin/google-chrome';
    expect(chromiumBin({ named: undefined, platform: 'linux', canExecute })).toBe('/usr/bin/google-chrome');
    expect(chromiumBin({ named: '/opt/mine', platform: 'linux', canExecute })).toBeUndefined();
    expect(chromiumBin({ named: undefined, platform: 'darwin', canExecute })).toBeUndefined();
  });

  test("PR15 Electron's absence is remembered for a day", () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'circlewell-test-'));
    const file = path.join(folder, 'sub', 'failed-at');
    const day = 24 * 60 * 60_000;
    expect(hasFailedLately(file, 1_000)).toBe(false);
    remember(file, 1_000);
    expect(hasFailedLately(file, 1_000 + day - 1)).toBe(true);
    expect(hasFailedLately(file, 1_000 + day)).toBe(false);
    rmSync(folder, { recursive: true, force: true });
  });

  test('PR8 PR18 the usual folders are those of the platform', () => {
    const linux = { env: {}, home: '/home/m', platform: 'linux' as const };
    expect(cacheDir(linux)).toBe(path.join('/home/m', '.cache', 'circlewell'));
    expect(cacheDir({ ...linux, env: { XDG_CACHE_HOME: '/c' } })).toBe(path.join('/c', 'circlewell'));
    expect(defaultDataDir(linux)).toBe(path.join('/home/m', '.local', 'share', 'circlewell'));
    expect(defaultDataDir({ ...linux, platform: 'darwin' })).toContain('Application Support');
    expect(defaultDataDir({ ...linux, platform: 'win32', env: { APPDATA: '/a' } })).toBe(
      path.join('/a', 'Circlewell'),
    );
  });
});

describe('what a long step shows', () => {
  test('PR3 overwrites the line on a terminal and ends it before the next sentence', () => {
    let text = '';
    const reporter = createReporter({
      stream: { isTTY: true, write: (part: string) => void (text += part) },
    });
    reporter.progress('one');
    reporter.progress('two');
    reporter.say('Done.');
    expect(text).toBe('\r\u001b[2K  one\r\u001b[2K  two\nDone.\n');
  });

  test('PR3 stays readable in a log', () => {
    let text = '';
    let nowMs = 0;
    const reporter = createReporter({
      stream: { write: (part: string) => void (text += part) },
      now: () => nowMs,
    });
    for (nowMs = 0; nowMs <= 45_000; nowMs += 1_000) reporter.progress(`at ${nowMs}`);
    expect(text).toBe('  at 0\n  at 20000\n  at 40000\n');
  });

  test('PR3 durations are in words', () => {
    expect([850, 12_400, 185_000].map(formatDuration)).toEqual(['850 ms', '12 s', '3 min 05 s']);
  });
});
