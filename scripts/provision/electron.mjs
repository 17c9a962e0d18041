// @ts-check
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { HelpfulError } from '../lib/errors.mjs';
import { withHeartbeat } from '../lib/progress.mjs';
import { cacheDir, NODE_MODULES, nodeBin, toolEnv } from '../lib/places.mjs';
import { run } from '../lib/run.mjs';

/** @typedef {import('./provision.mjs').Step} Step */

const PROBE_TIMEOUT_MS = 8_000;
const DOWNLOAD_TIMEOUT_MS = 10 * 60_000;
const RETRY_AFTER_MS = 24 * 60 * 60_000;

/**
 * @returns {string | undefined} Electron's program, where it has been downloaded.
 */
export function electronBin() {
  const home = path.join(NODE_MODULES, 'electron');
  try {
    const file = path.join(home, 'dist', readFileSync(path.join(home, 'path.txt'), 'utf8'));
    return existsSync(file) ? file : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Electron's program, which its npm package does not hold: it is downloaded from outside the package registry. Always
 * optional, since the console shows in a Chromium window just as well.
 *
 * @param {{ isAsked: boolean, now?: () => number }} options `isAsked`: a person asked for Electron by name, so the
 *   memory of an earlier failure, which otherwise holds for a day, does not count.
 * @returns {Step}
 */
export function electronStep({ isAsked, now = Date.now }) {
  return {
    name: 'Electron',
    does: 'downloads the desktop shell',
    takes: 'a minute or two, or a few seconds where the download is impossible',
    isOptional: true,
    isReady: () => electronBin() !== undefined || (!isAsked && hasFailedLately(memoryFile(), now())),
    async provide(reporter) {
      const reachable = await canReachDownload();
      if (!reachable) {
        remember(memoryFile(), now());
        throw cannotBeHad('its download cannot be reached from here');
      }
      const install = run(nodeBin(), [path.join(NODE_MODULES, 'electron', 'install.js')], {
        output: 'lines',
        env: toolEnv(),
        timeoutMs: DOWNLOAD_TIMEOUT_MS,
      });
      const result = await withHeartbeat(reporter, 'downloading Electron', install);
      if (electronBin() === undefined) {
        remember(memoryFile(), now());
        throw cannotBeHad(result.timedOut ? 'its download took too long' : 'its download failed');
      }
      rmSync(memoryFile(), { force: true });
    },
  };
}

/** @param {string} why */
function cannotBeHad(why) {
  return new HelpfulError(
    `Electron cannot be had: ${why}.`,
    'The console opens in a Chromium window instead. It is asked for again tomorrow, or at once with "npm start -- --shell electron".',
  );
}

/**
 * @param {string} file
 * @param {number} nowMs
 * @returns {boolean}
 */
export function hasFailedLately(file, nowMs) {
  try {
    const failedAt = Number(readFileSync(file, 'utf8'));
    return nowMs - failedAt >= 0 && nowMs - failedAt < RETRY_AFTER_MS;
  } catch {
    return false;
  }
}

/**
 * @param {string} file
 * @param {number} nowMs
 */
export function remember(file, nowMs) {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, String(nowMs));
}

function memoryFile() {
  return path.join(cacheDir(), 'electron-failed-at');
}

/** Any answer at all, in a few seconds, says that the download is worth trying. */
async function canReachDownload() {
  const { env } = process;
  // Behind a proxy only the installer itself knows the way.
  if (env['ELECTRON_GET_USE_PROXY']) return true;
  const manifest = JSON.parse(readFileSync(path.join(NODE_MODULES, 'electron', 'package.json'), 'utf8'));
  const url =
    env['ELECTRON_MIRROR'] || String(manifest.repository?.url ?? manifest.repository).replace(/^git\+/, '');
  try {
    await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(PROBE_TIMEOUT_MS) });
    return true;
  } catch {
    return false;
  }
}
