// @ts-check
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { hubEnv } from '../start/hub-process.mjs';
import { HelpfulError } from './errors.mjs';
import { nodeBin, ROOT } from './places.mjs';
import { run } from './run.mjs';

const BENCH_FOLDER = path.join('tests', 'bench');
const BENCH_SUFFIX = '.bench.ts';

/**
 * @param {string} [root]
 * @returns {string[]} The names of the benchmarks, sorted.
 */
export function benchNames(root = ROOT) {
  const folder = path.join(root, BENCH_FOLDER);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(BENCH_SUFFIX))
    .map((name) => name.slice(0, -BENCH_SUFFIX.length))
    .sort();
}

/**
 * @param {string | undefined} name
 * @param {readonly string[]} names
 * @returns {string} The benchmark's file, below the project's folder.
 * @throws {HelpfulError} Lists the names.
 */
export function benchFile(name, names) {
  if (name !== undefined && names.includes(name)) return path.join(BENCH_FOLDER, `${name}${BENCH_SUFFIX}`);
  const list = names.length === 0 ? 'There is none yet.' : `There are: ${names.join(', ')}.`;
  throw new HelpfulError(
    name === undefined ? 'A benchmark must be named.' : `There is no benchmark "${name}".`,
    `${list} For example: npm run measure -- ${names[0] ?? 'NAME'}`,
  );
}

/**
 * Runs a TypeScript file with the project's own Node, which takes TypeScript as it is.
 *
 * @param {string} file Below the project's folder.
 * @param {readonly string[]} args
 * @returns {Promise<number>} Its exit code; 1 where a signal ended it.
 */
export async function runTypeScript(file, args) {
  if (!existsSync(path.join(ROOT, file))) {
    throw new HelpfulError(
      `${file} is not there.`,
      'Run "git status" to see whether it was deleted by mistake.',
    );
  }
  const { code } = await run(nodeBin(), [file, ...args], { cwd: ROOT, env: hubEnv() });
  return code ?? 1;
}
