// @ts-check
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { HelpfulError } from '../lib/errors.mjs';
import { withHeartbeat } from '../lib/progress.mjs';
import { run } from '../lib/run.mjs';

/** @typedef {import('./provision.mjs').Step} Step */

const STAMP = '.circlewell-stamp';

/**
 * The npm packages, installed without any package's own scripts: mediasoup's would download and then build with tools
 * from another registry, Electron's would download. What those scripts do that is needed, the other steps do.
 *
 * @param {string} root The project's folder.
 * @returns {Step}
 */
export function packagesStep(root) {
  return {
    name: 'packages',
    does: 'installs the npm packages that the lock file names',
    takes: 'one to three minutes',
    isReady: () => arePackagesReady(root),
    async provide(reporter) {
      const install = run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
        cwd: root,
        output: 'lines',
      });
      const result = await withHeartbeat(reporter, 'installing packages', install);
      if (result.code !== 0) {
        throw new HelpfulError(
          'npm could not install the packages that package-lock.json names.',
          'See below why: most often the package registry cannot be reached, or package.json was changed without ' +
            '"npm install --ignore-scripts". Put it right and run the same command again.',
          result.tail,
        );
      }
      writeStamp(root);
    },
  };
}

/**
 * True where `node_modules` holds what the lock file names: by the stamp that the last installation left, or, where a
 * person ran npm by hand, by npm's own list of what it installed.
 *
 * @param {string} root
 * @returns {boolean}
 */
export function arePackagesReady(root) {
  const modules = path.join(root, 'node_modules');
  const installed = path.join(modules, '.package-lock.json');
  if (!existsSync(installed)) return false;
  const stamp = path.join(modules, STAMP);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === stampText(root)) return true;
  if (!hasAll(readLock(path.join(root, 'package-lock.json')), readLock(installed))) return false;
  writeStamp(root);
  return true;
}

/**
 * @typedef {Record<string, { version?: string, integrity?: string, optional?: boolean, devOptional?: boolean, link?: boolean }>} LockedPackages
 */

/**
 * @param {LockedPackages} wanted
 * @param {LockedPackages} installed
 * @returns {boolean} True where every wanted package is installed at the same version; optional ones, which another
 *   platform may need, may be absent.
 */
export function hasAll(wanted, installed) {
  return Object.entries(wanted).every(([place, entry]) => {
    if (place === '' || entry.link === true) return true;
    const found = installed[place];
    if (found === undefined) return entry.optional === true || entry.devOptional === true;
    return found.version === entry.version && found.integrity === entry.integrity;
  });
}

/**
 * @param {string} file
 * @returns {LockedPackages}
 */
function readLock(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages ?? {};
}

/**
 * @param {string} root
 * @returns {string} Changes with the lock file and with npm's list of what is installed.
 */
function stampText(root) {
  const hash = createHash('sha256');
  hash.update(readFileSync(path.join(root, 'package-lock.json')));
  hash.update('\0');
  hash.update(readFileSync(path.join(root, 'node_modules', '.package-lock.json')));
  return hash.digest('hex');
}

/** @param {string} root */
function writeStamp(root) {
  writeFileSync(path.join(root, 'node_modules', STAMP), stampText(root));
}
