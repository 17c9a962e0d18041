// @ts-check
import { field, list, number } from './report.mjs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Count */

/**
 * @param {readonly Count[]} counts
 * @returns {string} The closing line of a test run: alone on its line, nothing before it.
 */
export function closingLine(counts) {
  const sum = { passed: 0, failed: 0, skipped: 0 };
  for (const { passed, failed, skipped } of counts) {
    sum.passed += passed;
    sum.failed += failed;
    sum.skipped += skipped;
  }
  const skipped = sum.skipped > 0 ? `, ${sum.skipped} skipped` : '';
  return `${sum.passed} passed, ${sum.failed} failed${skipped}`;
}

/**
 * @param {unknown} report What Vitest's JSON reporter wrote.
 * @returns {Count} A file that could not be loaded counts as one failed test.
 */
export function countVitest(report) {
  const files = list(field(report, 'testResults'));
  const unloaded = files.filter(
    (file) => field(file, 'status') === 'failed' && list(field(file, 'assertionResults')).length === 0,
  );
  return {
    passed: number(field(report, 'numPassedTests')),
    failed: number(field(report, 'numFailedTests')) + unloaded.length,
    skipped: number(field(report, 'numPendingTests')) + number(field(report, 'numTodoTests')),
  };
}

/**
 * @param {unknown} report What Playwright's JSON reporter wrote.
 * @returns {Count} A test that passed only when it was tried again counts as failed: it does not show what it says.
 */
export function countPlaywright(report) {
  const stats = field(report, 'stats');
  return {
    passed: number(field(stats, 'expected')),
    failed: number(field(stats, 'unexpected')) + number(field(stats, 'flaky')),
    skipped: number(field(stats, 'skipped')),
  };
}

/**
 * What a suite's outcome counts for: a runner that failed without a failed test, and one that ran no test at all, are
 * failures too.
 *
 * @param {Count | undefined} counted Undefined where the runner left no report.
 * @param {boolean} isSuccess Whether the runner itself ended well.
 * @returns {Count}
 */
export function judge(counted, isSuccess) {
  if (counted === undefined) return { passed: 0, failed: 1, skipped: 0 };
  const hasNothingRun = counted.passed + counted.failed === 0;
  const hasHiddenFailure = !isSuccess && counted.failed === 0;
  return hasNothingRun || hasHiddenFailure ? { ...counted, failed: counted.failed + 1 } : counted;
}
