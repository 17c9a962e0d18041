// @ts-check
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { HelpfulError } from '../lib/errors.mjs';
import { run } from '../lib/run.mjs';

/** @typedef {import('../lib/progress.mjs').Reporter} Reporter */

/**
 * What of the machine the helper needs to know; tests hand in their own.
 *
 * @typedef {object} AptMachine
 * @property {() => boolean} isDebian True for Debian and what is made from it.
 * @property {() => boolean} isRoot
 * @property {(name: string) => boolean} isInstalled
 * @property {(args: string[], onLine: (line: string) => void) => Promise<{ code: number | null, tail: string }>} apt
 */

/** Another package manager at work (an automatic upgrade) is waited for this long. */
const LOCK_TIMEOUT_S = 300;

/** @type {AptMachine} */
export const thisMachine = {
  isDebian: () => existsSync('/etc/debian_version') && existsSync('/usr/bin/apt-get'),
  isRoot: () => process.getuid?.() === 0,
  isInstalled: (name) => {
    const query = spawnSync('dpkg-query', ['-W', '-f=${db:Status-Status}', name], { encoding: 'utf8' });
    // One word per architecture; "not-installed" and "config-files" are other words.
    return query.status === 0 && /^(installed)+$/.test(query.stdout);
  },
  apt: (args, onLine) =>
    run('apt-get', args, {
      output: 'lines',
      onLine,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C.UTF-8' },
    }),
};

let isListFresh = false;

/**
 * @param {readonly string[]} packages
 * @returns {string} What a person types to install them.
 */
export function aptCommand(packages) {
  return `sudo apt-get update && sudo apt-get install --no-install-recommends ${packages.join(' ')}`;
}

/**
 * Installs those of the Debian packages that are missing, with a progress line; the package lists are refreshed once
 * per run of the program.
 *
 * @param {readonly string[]} packages
 * @param {object} options
 * @param {string} options.purpose Completes "These are needed …", for example "to run the SFU worker".
 * @param {Reporter} options.reporter
 * @param {AptMachine} [options.machine]
 * @returns {Promise<void>}
 * @throws {HelpfulError} Where this is not Debian, or the user may not install, or apt failed; it names the command.
 */
export async function installDebianPackages(packages, { purpose, reporter, machine = thisMachine }) {
  if (!machine.isDebian()) {
    throw new HelpfulError(
      `Some of the system's packages are needed ${purpose}, and this is not a Debian system, so they are not installed by themselves.`,
      `Install what your system calls ${packages.join(', ')}, then run the same command again.`,
    );
  }
  const missing = packages.filter((name) => !machine.isInstalled(name));
  if (missing.length === 0) return;
  if (!machine.isRoot()) {
    throw new HelpfulError(
      `The Debian packages ${missing.join(', ')} are needed ${purpose}, and installing them takes an administrator's rights.`,
      `Run this once, then the same command again:\n  ${aptCommand(missing)}`,
    );
  }

  reporter.say(`Installing Debian packages ${purpose}: ${missing.join(', ')} (a few minutes at most).`);
  if (!isListFresh) {
    reporter.progress('refreshing the package lists');
    // A list that cannot be refreshed is no reason to stop: what apt knows already may do.
    isListFresh = (await machine.apt(['update', '-q'], () => {})).code === 0;
  }
  const result = await machine.apt(
    [
      'install',
      '-y',
      '-q',
      '--no-install-recommends',
      '-o',
      `DPkg::Lock::Timeout=${LOCK_TIMEOUT_S}`,
      '-o',
      'Dpkg::Use-Pty=0',
      ...missing,
    ],
    (line) => {
      const shown = describeAptLine(line);
      if (shown !== undefined) reporter.progress(shown);
    },
  );
  reporter.end();
  if (result.code !== 0) {
    throw new HelpfulError(
      `apt-get could not install ${missing.join(', ')}.`,
      `See below why. Put it right (often the network, or too little disk), or run by hand:\n  ${aptCommand(missing)}`,
      result.tail,
    );
  }
}

/**
 * @param {string} line A line of apt-get's output.
 * @returns {string | undefined} What of it is worth showing.
 */
export function describeAptLine(line) {
  const download = /^Get:\d+ \S+ \S+ \S+ (\S+) /.exec(line);
  if (download !== null) return `downloading ${download[1]}`;
  const unpack = /^(Unpacking|Setting up) (\S+)/.exec(line);
  if (unpack !== null) return `${unpack[1] === 'Unpacking' ? 'unpacking' : 'setting up'} ${unpack[2]}`;
  return undefined;
}
