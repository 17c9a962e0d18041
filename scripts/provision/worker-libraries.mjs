// @ts-check
import { spawnSync } from 'node:child_process';
import { HelpfulError } from '../lib/errors.mjs';
import { smokeRun } from '../worker/smoke.mjs';
import { installDebianPackages } from './apt.mjs';

/** @typedef {import('../lib/progress.mjs').Reporter} Reporter */

/** The shared libraries that a worker built on the system's libraries loads, and Debian's packages that hold them. */
const PACKAGE_OF = new Map([
  ['libuv.so.1', 'libuv1'],
  ['libssl.so.3', 'libssl3'],
  ['libcrypto.so.3', 'libssl3'],
  ['libsrtp2.so.1', 'libsrtp2-1'],
  ['libstdc++.so.6', 'libstdc++6'],
]);

/**
 * @param {string} lddOutput
 * @returns {string[]} The libraries that the loader does not find.
 */
export function missingLibraries(lddOutput) {
  return [...lddOutput.matchAll(/^\s*(\S+) => not found$/gm)].map((match) => match[1] ?? '');
}

/**
 * @param {readonly string[]} libraries
 * @returns {string[]} Debian's packages for them, each once; a library that no package is known for is left out.
 */
export function packagesFor(libraries) {
  return [...new Set(libraries.flatMap((name) => PACKAGE_OF.get(name) ?? []))];
}

/**
 * Makes a worker that is there run: where it does not start for want of libraries, installs them.
 *
 * @param {string} file
 * @param {Reporter} reporter
 * @returns {Promise<void>}
 * @throws {HelpfulError} Where it still does not run.
 */
export async function makeRunnable(file, reporter) {
  let result = smokeRun(file);
  if (result.kind === 'broken' && process.platform === 'linux') {
    const missing = missingLibraries(spawnSync('ldd', [file], { encoding: 'utf8' }).stdout ?? '');
    const packages = packagesFor(missing);
    if (packages.length > 0) {
      await installDebianPackages(packages, { purpose: 'to run the SFU worker', reporter });
      result = smokeRun(file);
    }
  }
  if (result.kind === 'runs') return;
  throw new HelpfulError(
    result.kind === 'missing'
      ? `There is no SFU worker at ${file}.`
      : `The SFU worker ${file} does not run on this machine: ${result.why}`,
    'If MEDIASOUP_WORKER_BIN names it, name one made for this system, or unset the variable and run the same ' +
      'command again: then a worker is downloaded or built.',
  );
}
