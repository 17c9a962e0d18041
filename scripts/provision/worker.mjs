// @ts-check
import { chmodSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { onExit } from '../lib/cleanup.mjs';
import { HelpfulError } from '../lib/errors.mjs';
import { NODE_MODULES } from '../lib/places.mjs';
import { buildWorker } from '../worker/build-worker.mjs';
import { smokeRun } from '../worker/smoke.mjs';
import { makeRunnable } from './worker-libraries.mjs';
import { cachedWorker, namedWorker, thisWorkerKind } from './worker-places.mjs';
import { fetchPrebuilt } from './worker-prebuilt.mjs';
import { provideBuildTools } from './worker-source.mjs';

/**
 * @typedef {import('./provision.mjs').Step} Step
 * @typedef {import('../lib/progress.mjs').Reporter} Reporter
 */

/**
 * The ways to a worker; tests hand in their own. `fetch` and `build` put a worker into the given empty folder and
 * answer with its path; `fetch` may answer with the reason why there is none.
 *
 * @typedef {object} WorkerWays
 * @property {() => string | undefined} named
 * @property {() => string} cached
 * @property {(file: string) => boolean} runs
 * @property {(file: string, reporter: Reporter) => Promise<void>} makeRunnable
 * @property {(folder: string, reporter: Reporter) => Promise<{ file: string } | { why: string }>} fetch
 * @property {(folder: string, reporter: Reporter) => Promise<string>} build
 */

/** @returns {WorkerWays} */
function realWays() {
  const packageDir = path.join(NODE_MODULES, 'mediasoup');
  return {
    named: namedWorker,
    cached: () => cachedWorker(thisWorkerKind()),
    runs: (file) => smokeRun(file).kind === 'runs',
    makeRunnable,
    fetch: (folder, reporter) =>
      fetchPrebuilt({ packageDir, folder, onProgress: (text) => reporter.progress(text) }),
    async build(folder, reporter) {
      if (process.platform === 'win32') {
        throw new HelpfulError(
          'On Windows the SFU worker is not built from source.',
          'Download the prebuilt worker from the releases of mediasoup and name it in MEDIASOUP_WORKER_BIN.',
        );
      }
      await provideBuildTools(reporter);
      const outputFile = path.join(folder, 'built-worker');
      await buildWorker({ packageDir, outputFile, reporter });
      return outputFile;
    },
  };
}

/**
 * mediasoup's worker, which forwards the media. In this order: the one that `MEDIASOUP_WORKER_BIN` names; the one in
 * the cache folder; mediasoup's own prebuilt; one built from the npm package's sources. The last two end in the cache
 * folder, moved there whole and only after they have run.
 *
 * @param {WorkerWays} [ways]
 * @returns {Step}
 */
export function workerStep(ways = realWays()) {
  return {
    name: 'SFU worker',
    does: 'provides the program that forwards sound and pictures',
    takes: 'seconds where it can be downloaded, five to fifteen minutes where it must be built',
    isReady: () => ways.runs(ways.named() ?? ways.cached()),
    async provide(reporter) {
      const named = ways.named();
      if (named !== undefined) {
        await ways.makeRunnable(named, reporter);
        return;
      }
      const target = ways.cached();
      if (existsSync(target) && (await canRun(ways, target, reporter))) return;
      mkdirSync(path.dirname(target), { recursive: true });
      // Beside the target, so that the last move is one rename on one file system.
      const folder = mkdtempSync(path.join(path.dirname(target), '.new-'));
      const remove = () => rmSync(folder, { recursive: true, force: true });
      const forget = onExit(remove);
      try {
        const fresh = (await tryPrebuilt(ways, folder, reporter)) ?? (await ways.build(folder, reporter));
        chmodSync(fresh, 0o755);
        await ways.makeRunnable(fresh, reporter);
        renameSync(fresh, target);
        reporter.say(`The SFU worker is kept in ${path.dirname(target)}.`);
      } finally {
        remove();
        forget();
      }
    },
  };
}

/**
 * One that was kept and only lost a library needs that library, not minutes of compiling.
 *
 * @param {WorkerWays} ways
 * @param {string} file
 * @param {Reporter} reporter
 * @returns {Promise<boolean>}
 */
async function canRun(ways, file, reporter) {
  try {
    await ways.makeRunnable(file, reporter);
    return true;
  } catch (error) {
    if (!(error instanceof HelpfulError)) throw error;
    reporter.say(`${error.message} It is replaced.`);
    return false;
  }
}

/**
 * @param {WorkerWays} ways
 * @param {string} folder
 * @param {Reporter} reporter
 * @returns {Promise<string | undefined>}
 */
async function tryPrebuilt(ways, folder, reporter) {
  reporter.say('Asking for the prebuilt SFU worker (a few seconds; given up when nothing comes for ten).');
  const answer = await ways.fetch(folder, reporter);
  reporter.end();
  if ('why' in answer) {
    reporter.say(
      `The prebuilt SFU worker cannot be had: ${answer.why}. It is built from its sources instead.`,
    );
    return undefined;
  }
  chmodSync(answer.file, 0o755);
  if (ways.runs(answer.file)) return answer.file;
  reporter.say('The prebuilt SFU worker does not run on this system. It is built from its sources instead.');
  return undefined;
}
