// @ts-check
import { formatDuration } from '../lib/progress.mjs';

/**
 * @typedef {{ done: number, total: number }} NinjaStep
 */

/**
 * @param {string} line A line of ninja's output.
 * @returns {NinjaStep | undefined} Undefined where the line carries no `[n/m]`.
 */
export function parseNinjaLine(line) {
  const match = /^\[(\d+)\/(\d+)\]/.exec(line);
  if (match === null) return undefined;
  const done = Number(match[1]);
  const total = Number(match[2]);
  return total > 0 && done <= total ? { done, total } : undefined;
}

/**
 * The line that a person sees while ninja runs. The time left is estimated from the mean of the files so far; it is
 * left out before the third file, when it would be a guess.
 *
 * @param {NinjaStep} step
 * @param {number} elapsedMs
 * @returns {string}
 */
export function describeBuild({ done, total }, elapsedMs) {
  const percent = Math.floor((done / total) * 100);
  const base = `compiling the SFU worker: ${done} of ${total} files (${percent} %), ${formatDuration(elapsedMs)} so far`;
  if (done < 3) return base;
  if (done === total) return `${base}, done`;
  return `${base}, about ${formatDuration((elapsedMs / done) * (total - done))} left`;
}
