// @ts-check
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/**
 * The worker's own code for "started without MEDIASOUP_VERSION" (`worker/src/main.cpp`). Reaching it proves that the
 * file runs on this machine with all of its libraries, which is how mediasoup checks its own download.
 */
const STARTED_WITHOUT_VERSION = 41;
const SMOKE_TIMEOUT_MS = 5_000;

/** @typedef {{ kind: 'runs' } | { kind: 'missing' } | { kind: 'broken', why: string }} SmokeResult */

/**
 * Starts the worker with an empty environment and looks how it ends; takes a few milliseconds.
 *
 * @param {string} file
 * @returns {SmokeResult}
 */
export function smokeRun(file) {
  if (!existsSync(file)) return { kind: 'missing' };
  const result = spawnSync(file, [], {
    env: {},
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
    timeout: SMOKE_TIMEOUT_MS,
  });
  if (result.status === STARTED_WITHOUT_VERSION) return { kind: 'runs' };
  const why = result.error?.message ?? result.stderr.trim();
  return { kind: 'broken', why: why === '' ? `it ended with code ${result.status ?? result.signal}` : why };
}
