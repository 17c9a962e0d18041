// @ts-check
import { spawnSync } from 'node:child_process';
import { installDebianPackages } from './apt.mjs';

/** @typedef {import('../lib/progress.mjs').Reporter} Reporter */

/** What the build from source needs, by Debian's names. */
export const BUILD_PACKAGES = [
  'meson',
  'ninja-build',
  'g++',
  'pkg-config',
  'libssl-dev',
  'libuv1-dev',
  'libsrtp2-dev',
  'flatbuffers-compiler',
  'libflatbuffers-dev',
];

/** Answers with success where the tool or library is there; the last line asks for four libraries at once. */
const CHECKS = [
  ['meson', '--version'],
  ['ninja', '--version'],
  ['c++', '--version'],
  ['strip', '--version'],
  ['flatc', '--version'],
  ['pkg-config', '--exists', 'openssl', 'libuv', 'libsrtp2', 'flatbuffers'],
];

/**
 * Sees to it that the tools and libraries of the build from source are there: on any system where they are installed
 * nothing is done, on Debian they are installed.
 *
 * @param {Reporter} reporter
 * @returns {Promise<void>}
 * @throws {import('../lib/errors.mjs').HelpfulError}
 */
export async function provideBuildTools(reporter) {
  const isAllThere = CHECKS.every(
    ([command = '', ...args]) => spawnSync(command, args, { stdio: 'ignore' }).status === 0,
  );
  if (isAllThere) return;
  await installDebianPackages(BUILD_PACKAGES, {
    purpose: 'to build the SFU worker from its sources',
    reporter,
  });
}
