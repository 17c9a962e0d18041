// @ts-check
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ensureBuilt } from '../lib/build.mjs';
import { describe } from '../lib/errors.mjs';
import { ROOT } from '../lib/places.mjs';
import { run } from '../lib/run.mjs';
import { hubEnv } from '../start/hub-process.mjs';
import { countPlaywright, countVitest, judge } from './count.mjs';
import { failureOfCheck, failuresOfPlaywright, failuresOfVitest } from './failures.mjs';

/** @typedef {import('./count.mjs').Count} Count */
/** @typedef {import('./failures.mjs').Failure} Failure */
/** @typedef {{ count: Count, failures: readonly Failure[] }} Outcome `failures` are those that the runner told of. */
/** @typedef {'static' | 'unit' | 'e2e'} Part */

/**
 * @typedef {object} Suite
 * @property {string} name
 * @property {readonly Part[]} parts
 * @property {(extraArgs: readonly string[]) => Promise<Outcome>} run `extraArgs` go to the runner.
 */

/** @type {readonly Part[]} */
export const PARTS = ['static', 'unit', 'e2e'];

/** @type {readonly Suite[]} */
export const SUITES = [
  { name: 'format', parts: ['static'], run: () => runScript('format', ' --check') },
  { name: 'lint', parts: ['static'], run: () => runScript('lint') },
  { name: 'types', parts: ['static'], run: () => runScript('types') },
  { name: 'borders and cycles', parts: ['static'], run: () => runScript('borders') },
  { name: 'unused code', parts: ['static'], run: () => runScript('unused') },
  { name: 'lock file', parts: ['static'], run: () => runScript('lock', ' --check') },
  { name: 'build', parts: ['unit', 'e2e'], run: runBuild },
  { name: 'unit and integration', parts: ['unit'], run: runVitest },
  { name: 'end to end', parts: ['e2e'], run: runPlaywright },
];

/** @returns {NodeJS.ProcessEnv} Without colours where nobody watches, so that a log can be read and searched. */
function testEnv() {
  return process.stdout.isTTY ? hubEnv() : { ...hubEnv(), NO_COLOR: '1' };
}

const PASSED = { count: { passed: 1, failed: 0, skipped: 0 }, failures: [] };

/**
 * @param {Failure} failure
 * @returns {Outcome}
 */
function failedAs(failure) {
  return { count: { passed: 0, failed: 1, skipped: 0 }, failures: [failure] };
}

/** @returns {Promise<Outcome>} */
async function runBuild() {
  try {
    await ensureBuilt();
    return PASSED;
  } catch (error) {
    const said = describe(error);
    process.stdout.write(`${said}\n`);
    return failedAs(failureOfCheck('build', said.split('\n')));
  }
}

/**
 * Runs one of package.json's scripts, so that a check by hand and a check here are the same. What it says is shown as it comes, and
 * kept for the account of failures.
 *
 * @param {string} name
 * @param {string} [suffix]
 * @returns {Promise<Outcome>}
 */
async function runScript(name, suffix = '') {
  const { scripts } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
  const [command = '', ...args] = `${scripts[name]}${suffix}`.split(' ');
  return runCheck(name, command, args);
}

/**
 * @param {string} name
 * @param {string} command
 * @param {string[]} args
 * @returns {Promise<Outcome>}
 */
export async function runCheck(name, command, args) {
  /** @type {string[]} */
  const said = [];
  /** @param {string} line */
  const onLine = (line) => {
    process.stdout.write(`${line}\n`);
    said.push(line);
  };
  // Behind a pipe a tool takes nobody to be watching; whether somebody is, is known here.
  const env = process.stdout.isTTY ? { ...testEnv(), FORCE_COLOR: '1' } : testEnv();
  const { code, tail } = await run(command, args, { cwd: ROOT, env, output: 'lines', onLine });
  if (code === 0) return PASSED;
  if (code === null) onLine(tail);
  onLine(`"${command}" ended with ${code ?? 'no code'}. Run "npm run ${name}" alone to see it again.`);
  return failedAs(failureOfCheck(name, said));
}

/**
 * @param {readonly string[]} extraArgs
 * @returns {Promise<Outcome>}
 */
function runVitest(extraArgs) {
  return withReport({ count: countVitest, failures: failuresOfVitest }, async (file) => {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
    return await run('vitest', ['run', ...reporters, ...extraArgs], { cwd: ROOT, env: testEnv() });
  });
}

/**
 * @param {readonly string[]} extraArgs
 * @returns {Promise<Outcome>}
 */
function runPlaywright(extraArgs) {
  return withReport({ count: countPlaywright, failures: failuresOfPlaywright }, async (file) => {
    const args = ['test', '-c', 'tests/e2e/playwright.config.ts', '--reporter=list,json', ...extraArgs];
    const env = { ...testEnv(), PLAYWRIGHT_JSON_OUTPUT_NAME: file, PLAYWRIGHT_JSON_OUTPUT_FILE: file };
    return await run('playwright', args, { cwd: ROOT, env });
  });
}

/**
 * @typedef {object} Reading How a runner's report is read.
 * @property {(report: unknown) => Count} count
 * @property {(report: unknown) => readonly Failure[]} failures
 */

/**
 * @param {Reading} reading
 * @param {(file: string) => Promise<{ code: number | null }>} runner Writes its report into the file.
 * @returns {Promise<Outcome>}
 */
async function withReport(reading, runner) {
  const folder = mkdtempSync(path.join(tmpdir(), 'circlewell-test-'));
  try {
    const file = path.join(folder, 'report.json');
    const { code } = await runner(file);
    const report = readReport(file);
    const counted = report === undefined ? undefined : reading.count(report);
    return { count: judge(counted, code === 0), failures: reading.failures(report) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @param {string} file
 * @returns {unknown} Undefined where there is none that can be read.
 */
function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    process.stdout.write('The test runner left no report that can be read.\n');
    return undefined;
  }
}
