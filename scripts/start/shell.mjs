// @ts-check
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { onExit } from '../lib/cleanup.mjs';
import { cacheDir, ROOT, toolEnv } from '../lib/places.mjs';
import { chromiumBin } from '../provision/chromium.mjs';
import { electronBin } from '../provision/electron.mjs';

/**
 * What the console is shown in. `none` carries a sentence that says why there is no window, or nothing where nobody
 * asked for one.
 *
 * @typedef {{ kind: 'electron', file: string } | { kind: 'chromium', file: string } | { kind: 'none', why?: string }} Shell
 */

/**
 * @typedef {object} ShellMachine
 * @property {boolean} hasDisplay
 * @property {string | undefined} electron Its program, where it can be used.
 * @property {string | undefined} chromium
 */

/**
 * @param {NodeJS.ProcessEnv} [env]
 * @param {NodeJS.Platform} [platform]
 * @returns {boolean} True where a window can be shown.
 */
export function hasDisplay(env = process.env, platform = process.platform) {
  return platform !== 'linux' || Boolean(env['DISPLAY'] || env['WAYLAND_DISPLAY']);
}

/** @returns {ShellMachine} */
export function thisShellMachine() {
  const isShellBuilt = existsSync(path.join(ROOT, '.vite', 'electron', 'main.cjs'));
  return {
    hasDisplay: hasDisplay(),
    electron: isShellBuilt ? electronBin() : undefined,
    chromium: chromiumBin(),
  };
}

/**
 * @param {import('./options.mjs').Shell} wanted
 * @param {ShellMachine} machine
 * @returns {Shell}
 */
export function chooseShell(wanted, { hasDisplay, electron, chromium }) {
  if (wanted === 'none') return { kind: 'none' };
  if (!hasDisplay) return { kind: 'none', why: 'There is no display here, so no window is opened.' };
  if (wanted !== 'chromium' && electron !== undefined) return { kind: 'electron', file: electron };
  if (chromium !== undefined) return { kind: 'chromium', file: chromium };
  return { kind: 'none', why: 'There is neither Electron nor Chromium here, so no window is opened.' };
}

/**
 * Each practice's data has a window profile of its own. Chromium and Electron hand a second start over to the window that
 * has the same profile and end at once, which would pass for a person who closes the window.
 *
 * @param {{ dir: string, isThrowAway: boolean }} data
 * @returns {string}
 */
export function windowProfileDir({ dir, isThrowAway }) {
  if (isThrowAway) return path.join(dir, 'window-profile');
  const name = createHash('sha256').update(path.resolve(dir)).digest('hex').slice(0, 12);
  return path.join(cacheDir(), 'window-profiles', name);
}

/**
 * @param {Exclude<Shell, { kind: 'none' }>} shell
 * @param {{ url: string, profileDir: string, isRoot: boolean }} options `profileDir` keeps the window's own browser
 *   profile apart from the user's.
 * @returns {string[]}
 */
export function shellArgs(shell, { url, profileDir, isRoot }) {
  // Chromium refuses to run in its sandbox as root.
  const sandbox = isRoot ? ['--no-sandbox'] : [];
  if (shell.kind === 'electron') return [...sandbox, ROOT];
  return [
    ...sandbox,
    `--app=${url}`,
    `--user-data-dir=${profileDir}`,
    '--window-size=1440,900',
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--autoplay-policy=no-user-gesture-required',
  ];
}

/**
 * Opens the console's window.
 *
 * @param {Exclude<Shell, { kind: 'none' }>} shell
 * @param {{ url: string, profileDir: string }} options
 * @returns {{ closed: Promise<{ isClean: boolean }>, close: () => Promise<void> }} `closed` is clean where the person
 *   closed the window, and not where the window's program failed.
 */
export function openShell(shell, options) {
  const isRoot = process.getuid?.() === 0;
  const child = spawn(shell.file, shellArgs(shell, { ...options, isRoot }), {
    env: toolEnv({ CIRCLEWELL_HUB_URL: options.url, CIRCLEWELL_PROFILE_DIR: options.profileDir }),
    stdio: 'ignore',
  });
  const forget = onExit(() => child.kill('SIGKILL'));
  /** @type {Promise<{ isClean: boolean }>} */
  const closed = new Promise((resolve) => {
    child.once('error', () => resolve({ isClean: false }));
    child.once('exit', (code) => {
      forget();
      resolve({ isClean: code === 0 });
    });
  });
  return {
    closed,
    async close() {
      child.kill('SIGTERM');
      await closed;
    },
  };
}
