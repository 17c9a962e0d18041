// @ts-check
import { stripVTControlCharacters } from 'node:util';
import { field, list, number } from './report.mjs';

/**
 * @typedef {{ test: string, errors: readonly (readonly string[])[] }} Failure `test` says where it is and what it is called, `errors` so
 *   much of each error, by lines, as is told once more.
 */

const MOST_LINES = 14;
/** A check tells of the worst last, and sums up at the end. */
const MOST_LINES_OF_A_CHECK = 40;
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
      return [{ test: name, errors: [beginning(text(field(file, 'message')))] }];
    return tests
      .filter((test) => field(test, 'status') === 'failed')
      .map((test) => ({
        test: `${name}: ${text(field(test, 'fullName'))}`,
        errors: list(field(test, 'failureMessages')).map(text).map(beginning),
      }));
  });
}

/**
 * @param {unknown} report What Playwright's JSON reporter wrote.
 * @returns {Failure[]} What went wrong outside of a test stands first.
 */
export function failuresOfPlaywright(report) {
  const outside = list(field(report, 'errors')).map((error) => beginning(text(field(error, 'message'))));
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
        .map((error) => beginning(text(field(error, 'message')))),
    }));
  return [...own, ...list(field(suite, 'suites')).flatMap(failuresOfSuite)];
}

/**
 * @param {string} name The check's, as a script of package.json.
 * @param {readonly string[]} said All that it said, by lines.
 * @returns {Failure} With the end of it.
 */
export function failureOfCheck(name, said) {
  return { test: `npm run ${name}`, errors: [tellable(said).slice(-MOST_LINES_OF_A_CHECK)] };
}

/**
 * @param {Failure} failure
 * @returns {string} The test, and its errors: a log is often read from its end, where the runner's own account is far above.
 */
export function failureText({ test, errors }) {
  return [test, ...errors.flat()].join('\n    ');
}

/** @param {string} error @returns {string[]} */
function beginning(error) {
  return tellable(error.split('\n')).slice(0, MOST_LINES);
}

/** @param {readonly string[]} lines @returns {string[]} Without colours and empty ones, and none without an end. */
function tellable(lines) {
  return lines
    .map((line) => stripVTControlCharacters(line).slice(0, MOST_OF_A_LINE))
    .filter((line) => line.trim() !== '');
}

/** @param {unknown} value @returns {string} */
function text(value) {
  return typeof value === 'string' ? value : '';
}
