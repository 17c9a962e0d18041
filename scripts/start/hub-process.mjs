// @ts-check
import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { onExit } from '../lib/cleanup.mjs';
import { HelpfulError } from '../lib/errors.mjs';
import { defaultDataDir, nodeBin, ROOT, toolEnv } from '../lib/places.mjs';
import { chromiumBin } from '../provision/chromium.mjs';
import { workerBin } from '../provision/worker-places.mjs';
import { parseReadyLine } from './ready.mjs';

const READY_TIMEOUT_MS = 30_000;
/** How long a hub has to end cleanly before it is ended by force, in milliseconds (PR19). */
export const STOP_TIMEOUT_MS = 10_000;
const KEPT_LINES = 20;

/**
 * The environment of a hub, of tests and of benchmarks: the project's tools, its worker and its browser.
 *
 * @returns {NodeJS.ProcessEnv}
 */
export function hubEnv() {
  const chromium = chromiumBin();
  return toolEnv({
    MEDIASOUP_WORKER_BIN: workerBin(),
    ...(chromium === undefined ? {} : { CHROMIUM_BIN: chromium }),
  });
}

/**
 * @param {{ dataDir: string, port: number, isSample: boolean }} options
 * @returns {string[]} The hub's arguments.
 */
export function hubArgs({ dataDir, port, isSample }) {
  return ['--data', dataDir, '--port', String(port), ...(isSample ? ['--sample'] : [])];
}

/**
 * The arguments of a command of the hub, with the usual data folder where none is named, in a configuration file or in
 * the environment either.
 *
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {string[]}
 */
export function commandArgs(args, env) {
  const isNamed =
    args.some((arg) => /^--(data|config)(=|$)/.test(arg)) ||
    Boolean(env['CIRCLEWELL_DATA']) ||
    Boolean(env['CIRCLEWELL_CONFIG']);
  return isNamed ? [...args] : [...args, '--data', defaultDataDir()];
}

/**
 * A running hub. Its owner calls `stop`, which may be called again.
 *
 * @typedef {object} HubProcess
 * @property {Promise<import('./ready.mjs').Ready>} ready Rejects with a HelpfulError where the hub ends first, or stays
 *   silent and has been ended for it.
 * @property {Promise<number>} exited Its exit code; a hub that a signal ended counts as 1.
 * @property {() => Promise<number>} stop Asks it to end, insists after ten seconds; resolves with the exit code.
 */

/**
 * @param {string[]} args From `hubArgs`.
 * @param {{ onLine: (line: string) => void, entry?: string, node?: string, readyTimeoutMs?: number,
 *   stopTimeoutMs?: number }} options `onLine` gets each line of its log, and of its stdout apart from the ready message.
 * @returns {HubProcess}
 */
export function startHub(args, options) {
  const { onLine, entry = path.join(ROOT, '.vite', 'hub', 'main.js'), node = nodeBin() } = options;
  const child = spawn(node, [entry, ...args], {
    cwd: ROOT,
    env: hubEnv(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const forget = onExit(() => child.kill('SIGKILL'));
  /** @type {string[]} */
  const lastLines = [];
  /** @param {string} line */
  const keep = (line) => {
    lastLines.push(line);
    if (lastLines.length > KEPT_LINES) lastLines.shift();
    onLine(line);
  };
  createInterface({ input: child.stderr }).on('line', keep);

  /** @type {Promise<number>} */
  const exited = new Promise((resolve) => {
    child.once('error', (error) => {
      keep(error.message);
      resolve(1);
    });
    child.once('close', (code) => {
      forget();
      resolve(code ?? 1);
    });
  });

  /** @type {HubProcess['stop']} */
  const stop = async () => {
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), options.stopTimeoutMs ?? STOP_TIMEOUT_MS);
    const code = await exited;
    clearTimeout(timer);
    return code;
  };

  let isSilent = false;
  /** @type {HubProcess['ready']} */
  const ready = new Promise((resolve, reject) => {
    const silenceMs = options.readyTimeoutMs ?? READY_TIMEOUT_MS;
    const timer = setTimeout(() => {
      isSilent = true;
      void stop().then(() =>
        reject(
          new HelpfulError(
            `The hub was started but has not answered for ${silenceMs / 1000} seconds, so it was ended.`,
            'Its last words stand below. Start again; if it stays silent, try with "--sample" to see whether the data folder is the cause.',
            lastLines.join('\n'),
          ),
        ),
      );
    }, silenceMs);
    createInterface({ input: child.stdout }).on('line', (line) => {
      const message = parseReadyLine(line);
      if (message === undefined) return keep(line);
      clearTimeout(timer);
      resolve(message);
    });
    void exited.then((code) => {
      clearTimeout(timer);
      if (isSilent) return;
      reject(
        new HelpfulError(
          `The hub ended with code ${code} before it answered.`,
          'Its last words stand below.',
          lastLines.join('\n'),
        ),
      );
    });
  });

  return { ready, exited, stop };
}

const PINO_WARN = 40;

/**
 * @param {string} line A line of the hub's log.
 * @returns {string | undefined} What of it a person at the terminal is to see: warnings and errors, and whatever is
 *   not the log's own form.
 */
export function describeLogLine(line) {
  let entry;
  try {
    entry = JSON.parse(line);
  } catch {
    return line;
  }
  if (typeof entry !== 'object' || entry === null || typeof entry.level !== 'number') return line;
  return entry.level >= PINO_WARN ? `hub: ${entry.msg ?? line}` : undefined;
}
