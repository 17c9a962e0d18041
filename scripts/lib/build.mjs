// @ts-check
import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { HelpfulError } from './errors.mjs';
import { ROOT, toolEnv } from './places.mjs';
import { createReporter, formatDuration } from './progress.mjs';
import { run } from './run.mjs';
import { hashInputs, isStamped, stamp } from './stamp.mjs';

/**
 * One bundle that Vite makes.
 *
 * @typedef {object} Bundle
 * @property {string} name
 * @property {string} config
 * @property {string} output What must be there after the build.
 * @property {readonly string[]} inputs What it is made from.
 */

/** What every bundle depends on. */
const COMMON = ['package-lock.json', 'tsconfig.base.json', 'scripts/lib/build.mjs', 'src'];

/** What the desktop shell is made from. */
const SHELL = [
  'package-lock.json',
  'tsconfig.base.json',
  'scripts/lib/build.mjs',
  'src/protocol',
  'electron',
  'lingui.config.ts',
  'resources/locales',
];

/** @type {readonly Bundle[]} */
export const BUNDLES = [
  {
    name: 'console and member page',
    config: 'renderer/vite.config.ts',
    output: '.vite/renderer',
    inputs: [...COMMON, 'renderer', 'resources', 'lingui.config.ts'],
  },
  {
    name: 'hub',
    config: 'src/hub/vite.config.ts',
    output: '.vite/hub/main.js',
    inputs: [...COMMON, 'resources'],
  },
  { name: 'shell', config: 'electron/vite.main.config.ts', output: '.vite/electron/main.cjs', inputs: SHELL },
  {
    name: 'shell bridge',
    config: 'electron/vite.preload.config.ts',
    output: '.vite/electron/preload.cjs',
    inputs: SHELL,
  },
];

/**
 * Builds the bundles whose inputs changed since the last build; where nothing changed that takes some milliseconds.
 * All words go to stderr.
 *
 * @param {{ isForced?: boolean, root?: string, build?: (bundle: Bundle) => Promise<void>,
 *   reporter?: import('./progress.mjs').Reporter }} [options]
 * @returns {Promise<string[]>} The names of the bundles that were built.
 * @throws {HelpfulError} With the end of what Vite said.
 */
export async function ensureBuilt({
  isForced = false,
  root = ROOT,
  build = buildWithVite,
  reporter = createReporter(),
} = {}) {
  /** @type {string[]} */
  const built = [];
  for (const bundle of BUNDLES) {
    const stampFile = path.join(root, '.vite', '.stamps', bundle.name.replaceAll(' ', '-'));
    const isThere = existsSync(path.join(root, bundle.output));
    if (!isForced && isThere && isStamped(stampFile, hashInputs(root, bundle.inputs))) continue;

    const startedAt = Date.now();
    reporter.say(`Building ${bundle.name} (some seconds).`);
    rmSync(stampFile, { force: true });
    // Taken before the build, so that a file saved while Vite runs is built again the next time.
    const inputs = hashInputs(root, bundle.inputs);
    await build(bundle);
    stamp(stampFile, inputs);
    built.push(bundle.name);
    reporter.say(`Built ${bundle.name} in ${formatDuration(Date.now() - startedAt)}.`);
  }
  return built;
}

/** @param {Bundle} bundle */
async function buildWithVite(bundle) {
  if (!existsSync(path.join(ROOT, bundle.config))) {
    throw new HelpfulError(
      `${bundle.config} is not there, so ${bundle.name} cannot be built.`,
      'Run "git status" to see whether a file was deleted by mistake.',
    );
  }
  await mustBuild('vite', ['build', '--config', bundle.config, '--logLevel', 'warn'], bundle.name);
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {string} what
 */
async function mustBuild(command, args, what) {
  // Vite keeps a NODE_ENV it finds, and a test runner sets one: React's development build is many times slower (PR28).
  const env = toolEnv({ NODE_ENV: 'production' });
  const result = await run(command, args, { cwd: ROOT, env, output: 'lines' });
  if (result.code === 0) return;
  throw new HelpfulError(
    `Building ${what} failed.`,
    `The cause stands below. Put it right and run the same command again ("npm run build" builds alone).`,
    result.tail,
  );
}
