// @ts-check
import { createRequire } from 'node:module';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { release } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** Some networks drop what they do not let through without a word: a download in which nothing moves for this long is given up. */
const SILENCE_TIMEOUT_MS = 10_000;

/**
 * The address of mediasoup's own prebuilt worker, by the rule of its `npm-scripts.mjs`.
 *
 * @param {{ repository: { url: string }, version: string }} manifest mediasoup's package.json.
 * @param {{ platform: string, arch: string, kernel: string, baseUrl?: string | undefined }} machine `kernel` as
 *   `os.release()` has it; `baseUrl` is mediasoup's `MEDIASOUP_WORKER_PREBUILT_DOWNLOAD_BASE_URL`.
 * @returns {string}
 */
export function prebuiltUrl({ repository, version }, { platform, arch, kernel, baseUrl }) {
  const base = baseUrl || `${repository.url.replace(/^git\+/, '').replace(/\.git$/, '')}/releases/download`;
  const kernelPart = platform === 'linux' ? `-kernel${Number(kernel.split('.')[0])}` : '';
  return `${base}/${version}/mediasoup-worker-${version}-${platform}-${arch}${kernelPart}.tgz`;
}

/**
 * Fetches mediasoup's prebuilt worker into `folder`. Nothing but the worker is taken out of the archive.
 *
 * @param {{ packageDir: string, folder: string, onProgress?: (text: string) => void, silenceTimeoutMs?: number }} options
 *   `packageDir` is `node_modules/mediasoup`.
 * @returns {Promise<{ file: string } | { why: string }>} Where it lies, or in words why it could not be had.
 */
export async function fetchPrebuilt({
  packageDir,
  folder,
  onProgress,
  silenceTimeoutMs = SILENCE_TIMEOUT_MS,
}) {
  const manifest = JSON.parse(readFileSync(path.join(packageDir, 'package.json'), 'utf8'));
  const url = prebuiltUrl(manifest, {
    platform: process.platform,
    arch: process.arch,
    kernel: release(),
    baseUrl: process.env['MEDIASOUP_WORKER_PREBUILT_DOWNLOAD_BASE_URL'],
  });
  mkdirSync(folder, { recursive: true });
  const archive = path.join(folder, 'worker.tgz');
  try {
    const fetched = await download(url, silenceTimeoutMs, onProgress);
    if ('why' in fetched) return fetched;
    writeFileSync(archive, fetched.bytes);
    const name = process.platform === 'win32' ? 'mediasoup-worker.exe' : 'mediasoup-worker';
    // mediasoup's own dependency, so it is there when mediasoup is.
    const tarModule = createRequire(path.join(packageDir, 'package.json')).resolve('tar');
    const tar = await import(pathToFileURL(tarModule).href);
    await tar.x({
      file: archive,
      cwd: folder,
      strict: true,
      filter: (/** @type {string} */ entry) => path.posix.normalize(entry) === name,
    });
    const file = path.join(folder, name);
    return existsSync(file) ? { file } : { why: 'the downloaded archive holds no worker' };
  } catch (error) {
    return { why: reason(error) };
  } finally {
    rmSync(archive, { force: true });
  }
}

/**
 * @param {string} url
 * @param {number} silenceTimeoutMs
 * @param {(text: string) => void} [onProgress]
 * @returns {Promise<{ bytes: Buffer } | { why: string }>}
 */
async function download(url, silenceTimeoutMs, onProgress) {
  const abort = new AbortController();
  const giveUp = () => abort.abort(new Error(`nothing came for ${silenceTimeoutMs / 1_000} s`));
  let timer = setTimeout(giveUp, silenceTimeoutMs);
  try {
    const response = await fetch(url, { signal: abort.signal });
    if (response.status === 404) return { why: 'there is none for this system' };
    if (!response.ok || response.body === null) return { why: `the server answered ${response.status}` };
    /** @type {Uint8Array[]} */
    const chunks = [];
    let size = 0;
    const reader = response.body.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      clearTimeout(timer);
      timer = setTimeout(giveUp, silenceTimeoutMs);
      chunks.push(value);
      size += value.byteLength;
      onProgress?.(`downloading the SFU worker: ${(size / 1_000_000).toFixed(1)} MB`);
    }
    return { bytes: Buffer.concat(chunks) };
  } finally {
    clearTimeout(timer);
  }
}

/**
 * @param {unknown} error
 * @returns {string}
 */
function reason(error) {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  return cause instanceof Error && cause.message !== '' ? cause.message : error.message;
}
