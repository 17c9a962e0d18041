// @ts-check
import { HelpfulError } from '../lib/errors.mjs';
import { formatDuration } from '../lib/progress.mjs';

/** @typedef {import('../lib/progress.mjs').Reporter} Reporter */

/**
 * One thing that must be on the machine.
 *
 * @typedef {object} Step
 * @property {string} name
 * @property {string} does Completes "This step …".
 * @property {string} takes How long it may take, in words.
 * @property {() => boolean} isReady Quick: some milliseconds, no network.
 * @property {(reporter: Reporter) => Promise<void>} provide Throws a HelpfulError that says what to do.
 * @property {boolean} [isOptional] True where the work can go on without it; then a failure is only said.
 */

/**
 * Goes through the steps in order and provides what is missing. Silent where everything is there.
 *
 * @param {readonly Step[]} steps
 * @param {Reporter} reporter
 * @returns {Promise<{ provided: string[], absent: string[] }>} What was put in place now, and the optional steps that
 *   could not be.
 * @throws {HelpfulError} From the first step that failed and is not optional; later steps are not tried.
 */
export async function provision(steps, reporter) {
  /** @type {string[]} */
  const provided = [];
  /** @type {string[]} */
  const absent = [];
  for (const step of steps) {
    if (step.isReady()) continue;
    reporter.say(`[${step.name}] ${step.does} (${step.takes}).`);
    const startedAt = Date.now();
    try {
      await step.provide(reporter);
      reporter.end();
      provided.push(step.name);
      reporter.say(`[${step.name}] ready after ${formatDuration(Date.now() - startedAt)}.`);
    } catch (error) {
      reporter.end();
      if (step.isOptional !== true || !(error instanceof HelpfulError)) throw error;
      absent.push(step.name);
      reporter.say(`[${step.name}] ${error.message} ${error.next}`);
    }
  }
  return { provided, absent };
}
