// @ts-check
import { createReporter } from '../lib/progress.mjs';
import { ROOT } from '../lib/places.mjs';
import { chromiumStep } from './chromium.mjs';
import { coturnStep } from './coturn.mjs';
import { electronBin, electronStep } from './electron.mjs';
import { nodeStep } from './node.mjs';
import { packagesStep } from './packages.mjs';
import { provision } from './provision.mjs';
import { workerStep } from './worker.mjs';

/**
 * What the machine is wanted for.
 * - `build`: bundles only, no media.
 * - `hub`: the hub alone.
 * - `browser`: benchmarks and pictures, which cannot do without a Chromium.
 * - `tests`: the same, and a relay where it can be had.
 * - `window`: the console in a window: Electron's, else Chromium's.
 *
 * @typedef {{ kind: 'build' } | { kind: 'hub' } | { kind: 'browser' } | { kind: 'tests' }
 *   | { kind: 'window', shell: 'auto' | 'electron' | 'chromium' }} Purpose
 */

/**
 * @param {Purpose} purpose
 * @returns {import('./provision.mjs').Step[]} In the order in which they build on one another.
 */
export function stepsFor(purpose) {
  const base = [packagesStep(ROOT), nodeStep(ROOT)];
  switch (purpose.kind) {
    case 'build':
      return base;
    case 'hub':
      return [...base, workerStep()];
    case 'browser':
      return [...base, workerStep(), chromiumStep({ isOptional: false })];
    case 'tests':
      return [...stepsFor({ kind: 'browser' }), coturnStep()];
    case 'window': {
      const electron = electronStep({ isAsked: purpose.shell === 'electron' });
      const chromium = chromiumStep({ isOptional: true });
      const onlyWithoutElectron = {
        ...chromium,
        isReady: () => electronBin() !== undefined || chromium.isReady(),
      };
      return purpose.shell === 'chromium'
        ? [...base, workerStep(), chromium]
        : [...base, workerStep(), electron, onlyWithoutElectron];
    }
  }
}

/**
 * Provides what the purpose needs and says on stderr what it does.
 *
 * @param {Purpose} purpose
 * @returns {Promise<void>}
 */
export async function provideFor(purpose) {
  await provision(stepsFor(purpose), createReporter());
}
