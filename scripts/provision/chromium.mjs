// @ts-check
import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { HelpfulError } from '../lib/errors.mjs';
import { installDebianPackages } from './apt.mjs';

/** @typedef {import('./provision.mjs').Step} Step */

/** The font package keeps text legible where a page asks for a font that it does not bring. */
const CHROMIUM_PACKAGES = ['chromium', 'chromium-sandbox', 'fonts-liberation'];

/** @type {Partial<Record<NodeJS.Platform, readonly string[]>>} */
const USUAL_PLACES = {
  linux: [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/usr/bin/google-chrome-stable',
    '/opt/google/chrome/chrome',
  ],
  darwin: [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  ],
};

/**
 * @param {string} file
 * @returns {boolean}
 */
function canExecute(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * @param {{ named: string | undefined, platform: NodeJS.Platform, canExecute: (file: string) => boolean }} [machine]
 *   `named` is `CHROMIUM_BIN`; where it is given, nothing else is looked for.
 * @returns {string | undefined} The Chromium or Chrome of this machine.
 */
export function chromiumBin(
  machine = { named: process.env['CHROMIUM_BIN'], platform: process.platform, canExecute },
) {
  if (machine.named) {
    const named = path.resolve(machine.named);
    return machine.canExecute(named) ? named : undefined;
  }
  return USUAL_PLACES[machine.platform]?.find(machine.canExecute);
}

/**
 * A Chromium for the tests and for the app window where Electron is not there.
 *
 * @param {{ isOptional: boolean }} options
 * @returns {Step}
 */
export function chromiumStep({ isOptional }) {
  return {
    name: 'Chromium',
    does: 'provides the browser that the tests and the app window use',
    takes: 'one to three minutes',
    isOptional,
    isReady: () => chromiumBin() !== undefined,
    async provide(reporter) {
      const named = process.env['CHROMIUM_BIN'];
      if (named) {
        throw new HelpfulError(
          `CHROMIUM_BIN names ${named}, which is not a program that can be run.`,
          'Name a Chromium or Chrome in it, or unset it so that the usual places are looked through.',
        );
      }
      if (process.platform !== 'linux') {
        throw new HelpfulError(
          'No Chromium or Chrome was found in its usual place.',
          'Install Chrome or Chromium, or name its program in CHROMIUM_BIN, and run the same command again.',
        );
      }
      await installDebianPackages(CHROMIUM_PACKAGES, { purpose: 'for a browser', reporter });
      if (chromiumBin() === undefined) {
        throw new HelpfulError(
          'The package chromium was installed, but no Chromium is in its usual place.',
          'Name its program in CHROMIUM_BIN and run the same command again.',
        );
      }
    },
  };
}
