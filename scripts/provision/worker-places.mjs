// @ts-check
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { cacheDir, pinnedVersion } from '../lib/places.mjs';

/** @typedef {{ version: string, platform: string, arch: string, system: string }} WorkerKind */

/** @returns {WorkerKind} What a worker must be for, to run here. */
export function thisWorkerKind() {
  return {
    version: pinnedVersion('mediasoup'),
    platform: process.platform,
    arch: process.arch,
    system: process.platform === 'linux' ? readSystem() : '',
  };
}

/**
 * @param {WorkerKind} kind
 * @returns {string} Where a worker of that kind is kept, whether there is one or not.
 */
export function cachedWorker({ version, platform, arch, system }) {
  const folder = [version, platform, arch, system].filter((part) => part !== '').join('-');
  const name = platform === 'win32' ? 'mediasoup-worker.exe' : 'mediasoup-worker';
  return path.join(cacheDir(), 'mediasoup-worker', folder, name);
}

/**
 * The worker that the hub is to use: the one that `MEDIASOUP_WORKER_BIN` names, else the one in the cache folder.
 * Whoever starts a hub hands this path on as `MEDIASOUP_WORKER_BIN`.
 *
 * @returns {string}
 */
export function workerBin() {
  return namedWorker() ?? cachedWorker(thisWorkerKind());
}

/** @returns {string | undefined} The ready worker that a person named, as an absolute path. */
export function namedWorker() {
  const named = process.env['MEDIASOUP_WORKER_BIN'];
  return named ? path.resolve(named) : undefined;
}

/**
 * @returns {string} For example `debian12`: a worker built on the system's libraries is of no use on another release.
 */
function readSystem() {
  let text;
  try {
    text = readFileSync('/etc/os-release', 'utf8');
  } catch {
    return '';
  }
  return parseOsRelease(text);
}

/**
 * @param {string} text The contents of `/etc/os-release`.
 * @returns {string}
 */
export function parseOsRelease(text) {
  /** @param {string} key */
  const value = (key) => new RegExp(`^${key}="?([\\w.-]*)"?$`, 'm').exec(text)?.[1] ?? '';
  return `${value('ID')}${value('VERSION_ID')}`;
}
