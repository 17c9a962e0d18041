// @ts-check
import { stripVTControlCharacters } from 'node:util';
import { field, list, number } from './report.mjs';

/** @typedef {{ test: string, errors: readonly string[] }} Failure `test` says where it is and what it is called. */

const MOST_LINES = 14;
const MOST_OF_A_LINE = 240;

/**
 * @param {unknown} report What Vitest's JSON reporter wrote.
 * @returns {Failure[]}
 */
export function failuresOfVitest(report) {
  return list(field(report, 'testResults')).flatMap((file) => {
    const name = text(field(file, 'name'));
    const tests = list(field(file, 'assertionResults'));
    if (tests.length === 0 && field(file, 'status') === 'failed')
      return [{ test: name, errors: [text(field(file, 'message'))] }];
    return tests
      .filter((test) => field(test, 'status') === 'failed')
      .map((test) => ({
        test: `${name}: ${text(field(test, 'fullName'))}`,
        errors: list(field(test, 'failureMessages')).map(text),
      }));
  });
}

/**
 * @param {unknown} report What Playwright's JSON reporter wrote.
 * @returns {Failure[]} What went wrong outside of a test stands first.
 */
export function failuresOfPlaywright(report) {
  const outside = list(field(report, 'errors')).map((error) => text(field(error, 'message')));
  return [
    ...(outside.length > 0 ? [{ test: 'outside of a test', errors: outside }] : []),
    ...list(field(report, 'suites')).flatMap(failuresOfSuite),
  ];
}

/** @param {unknown} suite @returns {Failure[]} */
function failuresOfSuite(suite) {
  const own = list(field(suite, 'specs'))
    .filter((spec) => field(spec, 'ok') === false)
    .map((spec) => ({
      test: `${text(field(spec, 'file'))}:${number(field(spec, 'line'))} ${text(field(spec, 'title'))}`,
      errors: list(field(spec, 'tests'))
        .flatMap((test) => list(field(test, 'results')))
        .flatMap((result) => list(field(result, 'errors')))
        .map((error) => text(field(error, 'message'))),
    }));
  return [...own, ...list(field(suite, 'suites')).flatMap(failuresOfSuite)];
}

/**
 * @param {Failure} failure
 * @returns {string} The test, and the beginning of each of its errors: a log is often read from its end, where the runner's own account is
 *   far above.
 */
export function failureText({ test, errors }) {
  return [test, ...errors.flatMap(beginning)].join('\n    ');
}

/** @param {string} error @returns {string[]} */
function beginning(error) {
  const lines = stripVTControlCharacters(error)
    .split('\n')
    .filter((line) => line.trim() !== '');
  return lines.slice(0, MOST_LINES).map((line) => line.slice(0, MOST_OF_A_LINE));
}

/** @param {unknown} value @returns {string} */
function text(value) {
  return typeof value === 'string' ? value : '';
}
