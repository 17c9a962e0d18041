import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execFileSync } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { NODE_MODULES } from '../../scripts/lib/places.mjs';
import { missingLibraries, packagesFor } from '../../scripts/provision/worker-libraries.mjs';
import { cachedWorker, parseOsRelease } from '../../scripts/provision/worker-places.mjs';
import { fetchPrebuilt, prebuiltUrl } from '../../scripts/provision/worker-prebuilt.mjs';
import { describeBuild, parseNinjaLine } from '../../scripts/worker/ninja-progress.mjs';
import { smokeRun } from '../../scripts/worker/smoke.mjs';

const BASE_URL = 'MEDIASOUP_WORKER_PREBUILT_DOWNLOAD_BASE_URL';
let folder = '';
let server: Server | undefined;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'circlewell-test-'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  server?.closeAllConnections();
  server?.close();
  server = undefined;
  rmSync(folder, { recursive: true, force: true });
});

async function serve(answer: Parameters<typeof createServer>[1]): Promise<void> {
  const listening = createServer(answer ?? (() => {}));
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  const address = listening.address();
  if (address === null || typeof address === 'string') throw new Error('not listening');
  vi.stubEnv(BASE_URL, `http://127.0.0.1:${address.port}`);
}

const fetchIt = (silenceTimeoutMs = 5_000) =>
  fetchPrebuilt({
    packageDir: path.join(NODE_MODULES, 'mediasoup'),
    folder: path.join(folder, 'new'),
    silenceTimeoutMs,
  });

describe('the prebuilt worker', () => {
  test("PR8 its address follows mediasoup's own rule", () => {
    const manifest = { repository: { url: 'git+https://example.org/a/mediasoup.git' }, version: '3.1.2' };
    const machine = { platform: 'linux', arch: 'x64', kernel: '6.1.0-9-amd64' };
    expect(prebuiltUrl(manifest, machine)).toBe(
      'https://example.org/a/mediasoup/releases/download/3.1.2/mediasoup-worker-3.1.2-linux-x64-kernel6.tgz',
    );
    expect(prebuiltUrl(manifest, { ...machine, platform: 'darwin', baseUrl: 'http://mirror' })).toBe(
      'http://mirror/3.1.2/mediasoup-worker-3.1.2-darwin-x64.tgz',
    );
  });

  test('PR11 takes the worker, and nothing else, out of the archive', async () => {
    mkdirSync(path.join(folder, 'in'));
    writeFileSync(path.join(folder, 'in', 'mediasoup-worker'), 'the worker');
    writeFileSync(path.join(folder, 'in', 'other'), 'not wanted');
    const archive = path.join(folder, 'a.tgz');
    execFileSync('tar', ['-czf', archive, '-C', path.join(folder, 'in'), 'mediasoup-worker', 'other']);
    await serve((_request, response) => response.end(readFileSync(archive)));
    const file = path.join(folder, 'new', 'mediasoup-worker');
    expect(await fetchIt()).toEqual({ file });
    expect(readFileSync(file, 'utf8')).toBe('the worker');
    expect(execFileSync('ls', ['-A', path.dirname(file)], { encoding: 'utf8' })).toBe('mediasoup-worker\n');
  });

  test('PR11 gives up when nothing comes', async () => {
    await serve((_request, response) => {
      response.writeHead(200);
      response.write('a beginning');
    });
    expect(await fetchIt(200)).toEqual({ why: 'nothing came for 0.2 s' });
  });

  test('PR8 says why there is none', async () => {
    await serve((_request, response) => response.writeHead(404).end());
    expect(await fetchIt()).toEqual({ why: 'there is none for this system' });
    server?.close();
    await serve((_request, response) => response.end('no archive at all'));
    expect(await fetchIt()).toHaveProperty('why');
  });
});

describe('what the worker needs', () => {
  test('PR10 names the Debian packages of the libraries that ldd does not find', () => {
    const missing = missingLibraries(
      '\tlibuv.so.1 => /lib/libuv.so.1 (0x0)\n\tlibsrtp2.so.1 => not found\n\tlibcrypto.so.3 => not found\n\tlibssl.so.3 => not found\n',
    );
    expect(missing).toEqual(['libsrtp2.so.1', 'libcrypto.so.3', 'libssl.so.3']);
    expect(packagesFor(missing)).toEqual(['libsrtp2-1', 'libssl3']);
    expect(packagesFor(['libunknown.so.9'])).toEqual([]);
  });

  test('PR8 the cache folder tells version, platform, processor and system apart', () => {
    const kind = { version: '3.1.2', platform: 'linux', arch: 'x64', system: 'debian12' };
    expect(cachedWorker(kind)).toMatch(
      /circlewell.mediasoup-worker.3\.1\.2-linux-x64-debian12.mediasoup-worker$/,
    );
    expect(cachedWorker({ ...kind, system: '' })).toMatch(/3\.1\.2-linux-x64.mediasoup-worker$/);
  });

  test('PR8 reads the system from os-release', () => {
    expect(parseOsRelease('NAME="Debian"\nVERSION_ID="12"\nID=debian\nID_LIKE=x\n')).toBe('debian12');
    expect(parseOsRelease('ID=arch\n')).toBe('arch');
    expect(parseOsRelease('')).toBe('');
  });

  test("PR10 a program counts as the worker only if it ends with the worker's own code", () => {
    const file = path.join(folder, 'worker');
    const write = (code: number) => {
      writeFileSync(file, `#!/bin/sh\necho "no such library" >&2\nexit ${code}\n`);
      chmodSync(file, 0o755);
    };
    expect(smokeRun(file)).toEqual({ kind: 'missing' });
    write(41);
    expect(smokeRun(file)).toEqual({ kind: 'runs' });
    write(127);
    expect(smokeRun(file)).toEqual({ kind: 'broken', why: 'no such library' });
  });
});

describe('the progress of the build', () => {
  test("PR12 reads ninja's own count", () => {
    expect(parseNinjaLine('[12/215] Compiling C++ object worker.p/src_RTC_Router.cpp.o')).toEqual({
      done: 12,
      total: 215,
    });
    expect(parseNinjaLine('ninja: Entering directory `build`')).toBeUndefined();
    expect(parseNinjaLine('note: [1/0]')).toBeUndefined();
    expect(parseNinjaLine('[3/2] never')).toBeUndefined();
  });

  test('PR12 shows the time so far and, once it is more than a guess, the time left', () => {
    expect(describeBuild({ done: 1, total: 200 }, 2_000)).toBe(
      'compiling the SFU worker: 1 of 200 files (0 %), 2 s so far',
    );
    expect(describeBuild({ done: 50, total: 200 }, 120_000)).toBe(
      'compiling the SFU worker: 50 of 200 files (25 %), 2 min 00 s so far, about 6 min 00 s left',
    );
    expect(describeBuild({ done: 200, total: 200 }, 600_000)).toMatch(/\(100 %\), 10 min 00 s so far, done$/);
  });
});
