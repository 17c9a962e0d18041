// @ts-check
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export const NODE_MODULES = path.join(ROOT, 'node_modules');

/** @typedef {{ env: NodeJS.ProcessEnv, home: string, platform: NodeJS.Platform }} Home */

/** @type {() => Home} */
const thisHome = () => ({ env: process.env, home: homedir(), platform: process.platform });

/**
 * @param {Home} [of]
 * @returns {string} Where things are kept that can be made again, such as a worker built from source.
 */
export function cacheDir({ env, home } = thisHome()) {
  return path.join(env['XDG_CACHE_HOME'] || path.join(home, '.cache'), 'circlewell');
}

/**
 * @param {Home} [of]
 * @returns {string} Where a practice's data lies unless `--data` says otherwise.
 */
export function defaultDataDir({ env, home, platform } = thisHome()) {
  if (platform === 'darwin') return path.join(home, 'Library', 'Application Support', 'Circlewell');
  if (platform === 'win32')
    return path.join(env['APPDATA'] || path.join(home, 'AppData', 'Roaming'), 'Circlewell');
  return path.join(env['XDG_DATA_HOME'] || path.join(home, '.local', 'share'), 'circlewell');
}

/**
 * @param {string} name
 * @returns {string} The version of a dependency that package.json pins.
 */
export function pinnedVersion(name) {
  const manifest = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
  const version = manifest.dependencies?.[name] ?? manifest.devDependencies?.[name];
  if (typeof version !== 'string') throw new Error(`package.json does not name ${name}`);
  return version;
}

/**
 * The environment of everything the project starts: its own Node and its own tools come first on the PATH.
 *
 * @param {NodeJS.ProcessEnv} [extra]
 * @returns {NodeJS.ProcessEnv}
 */
export function toolEnv(extra = {}) {
  const key = Object.keys(process.env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
  const first = [path.join(NODE_MODULES, 'node', 'bin'), path.join(NODE_MODULES, '.bin')];
  return { ...process.env, [key]: [...first, process.env[key] ?? ''].join(path.delimiter), ...extra };
}

/** @returns {string} The project's own Node, which step `node` puts there. */
export function nodeBin() {
  return path.join(NODE_MODULES, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}
