// @ts-check
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onExit } from '../lib/cleanup.mjs';
import { HelpfulError } from '../lib/errors.mjs';
import { defaultDataDir } from '../lib/places.mjs';

/**
 * The folder of the practice's data, made where it is not there. A sample without a folder of its own gets a
 * throw-away one, which is removed when this process ends.
 *
 * @param {{ isSample: boolean, dataDir: string | undefined }} options
 * @returns {{ dir: string, isThrowAway: boolean }}
 * @throws {HelpfulError}
 */
export function openDataFolder({ isSample, dataDir }) {
  if (isSample && dataDir === undefined) {
    const dir = mkdtempSync(path.join(tmpdir(), 'circlewell-sample-'));
    onExit(() => rmSync(dir, { recursive: true, force: true, maxRetries: 3 }));
    return { dir, isThrowAway: true };
  }
  const dir = dataDir ?? defaultDataDir();
  try {
    // Clinical data: for nobody but the user who runs the hub.
    mkdirSync(dir, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new HelpfulError(
      `The data folder ${dir} cannot be made: ${error instanceof Error ? error.message : String(error)}`,
      'Give a folder that you may write to with --data.',
    );
  }
  return { dir, isThrowAway: false };
}
