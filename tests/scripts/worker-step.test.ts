import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { HelpfulError } from '../../scripts/lib/errors.mjs';
import { workerStep } from '../../scripts/provision/worker.mjs';
import { createRecorder } from './recorder.ts';

/** In these tests a worker is a file that says what it is; "good" ones run. */
const runs = (file: string) => existsSync(file) && readFileSync(file, 'utf8').startsWith('good');

let home = '';
let target = '';

beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), 'circlewell-test-'));
  target = path.join(home, 'cache', 'kind', 'mediasoup-worker');
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

function fakeWays(options: { named?: string; prebuilt?: string; built?: string } = {}) {
  const calls: string[] = [];
  const write = (folder: string, text: string) => {
    const file = path.join(folder, 'fresh');
    writeFileSync(file, text);
    return file;
  };
  return {
    calls,
    named: () => options.named,
    cached: () => target,
    runs,
    async makeRunnable(file: string) {
      calls.push('makeRunnable');
      if (!runs(file)) throw new HelpfulError('It does not run.', 'Take another.');
    },
    async fetch(folder: string) {
      calls.push('fetch');
      return options.prebuilt === undefined
        ? { why: 'there is none for this system' }
        : { file: write(folder, options.prebuilt) };
    },
    async build(folder: string) {
      calls.push('build');
      return write(folder, options.built ?? 'good built');
    },
  };
}

const leftovers = () => readdirSync(path.dirname(target)).filter((name) => name.startsWith('.new-'));

describe('workerStep', () => {
  test('PR8 a named worker that runs is ready, whatever the cache holds', () => {
    const named = path.join(home, 'named');
    writeFileSync(named, 'good');
    expect(workerStep(fakeWays({ named })).isReady()).toBe(true);
  });

  test('PR9 a named worker that does not run is an error and is not replaced', async () => {
    const ways = fakeWays({ named: path.join(home, 'absent') });
    const step = workerStep(ways);
    expect(step.isReady()).toBe(false);
    await expect(step.provide(createRecorder())).rejects.toThrow('It does not run.');
    expect(ways.calls).toEqual(['makeRunnable']);
  });

  test('PR8 takes the prebuilt before it builds, and keeps it', async () => {
    const ways = fakeWays({ prebuilt: 'good prebuilt' });
    const step = workerStep(ways);
    await step.provide(createRecorder());
    expect(ways.calls).toEqual(['fetch', 'makeRunnable']);
    expect(readFileSync(target, 'utf8')).toBe('good prebuilt');
    expect(step.isReady()).toBe(true);
    expect(leftovers()).toEqual([]);
  });

  test('PR8 builds where the prebuilt cannot be had, and says why', async () => {
    const ways = fakeWays();
    const recorder = createRecorder();
    await workerStep(ways).provide(recorder);
    expect(ways.calls).toEqual(['fetch', 'build', 'makeRunnable']);
    expect(readFileSync(target, 'utf8')).toBe('good built');
    expect(recorder.lines.join('\n')).toContain('cannot be had: there is none for this system');
  });

  test('PR10 builds where the prebuilt does not run here', async () => {
    const ways = fakeWays({ prebuilt: 'for another C library' });
    await workerStep(ways).provide(createRecorder());
    expect(ways.calls).toEqual(['fetch', 'build', 'makeRunnable']);
    expect(readFileSync(target, 'utf8')).toBe('good built');
  });

  test('PR4 PR10 a built worker that does not run never reaches the cache, and nothing is left behind', async () => {
    const step = workerStep(fakeWays({ built: 'crashes' }));
    await expect(step.provide(createRecorder())).rejects.toThrow('It does not run.');
    expect(existsSync(target)).toBe(false);
    expect(leftovers()).toEqual([]);
  });

  test('PR10 a kept worker that stopped running is replaced', async () => {
    await workerStep(fakeWays()).provide(createRecorder());
    writeFileSync(target, 'broken by an upgrade');
    const ways = fakeWays({ built: 'good again' });
    await workerStep(ways).provide(createRecorder());
    expect(ways.calls).toEqual(['makeRunnable', 'fetch', 'build', 'makeRunnable']);
    expect(readFileSync(target, 'utf8')).toBe('good again');
  });
});
