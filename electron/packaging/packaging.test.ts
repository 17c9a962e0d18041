import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packageClosure } from './packageClosure.ts';
import { HUB_EXTERNALS, stageHub } from './stageHub.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'circlewell-package-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

async function install(place: string, manifest: Record<string, unknown>): Promise<void> {
  await mkdir(path.join(folder, place), { recursive: true });
  await writeFile(path.join(folder, place, 'package.json'), JSON.stringify(manifest));
}

describe('packageClosure', () => {
  it('follows dependencies as Node does: beside, then upwards', async () => {
    await install('node_modules/a', { dependencies: { b: '1', '@s/c': '1' } });
    await install('node_modules/a/node_modules/b', { dependencies: { '@s/c': '1', d: '1' } });
    await install('node_modules/b', {});
    await install('node_modules/@s/c', { dependencies: { a: '1' } });
    await install('node_modules/d', {});
    await expect(packageClosure(folder, ['a'])).resolves.toEqual([
      'node_modules/@s/c',
      'node_modules/a',
      'node_modules/a/node_modules/b',
      'node_modules/d',
    ]);
  });

  it('leaves out what is optional and not there, and says what is missing', async () => {
    await install('node_modules/a', { optionalDependencies: { native: '1' } });
    await expect(packageClosure(folder, ['a'])).resolves.toEqual(['node_modules/a']);
    await install('node_modules/a', { dependencies: { b: '1' } });
    await expect(packageClosure(folder, ['a'])).rejects.toThrow('b is needed by node_modules/a');
  });
});

describe('stageHub', () => {
  it('lays everything that the hub’s bundle leaves outside where Node finds it', async () => {
    const workerFile = path.join(folder, 'worker-for-this-system');
    await writeFile(workerFile, 'worker');
    await stageHub({
      root: ROOT,
      resourcesDir: folder,
      workerFile,
      buildHub: async (outDir) => {
        await mkdir(outDir, { recursive: true });
        await writeFile(path.join(outDir, 'main.js'), '');
      },
    });
    const entry = path.join(folder, 'hub', '.vite', 'hub', 'main.js');
    expect(existsSync(entry)).toBe(true);
    for (const name of HUB_EXTERNALS) expect(createRequire(entry).resolve(name)).toContain(folder);
    expect(existsSync(path.join(folder, 'hub', 'node_modules', 'mediasoup', 'worker'))).toBe(false);
    expect((await stat(path.join(folder, 'mediasoup-worker'))).mode & 0o111).toBe(0o111);
    await expect(readFile(path.join(folder, 'hub', 'package.json'), 'utf8')).resolves.toContain(
      '"type": "module"',
    );
  });
});
