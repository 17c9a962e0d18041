// @ts-check
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { onExit } from './cleanup.mjs';

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {'inherit' | 'stderr' | 'lines' | 'quiet'} [output] `inherit` gives the child this process's streams;
 *   `stderr` sends all that the child says to stderr, so that stdout stays free; `lines` and `quiet` show nothing.
 * @property {((line: string) => void) | undefined} [onLine] Called with each line of either stream (with `lines`).
 * @property {number} [timeoutMs] After it the child is ended and `timedOut` is true.
 */

/**
 * @typedef {object} RunResult
 * @property {number | null} code Null where a signal ended the child or it could not be started.
 * @property {boolean} timedOut
 * @property {string} tail The first and the last lines of both streams (with `lines` and `quiet`), or why the command
 *   could not start.
 */

const HEAD_LINES = 12;
const TAIL_LINES = 30;
const KILL_GRACE_MS = 3_000;

/**
 * Runs a command to its end. Never rejects: a command that cannot be started has `code` null and a `tail` that says why.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<RunResult>}
 */
export function run(command, args, options = {}) {
  const { output = 'inherit', onLine, timeoutMs, cwd, env } = options;
  /** @type {string[]} */
  const head = [];
  /** @type {string[]} */
  const tail = [];
  let dropped = 0;
  let timedOut = false;

  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env: env ?? process.env,
      stdio: stdioFor(output),
      shell: process.platform === 'win32',
    });
    const forget = onExit(() => child.kill('SIGTERM'));
    const timer =
      timeoutMs === undefined
        ? undefined
        : setTimeout(() => {
            timedOut = true;
            child.kill('SIGTERM');
            setTimeout(() => child.kill('SIGKILL'), KILL_GRACE_MS).unref();
          }, timeoutMs);

    for (const stream of [child.stdout, child.stderr]) {
      if (stream === null) continue;
      createInterface({ input: stream }).on('line', (line) => {
        (head.length < HEAD_LINES ? head : tail).push(line);
        if (tail.length > TAIL_LINES) {
          tail.shift();
          dropped += 1;
        }
        onLine?.(line);
      });
    }
    child.on('error', (error) => {
      clearTimeout(timer);
      forget();
      resolve({ code: null, timedOut, tail: error.message });
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      forget();
      const gap = dropped === 0 ? [] : [`… (${dropped} lines)`];
      resolve({ code, timedOut, tail: [...head, ...gap, ...tail].join('\n') });
    });
  });
}

/**
 * @param {NonNullable<RunOptions['output']>} output
 * @returns {import('node:child_process').StdioOptions}
 */
function stdioFor(output) {
  if (output === 'inherit') return 'inherit';
  if (output === 'stderr') return ['ignore', 2, 2];
  return ['ignore', 'pipe', 'pipe'];
}
